"""Names of press reports, statements and letters in which many are named who are not the prisoners."""

from tests.support.statuses import ANY, ARRESTED, DIED, FREE, IMPRISONED, PRETRIAL
from webapp.domain.citing.new_name_suggestions import names_of_text
from webapp.vocab.liberty import Status

# Each text with those of whom it tells, and some of those who are named beside them.
TEXTS: list[tuple[str, dict[str, Status | None], set[str]]] = [
    (
        (
            "Tres años sin Amaranta\n"
            "Editorial de La Voz del Páramo\n\n"
            "Hoy se cumplen tres años del encarcelamiento de Amaranta Zafiro, maestra rural, "
            "acusada de sedición por la fiscal Olga Pizarra. Ni las cartas del obispo Tadeo Jaspe"
            " ni las gestiones del embajador Lars Kvarts han servido.\n\n"
            "Con ella fueron detenidos Simón Ópalo y Blas Rubíes. Ópalo salió libre en 2024; Blas"
            " Rubíes purga diez años en La Roca.\n\n"
            "«No la olvidamos», dice su hermana Jacinta Zafiro. El poeta Homero Topacio le dedicó"
            " un libro."
        ),
        {
            "Amaranta Zafiro": ANY,
            "Simón Ópalo": ANY,
            "Blas Rubíes": ANY,
        },
        {"Editorial de La Voz del Páramo", "Tadeo Jaspe"},
    ),
    (
        (
            "Повернулися додому\n\n"
            "Вчора відбувся черговий обмін. Серед звільнених — журналіст Дмитро Світанок, якого "
            "утримували у Таганрозі, правозахисниця Ірина Веселкова та лікар Олег Туманенко. Їх "
            "зустрічав уповноважений Верховної Ради Степан Правозор.\n\n"
            "Не потрапили до списку кримські політв'язні Наріман Хмарний та Ельвіна Зоріна, "
            "повідомив голова організації «КримСОС-мрія» Віталій Звітний. Хмарний засуджений до "
            "17 років, Зоріна перебуває під домашнім арештом.\n\n"
            "«Ми боремося за кожного», — запевнила міністерка Юлія Портфель.\n\n"
            "Фото: Костянтин Об'єктив"
        ),
        {
            "Дмитро Світанок": ANY,
            "Ірина Веселкова": ANY,
            "Олег Туманенко": ANY,
            "Наріман Хмарний": IMPRISONED,
            "Ельвіна Зоріна": ANY,
        },
        {"Степан Правозор", "Віталій Звітний"},
    ),
    (
        (
            "Procès des « sept de Montclair » : de deux à neuf ans ferme\n"
            "De notre envoyé spécial Edgar Ardoise\n\n"
            "La cour criminelle a condamné vendredi l'ancien maire Octave Saphir à neuf ans de "
            "réclusion. Le juriste Lamine Onyx et l'enseignante Zohra Corail écopent de quatre "
            "ans chacun. Le blogueur Hédi Jaspe a été acquitté.\n\n"
            "Le président du tribunal, Maurice Granit, a rejeté toutes les demandes de Me Sonia "
            "Quartz. Pour l'ONG Droits en marche, dirigée par Alix Basalte, « le verdict était "
            "écrit ».\n\n"
            "Octave Saphir, 66 ans, est détenu à la prison de Roche-Noire depuis 2023."
        ),
        {
            "Octave Saphir": IMPRISONED,
            "Lamine Onyx": ANY,
            "Zohra Corail": ANY,
            "Hédi Jaspe": FREE,
        },
        {"Edgar Ardoise", "Maurice Granit"},
    ),
    (
        (
            "Стала вядома пра прысуд лекару\n\n"
            "Магілёўскі абласны суд асудзіў хірурга Вячаслава Туманава на 4 гады калоніі "
            "ўзмоцненага рэжыму. Суддзя — Уладзімір Вагавіч. Пра гэта паведаміла праваабаронца "
            "Алена Сцяжынская.\n\n"
            "Таксама вядома, што ў Бабруйску затрымалі настаўніцу Марыну Завірухіну, а ў Пінску —"
            " рабочага Віталя Навальніцу. Марыну Завірухіну праз тыдзень адпусцілі, а Віталю "
            "Навальніцу далі 13 сутак.\n\n"
            "У калоніі ў Горках памёр Мікалай Замець. «Ён не скардзіўся», — распавяла ягоная "
            "сястра Тамара Замець.\n\n"
            "Святлана Вольная, якая жыве ў Вільні, заклікала да салідарнасці."
        ),
        {
            "Вячаслаў Туманаў": IMPRISONED,
            "Марына Завірухіна": ANY,
            "Віталя Навальніцу": ANY,
            "Віталю Навальніцу": ANY,
            "Мікалай Замець": DIED,
        },
        {"Уладзімір Вагавіч", "Алена Сцяжынская"},
    ),
    (
        (
            "Суд в Верхнереченске отправил под стражу активистку «Зелёного фронта»\n"
            "Текст: Семён Репортажев. Фото: Дарья Объективова / «Вечерний Верхнереченск»\n\n"
            "Октябрьский районный суд Верхнереченска 14 мая избрал меру пресечения активистке "
            "движения «Зелёный фронт» Таисии Вымышленской: два месяца в СИЗО. Об этом сообщает "
            "«Речная волна» со ссылкой на адвоката Никиту Параграфова.\n\n"
            "По версии следствия, Вымышленская и её знакомый Роман Несуществуев повредили "
            "экскаватор на улице Академика Лаврентьева. Несуществуева отправили под домашний "
            "арест. Судья Ирина Молоткова отказалась приобщить поручительство депутата "
            "Заксобрания Олега Мандатова и писательницы Людмилы Улицыной.\n\n"
            "Мать активистки, Вера Вымышленская, рассказала, что у дочери астма. Омбудсмен "
            "Татьяна Правдина пообещала посетить изолятор. Ранее по тому же делу к четырём годам "
            "колонии был приговорён Глеб Мирагов."
        ),
        {
            "Таисия Вымышленская": PRETRIAL,
            "Роман Несуществуев": ANY,
            "Глеб Мирагов": IMPRISONED,
        },
        {"Семён Репортажев", "Дарья Объективова"},
    ),
    (
        (
            "Сводка за неделю\n\n"
            "В Кемь этапировали Фёдора Дымова — он осуждён на 9 лет за «фейки». Апелляция "
            "смягчила наказание Софье Туманян: теперь это 2 года условно, её освободили в зале "
            "суда.\n\n"
            "В Йошкар-Оле ФСБ задержала преподавателя Эркина Облакова. По словам сестры Облакова,"
            " Гульшат Облаковой, его избили.\n\n"
            "Писатель Дмитрий Романистов и музыкант Борис Рокеров записали обращение в поддержку "
            "осуждённых. Уполномоченная по правам человека Нина Благова посетила ИК-17, где сидит"
            " Павел Инеев. \n\n"
            "Из колонии в Твери вышел Арсений Рассветов. Его встретили мать и журналист «Голоса» "
            "Илья Диктофонов."
        ),
        {
            "Фёдор Дымов": ANY,
            "Софья Туманян": ANY,
            "Эркин Облаков": ARRESTED,
            "Павел Инеев": IMPRISONED,
            "Арсений Рассветов": FREE,
        },
        {"Гульшат Облаковой", "Дмитрий Романистов"},
    ),
    (
        (
            "Appeal of the Committee of Mothers\n\n"
            "We, the mothers, wives and sisters, ask the world to remember:\n\n"
            "— Ardak Zhokbolov, 34, a geologist. Seized in the street on 5 January 2022. Serving "
            "8 years in colony LA-155/14.\n"
            "— Yerlan Kiyalbekov, 27, a taxi driver. Tortured with an iron. Acquitted by Judge "
            "Asel Tarazieva in 2023, arrested again in 2024.\n"
            "— Saltanat Elesova, 45, nurse at the Kenesary Hospital. Released in poor health last"
            " May.\n"
            "— Nurbolat Armanuly, 19. Died in the Almaty remand prison. The forensic expert "
            "Daulet Sarapshy found broken ribs.\n\n"
            "Committee of Mothers: Raushan Zhokbolova, Aigul Kiyalbekova, Zhanna Elesova"
        ),
        {
            "Ardak Zhokbolov": IMPRISONED,
            "Yerlan Kiyalbekov": ANY,
            "Saltanat Elesova": FREE,
            "Nurbolat Armanuly": DIED,
        },
        {"Daulet Sarapshy", "Raushan Zhokbolova"},
    ),
    (
        (
            "Gazeteci Defne Kurmacalı'ya 3 yıl 9 ay hapis\n\n"
            "Hayal Haber Ajansı (HHA) editörü Defne Kurmacalı, \"örgüt propagandası\" iddiasıyla "
            "yargılandığı davada 3 yıl 9 ay hapis cezasına çarptırıldı. Karar, İstanbul 23. Ağır "
            "Ceza Mahkemesi'nde bugün açıklandı.\n\n"
            "Duruşmayı Gazeteciler Cemiyeti Başkanı Nazmi Kalemoğlu, CHP Milletvekili Utku "
            "Vekilli ve yazar Aslı Romanbaz da izledi. Kurmacalı'nın avukatı Baran Cübbeli kararı"
            " istinafa taşıyacaklarını söyledi.\n\n"
            "Aynı dosyada yargılanan fotoğrafçı Cemal Deklanşör beraat etti; muhabir Rojda "
            "Yokolmaz hakkında ise yakalama kararı çıkarıldı.\n\n"
            "Öte yandan Silivri'de tutuklu bulunan akademisyen Prof. Dr. Halil Düşünceli, "
            "cezaevinden gönderdiği mektupta sağlık durumunun kötüleştiğini yazdı. Adalet Bakanı "
            "Yılmaz Terazi iddiaları reddetti.\n\n"
            "Haber: Selin Muhabiroğlu"
        ),
        {
            "Defne Kurmacalı": IMPRISONED,
            "Cemal Deklanşör": FREE,
            "Rojda Yokolmaz": ANY,
            "Halil Düşünceli": ANY,
        },
        {"Nazmi Kalemoğlu", "Utku Vekilli"},
    ),
    (
        (
            "СБУ-вигадка: лист із Сімферополя\n\n"
            "Кримчанку Валентину Чорнобривець засудили до 12 років колонії загального режиму. "
            "Вирок ухвалив суддя Віктор Глодов.\n\n"
            "У слідчому ізоляторі Сімферополя вже рік утримують сім'ю Маків: Андрія Мака, його "
            "дружину Лесю Мак та брата Остапа Мака. Остапа Мака катували струмом, розповіла "
            "журналістка Ганна Волошкова з видання «Ранок».\n\n"
            "Художник Богдан Барвінок вийшов на волю 3 червня. Його привітали мер Львова Роман "
            "Калинюк та співачка Злата Мальвіна."
        ),
        {
            "Валентина Чорнобривець": IMPRISONED,
            "Андрія Мака": PRETRIAL,
            "Лесю Мак": PRETRIAL,
            "Остапа Мака": PRETRIAL,
            "Богдан Барвінок": FREE,
        },
        {"Ганна Волошкова", "Роман Калинюк"},
    ),
    (
        (
            "Сілавікі прыйшлі да музыкі Юрася Выдуманскага\n\n"
            "Раніцай 3 чэрвеня ў Гомелі затрымалі лідара гурта «Жаба» Юрася Выдуманскага. Пра "
            "гэта паведаміла «Вясёлка» са спасылкай на ягоную жонку Алесю Выдуманскую.\n\n"
            "Разам з ім узялі гукарэжысёра Паўла Незнаёмца і фанатку Ганну Казачную. Суддзя "
            "Сяргей Малаткоў прысудзіў Паўлу Незнаёмцу 15 сутак. Ганну Казачную адпусцілі пад "
            "подпіс.\n\n"
            "Міністр унутраных спраў Іван Кубракевіч заявіў, што справа «мае адзнакі "
            "экстрэмізму». Праваабаронца Наста Лойкавіч назвала затрыманні рэпрэсіямі.\n\n"
            "Нагадаем, клавішнік гурта Дзяніс Прывідаў другі год адбывае пакаранне ў Наваполацкай"
            " калоніі. Бас-гітарыст Арцём Ценявы ў красавіку выйшаў на волю."
        ),
        {
            "Юрась Выдуманскі": ARRESTED,
            "Паўлу Незнаёмцу": ANY,
            "Ганна Казачная": ANY,
            "Дзяніс Прывідаў": IMPRISONED,
            "Арцём Ценявы": FREE,
        },
        {"Алеся Выдуманская", "Паўла Незнаёмца"},
    ),
    (
        (
            "Court jails three over seaside protest\n"
            "By Marlowe Quillfeather and Ana Typeset, The Harbour Examiner\n"
            "Published 9 May 2025\n\n"
            "PORT ESMOND — A court in the capital on Friday sentenced three members of the "
            "Fishermen's Union to between two and six years in prison for a protest that blocked "
            "the coastal road last summer.\n\n"
            "Jonas Pelicanov, 41, received six years; Ruta Sandbankaite, 29, and her cousin Edgar"
            " Sandbankas got two years each. All three were led out of the courtroom in "
            "handcuffs.\n\n"
            "\"This verdict is a shame,\" their lawyer, Viktor Gownlee, told reporters outside the "
            "Palace of Justice on Admiral Horatio Street. Prosecutor Hilda Stern had asked for "
            "nine years.\n\n"
            "Human rights defenders, among them Nobel laureate Olga Prizewinner and the head of "
            "the Esmond Helsinki Committee, Petra Watchwell, condemned the ruling. President "
            "Augustus Ironhand has not commented.\n\n"
            "A fourth defendant, the poet Lionel Driftwood, who fled to Canada in November, was "
            "tried in absentia.\n\n"
            "Photo: Ingrid Shutterby / Coastal Press Agency"
        ),
        {
            "Jonas Pelicanov": ANY,
            "Ruta Sandbankaite": ANY,
            "Edgar Sandbankas": ANY,
            "Lionel Driftwood": ANY,
        },
        {"Marlowe Quillfeather", "Ana Typeset"},
    ),
]  # fmt: skip


def test_those_who_tell_judge_or_write_are_named_apart_from_those_who_are_held() -> None:
    for text, people, bystanders in TEXTS:
        proposed, others = names_of_text(text, [])
        assert {suggestion.name for suggestion in proposed} == people.keys()
        assert bystanders <= {other.name for other in others}
        wrong = {
            suggestion.name: suggestion.status
            for suggestion in proposed
            if suggestion.status and people[suggestion.name] not in (ANY, suggestion.status)
        }
        assert wrong == {}
    stated = sum(status is not None for _text, people, _others in TEXTS for status in people.values())
    assert stated > 20


def test_a_judge_is_not_listed_and_who_said_something_is_named_apart() -> None:
    text = "The judge Iryna Malatok read for two hours. Her colleague Pavel Rubank said nothing of prison."
    assert [other.name for other in names_of_text(text, []).others] == ["Pavel Rubank"]


def test_who_stands_beside_an_apposition_a_body_or_a_contrast_takes_nothing_from_the_others() -> None:
    for text, people in (
        ("Le poète Reza Fictin est sorti de prison, a annoncé sa compagne, la productrice Mina Fausse.",
         {"Reza Fictin": FREE}),
        ("Elvin Sinagov was arrested. Analyst Una Madeup of the Delphi Centre called the debate a first.",
         {"Elvin Sinagov": ARRESTED}),
        ('Sərvər Uydurov "Meydan-Xəyal"a bildirib ki, bu il 14 dindar həbs olunub.', {}),
        ("Lawmakers debated a motion to free prisoners tabled by MP Sybil Madeup.", {}),
        ("Клим Выдумкин находится в СИЗО, а Нелли Мнимая успела уехать в Грузию.",
         {"Клим Выдумкин": PRETRIAL, "Нелли Мнимая": ANY}),
    ):  # fmt: skip
        assert {each.name: each.status for each in names_of_text(text, []).proposed} == people


BESIDE = {
    "По словам его матери, Эсфири Выдумкиной, он остался в колонии в Северогорье.": "Выдумкин",
    "За словами дружини, Оксани Казкової, він і далі сидить у СІЗО.": "Казков",
    "O juiz de garantias, Adilson Quimera, mandou aguardar o julgamento na cadeia de Viana.": "Quimera",
    "Amnesty-Sprecherin Jolanda Scheinhof zeigte sich entsetzt.": "Scheinhof",
    "Dövlət ittihamçısı Elşən Nağılzadə hökmü dəstəkləyib.": "Nağılzadə",
}


def test_by_whom_something_is_told_or_judged_is_nobody_to_record() -> None:
    for text, surname in BESIDE.items():
        proposed = [each.name for each in names_of_text(text, []).proposed if each.status]
        assert not any(surname in name for name in proposed), text
