"""Names of weekly updates, letters and lists of many languages, with their statuses."""

from tests.support.statuses import ANY, ARRESTED, DAYS, DIED, EARLY, EXILED, FREE, HOUSE, IMPRISONED, PRETRIAL
from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

TEXTS: dict[str, dict[str, Status | None]] = {
    (
        "Хроника преследований, 3–9 июня\n\n"
        "3 июня. В Казани задержан краевед Ильдар Вымыслетдинов. Его отпустили через три часа.\n"
        "5 июня. Второй кассационный суд оставил в силе приговор Марии Фантазёровой (6 лет "
        "колонии).\n"
        "6 июня. Умер в СИЗО Глеб Небылицын, обвиняемый по статье о «фейках».\n"
        "8 июня. Полина Сказкина уехала из России.\n"
        "9 июня. Следователь Артём Допросов предъявил обвинение Саиде Придумкиной; она под "
        "домашним арестом."
    ): {
        "Ильдар Вымыслетдинов": ANY, "Мария Фантазёрова": IMPRISONED, "Глеб Небылицын": DIED,
        "Полина Сказкина": EXILED, "Саида Придумкина": HOUSE,
    },
    (
        "Список № 5. Осуждённые по «делу комиссариатов»\n\n"
        "1) Вымыслов Алексей Юрьевич, 1999 г. р., 13 лет строгого режима\n"
        "2) Небывалова Регина Тагировна, 2001 г. р., 8 лет колонии общего режима\n"
        "3) Мнимый Захар Петрович, 1987 г. р., принудительное лечение\n"
        "4) Фиктов Богдан, 2004 г. р., обменян 1 августа"
    ): {
        "Вымыслов Алексей Юрьевич": IMPRISONED, "Небывалова Регина Тагировна": IMPRISONED,
        "Мнимый Захар Петрович": ANY, "Фиктов Богдан": ANY,
    },
    (
        "Saxlanılanların siyahısı:\n"
        "1. Emin Uydurma – jurnalist, 2 aylıq həbs\n"
        "2. Könül Bəhanəqızı – fəal, ev dustaqlığı\n"
        "3. Orxan Saxtazadə – tələbə, 20 sutka\n"
        "Sərbəst buraxılanlar:\n"
        "4. Zümrüd Yalanlı\n"
        "5. Pənah Qurğuşoğlu"
    ): {
        "Emin Uydurma": PRETRIAL, "Könül Bəhanəqızı": HOUSE, "Orxan Saxtazadə": DAYS,
        "Zümrüd Yalanlı": FREE, "Pənah Qurğuşoğlu": FREE,
    },
    (
        "Cezaevindeki gazeteciler\n"
        "- Mehmet Sahte Yıldız – Sincan Cezaevi (hükümlü)\n"
        "- Dicle Kurmaca – Van T Tipi (tutuklu)\n"
        "- Abdurrahman Düşkıran\n"
        "Raporu hazırlayan: Selin Kayıtçı"
    ): {
        "Mehmet Sahte Yıldız": IMPRISONED, "Dicle Kurmaca": PRETRIAL, "Abdurrahman Düşkıran": ANY,
    },
    (
        "Personas liberadas el 13 de julio\n"
        "1.- Yuri Inventadísimo\n"
        "2.- Ángela Marrero Falsa\n"
        "3.- Denis Solísnada\n"
        "Siguen presas\n"
        "1.- Lizandra Góngorita\n"
        "2.- Maykel Quimerán"
    ): {
        "Yuri Inventadísimo": FREE, "Ángela Marrero Falsa": FREE, "Denis Solísnada": FREE,
        "Lizandra Góngorita": IMPRISONED, "Maykel Quimerán": IMPRISONED,
    },
    (
        "Кримська правозахисна уявна група повідомляє: 12 березня в Бахчисараї силовики "
        "затримали Ремзі Вигаданова та його сина Ескендера Вигаданова. Суддя Денис Присудний "
        "арештував обох на два місяці. Громадянську журналістку Лутфіє Мрійну звільнили з ІТТ. "
        "Уповноважений Дмитро Лубінченко звернувся до МКЧХ."
    ): {
        "Ремзі Вигаданов": ANY, "Ескендер Вигаданов": ANY, "Лутфіє Мрійна": FREE,
    },
    (
        "Праваабаронцы прызналі палітвязнямі яшчэ чатырох чалавек: Алега Прыдуманава, Кацярыну "
        "Небыліцу, Анатоля Казачнага і Юлію Мройную. Суд пакараў Алега Прыдуманава 4 гадамі "
        "калоніі. Юлія Мройная знаходзіцца ў СІЗА на Валадарцы."
    ): {
        "Алег Прыдуманаў": ANY, "Кацярына Небыліца": ANY, "Анатоль Казачны": ANY,
        "Юлія Мройная": ANY,
    },
    (
        "RELEASED / DETAINED IN MAY\n\n"
        "RELEASED\n"
        "Mekhman Inventov (bail)\n"
        "Aytan Pseudova\n"
        "Hafiz Fabriqli\n\n"
        "DETAINED\n"
        "Nurana Mockmammadli, sister of a blogger\n"
        "Igbal Abilovfake - accused of high treason\n"
        "Bahruz Samadov-Fictif"
    ): {
        "Mekhman Inventov": ANY, "Aytan Pseudova": FREE, "Hafiz Fabriqli": FREE,
        "Nurana Mockmammadli": ARRESTED, "Igbal Abilovfake": ARRESTED,
        "Bahruz Samadov-Fictif": ARRESTED,
    },
    (
        "Этап. Осуждённого Дмитрия Скурихинского этапировали в ИК-5. Сидящая в соседнем регионе "
        "Виктория Петровамнимая объявила голодовку. Азата Мифтахнутова, вышедшего из колонии "
        "утром, снова задержали у ворот."
    ): {
        "Дмитрий Скурихинский": ANY, "Виктория Петровамнимая": ANY, "Азат Мифтахнутов": ARRESTED,
    },
    (
        "Tutuklanan akademisyenler\n"
        "1. Doç. Dr. Hülya Kurguoğlu (Ankara)\n"
        "2. Prof. Dr. Şerif Düşsel\n"
        "3. Araş. Gör. Ozan Yalansız\n"
        "İçişleri Bakanı Ali Yetkili açıklama yapmadı. Rektör Naci Makamlı'nın istifası istendi."
    ): {
        "Hülya Kurguoğlu": PRETRIAL, "Şerif Düşsel": PRETRIAL, "Ozan Yalansız": PRETRIAL,
    },
    (
        "APPENDIX A – INDIVIDUALS WITH ENFORCED DISAPPEARANCE STATUS\n"
        "(1) Mr. Sombathfake Somphone, Vientiane, 15/12/2012\n"
        "(2) Ms. Od Sayavongmock, Bangkok, 26/08/2019\n"
        "APPENDIX B – INDIVIDUALS UNDER HOUSE ARREST\n"
        "(1) Mr. Kem Sokhanot\n"
        "(2) Mme. Theary Sengfiction (later imprisoned)"
    ): {
        "Sombathfake Somphone": ANY, "Od Sayavongmock": ANY, "Kem Sokhanot": HOUSE,
        "Theary Sengfiction": ANY,
    },
    (
        "Subject: Urgent appeal – Mr. Rahim Kalponik and Ms. Shirin Obastob (Bangladesh)\n\n"
        "On 3 August 2024 members of the Detective Branch arrested Mr. Rahim Kalponik at his "
        "office. Ms. Shirin Obastob was arrested the next day and is held in Kashimpur Jail. "
        "Please send this appeal to Mr. Asad Montri, Minister of Home Affairs."
    ): {
        "Rahim Kalponik": ARRESTED, "Shirin Obastob": ARRESTED,
    },
    (
        "Помилованы указом от 30 декабря:\n"
        "Кристина Придумкевич\n"
        "Антон Сочинеев (отбывал 6 лет)\n"
        "Людвига Фантазюк\n\n"
        "Не помилованы, хотя подавали прошение:\n"
        "Виталий Мнимчук"
    ): {
        "Кристина Придумкевич": EARLY, "Антон Сочинеев": ANY, "Людвига Фантазюк": EARLY,
        "Виталий Мнимчук": ANY,
    },
    (
        "Naxçıvanda fəal Mehman Uydurov 60 günlük həbs edilib. Onun qardaşı Camal Uydurov deyir "
        "ki, ailəyə xəbər verilməyib. Jurnalist Sevil Xəyaliyeva isə 3 il şərti cəza alıb. Gəncə "
        "həbsxanasında saxlanılan İlqar Bəhanəzadə aclıq aksiyasına başlayıb. Ədliyyə naziri "
        "Fərid Nazirov məsələyə münasibət bildirməyib."
    ): {
        "Mehman Uydurov": ARRESTED, "Sevil Xəyaliyeva": ANY, "İlqar Bəhanəzadə": IMPRISONED,
    },
    (
        "Затрыманні ў Бабруйску: сілавікі забралі настаўніка Міколу Прыдумчыка і яго жонку Алену "
        "Прыдумчык. Праз тры сутак Алену адпусцілі. На волю выйшаў Рыгор Казкевіч."
    ): {
        "Мікола Прыдумчык": ANY, "Алена Прыдумчык": ANY, "Рыгор Казкевіч": FREE,
    },
    (
        "Nukusdagi sud Dauletmurat Xayolmuratovni 16 yilga qamoq jazosiga hukm qildi. Jurnalist "
        "Lolagul Soxtaxanova ozod etildi. Bloger Otabek Yolg‘oniy hibsga olindi."
    ): {
        "Dauletmurat Xayolmuratov": IMPRISONED, "Lolagul Soxtaxanova": FREE,
        "Otabek Yolg‘oniy": ARRESTED,
    },
}  # fmt: skip


def test_names_are_proposed_of_those_told_of_and_with_no_wrong_status() -> None:
    for text, people in TEXTS.items():
        statuses = {suggestion.name: suggestion.status for suggestion in name_suggestions(text, [])}
        assert statuses.keys() == people.keys()
        wrong = {
            name: status
            for name, status in statuses.items()
            if status and people[name] and status is not people[name]
        }
        assert wrong == {}
    stated = sum(status is not None for people in TEXTS.values() for status in people.values())
    assert stated > 25


def test_where_letters_have_no_capitals_no_row_of_words_is_taken_for_a_name() -> None:
    for text in (
        "به گزارش هرانا، رضا خیالی‌نژاد، فعال مدنی ساکن تهران، روز سه‌شنبه بازداشت شد.",
        "پویا نمونه‌راد با وثیقه آزاد شد. شمار بازداشت‌شدگان به هزار نفر رسید.",
        "اعتقلت قوات الأمن الناشط يحيى الخيالي في دمشق.",
    ):
        assert name_suggestions(text, []) == []
