"""Names that texts of many kinds and languages propose: bulletins, lists, court news, statements."""

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

IMPRISONED, ARRESTED, REMANDED = Status.IMPRISONED, Status.ARRESTED, Status.PRETRIAL_DETENTION
FREE, HOUSE, ANY = Status.AT_LIBERTY, Status.HOUSE_ARREST, None

# Texts, and whom they tell of with the status that may be filled in; of others it may be any, or none.
TEXTS: dict[str, dict[str, Status | None]] = {
    (
        "WEEKLY BULLETIN No. 47 of the Invented Rights Monitor\n\n"
        "During the week the following persons were released:\n\n"
        "1. Gocha Mocksadze (served 4 years)\n"
        "2. Nino Fictidze-Barami\n"
        "3. Tamaz Unrealia – on parole\n\n"
        "The following persons were detained:\n\n"
        '– Levan Fauxvili, member of the "Imaginary Movement", in Kutaisi;\n'
        "– Salome Pretendadze, student;\n"
        "– Zurab Bogusani.\n\n"
        "Statement was signed by director of centre, Irakli Phantomidze."
    ): {
        "Gocha Mocksadze": ANY, "Nino Fictidze-Barami": FREE, "Tamaz Unrealia": ANY,
        "Levan Fauxvili": ARRESTED, "Salome Pretendadze": ARRESTED, "Zurab Bogusani": ARRESTED,
    },
    (
        "Joint statement\n\n"
        "We, the undersigned, demand immediate release of journalists Orxan Quraşdırılov and Sevda "
        "Yoxluqzadə, who are kept in Kurdakhani prison since May 2023 on fabricated charge.\n\n"
        "Signed by:\n"
        "Arzu Təsəvvürlü, lawyer\n"
        "Kamil Xəyalpərəst, Institute of Invented Freedom\n"
        "Mr. John Makebelieve, London\n"
        "Prof. Ingrid Phantasie, Oslo"
    ): {
        "Orxan Quraşdırılov": ANY, "Sevda Yoxluqzadə": ANY,
    },
    (
        "On 12 of May the policemen has arrested two activist, namely Mr. Bakhtiyor Soxtaev and Mrs. Dilfuza "
        "Yolgonova. The lawyer Rustam Himoyatov was not allowed to meet with them. According to the words of "
        "Yolgonova's husband, Anvar Yolgonov, she was beaten in the Mirabad district department."
    ): {
        "Bakhtiyor Soxtaev": ARRESTED, "Dilfuza Yolgonova": ARRESTED,
    },
    (
        "Court sentences activist to 6 years\n\n"
        "The Grave Crimes Court chaired by judge Ali Hakimzadə on Thursday sentenced Rüfət Uydurmalı to six "
        "years in jail. Co-defendant Şahin Qondarma received a suspended sentence. Prosecutor Vüsal İttihamov"
        " had requested nine years. Minister of Justice Fikrət Nazirli did not comment."
    ): {
        "Rüfət Uydurmalı": IMPRISONED, "Şahin Qondarma": ANY,
    },
    (
        "В Бресте прошёл суд над журналисткой\n\n"
        "14 ноября суд Ленинского района Бреста под председательством судьи Евгения Придуманова признал "
        "журналистку Алесю Несуществович виновной по ст. 361-4 УК и назначил ей три года колонии. Прокурор "
        "Антон Обвинюк просил четыре. По делу также проходит её муж Вадим Несуществович, он находится под "
        "домашним арестом."
    ): {
        "Алеся Несуществович": IMPRISONED, "Вадим Несуществович": HOUSE,
    },
    (
        "Список освобождённых 5 сентября:\n"
        "• Марина Вымышленная\n"
        "• Хасан Придумаев\n"
        "• Зелимхан Небывалиев (осуждён на 8 лет)\n"
        "• Ксения Фантазёрова-Ли"
    ): {
        "Марина Вымышленная": FREE, "Хасан Придумаев": FREE, "Зелимхан Небывалиев": ANY,
        "Ксения Фантазёрова-Ли": FREE,
    },
    (
        "Правозащитный центр «Пример» признал политзаключёнными троих крымчан: Эмиля Выдуманова, Сервера "
        "Нереального и Лилю Мнимую. Все они содержатся в СИЗО-2 Симферополя. Об этом сообщила адвокат Эмине "
        "Защитникова."
    ): {
        "Эмиль Выдуманов": ANY, "Сервер Нереальный": ANY, "Лиля Мнимая": ANY,
    },
    (
        "22 кастрычніка ў Гродне затрымалі актывіста Яўгена Выдуманага і настаўніцу Вольгу Прыдуманую. Раней "
        "быў вызвалены Зміцер Небывалы. Суддзя Марыя Законнік пакінула абодвух пад вартай."
    ): {
        "Яўген Выдуманы": ARRESTED, "Вольга Прыдуманая": ARRESTED, "Зміцер Небывалы": FREE,
    },
    (
        "Nərimanov Rayon Məhkəməsi jurnalist Lalə Uydurmazadə barəsində 4 aylıq həbs-qətimkan tədbiri seçib. "
        "Hakim Anar Ədalətli qərarı elan edib. Vəkil Zibeydə Müdafiəli apellyasiya şikayəti verəcək. Fəal "
        "Ruslan Qurğulu isə ev dustaqlığına buraxılıb."
    ): {
        "Lalə Uydurmazadə": REMANDED, "Ruslan Qurğulu": HOUSE,
    },
    (
        "Əfv olunanlar:\n"
        "1) Cavid Yalançıyev\n"
        "2) Gülnarə Olmazova\n"
        "3) Elşad Saxtalı oğlu Heçvaxtlı"
    ): {
        "Cavid Yalançıyev": ANY, "Gülnarə Olmazova": ANY, "Elşad Saxtalı oğlu Heçvaxtlı": ANY,
    },
    (
        "Diyarbakır 5. Ağır Ceza Mahkemesi, gazeteci Berfin Uydurma'nın tutukluluğunun devamına karar verdi. "
        "Avukat Serhat Savunan tahliye talep etmişti. Aynı dosyada yargılanan Rojhat Hayali tahliye edildi. "
        "Adalet Bakanı Yılmaz Bakanoğlu açıklama yapmadı."
    ): {
        "Berfin Uydurma": REMANDED, "Rojhat Hayali": FREE,
    },
    (
        "Cumartesi Anneleri bu hafta 1995'te gözaltında kaybedilen Hasan Olmayan'ı andı. Eylemde İHD üyesi "
        "Gülten Konuşan bir konuşma yaptı."
    ): {
        "Hasan Olmayan": ANY,
    },
    (
        "Rojnamevan Zozan Xeyalî di 5ê gulanê de li Amedê hate girtin. Parêzer Azad Parastvan got ku wê di "
        "girtîgehê de ye. Çalakvan Serhed Nerast hate berdan."
    ): {
        "Zozan Xeyalî": ARRESTED, "Serhed Nerast": FREE,
    },
    (
        "Dadgehê 7 sal ceza da siyasetmedar Leyla Sexteyî. Ew di girtîgeha Sincanê de ye."
    ): {
        "Leyla Sexteyî": ANY,
    },
    (
        "Ngày 12/5, công an tỉnh Nghệ An bắt giữ nhà báo Trần Thị Hư Cấu và nhà hoạt động Lê Văn Bịa Đặt. "
        "Luật sư Phạm Văn Bào Chữa cho biết họ bị tạm giam bốn tháng."
    ): {
        "Trần Thị Hư Cấu": ARRESTED, "Lê Văn Bịa Đặt": ARRESTED,
    },
    (
        "Tòa án nhân dân TP Hà Nội tuyên phạt blogger Nguyễn Tưởng Tượng 6 năm tù giam. Tù nhân lương tâm "
        "Đặng Thị Không Thật được trả tự do hôm thứ Hai."
    ): {
        "Nguyễn Tưởng Tượng": IMPRISONED, "Đặng Thị Không Thật": FREE,
    },
    (
        "La fiscalía de Managua acusó al periodista Wilfredo Inventado Ríos de traición. Fue detenido el 3 de"
        " junio junto con la dirigente campesina Medarda Ficticia. El diputado oficialista Wálmaro Partidario"
        " justificó las capturas. La opositora Suyén Imaginaria fue excarcelada y desterrada."
    ): {
        "Wilfredo Inventado Ríos": ARRESTED, "Medarda Ficticia": ARRESTED, "Suyén Imaginaria": ANY,
    },
    (
        "Presos políticos en El Infiernito:\n"
        "- Yerson Falsario (24 años)\n"
        "- Mayerlin del Valle Supuesta\n"
        "- José Gregorio Quimérico\n\n"
        "Firma: Alfredo Denunciante, coordinador."
    ): {
        "Yerson Falsario": IMPRISONED, "Mayerlin del Valle Supuesta": IMPRISONED,
        "José Gregorio Quimérico": IMPRISONED,
    },
    (
        "Uyghur yazghuchi Gulnar Toqulma 15 yilliq qamaq jazasigha höküm qilindi."
    ): {
        "Gulnar Toqulma": ANY,
    },
    (
        "Jurnalist Otabek To‘qimayev 5-may kuni qo‘lga olindi. Sud blogger Nargiza Soxtayevani olti yilga "
        "ozodlikdan mahrum qildi. Advokat Rustam Himoyachi bu haqda ma’lum qildi."
    ): {
        "Otabek To‘qimayev": ARRESTED, "Nargiza Soxtayeva": IMPRISONED,
    },
    (
        "Алматыда белсенді Айдос Ойдарбеков қамауға алынды. Журналист Меруерт Жалғанова босатылды."
    ): {
        "Айдос Ойдарбеков": ANY, "Меруерт Жалғанова": FREE,
    },
    (
        "Рӯзноманигор Далер Сохтазода ба ҳафт сол зиндон маҳкум шуд."
    ): {
        "Далер Сохтазода": IMPRISONED,
    },
    (
        "Окупаційний суд у Криму засудив до 11 років журналіста Владислава Вигаданого. Активістку Ірину "
        "Несправжню звільнили в межах обміну. Омбудсмен Дмитро Правозахисний підтвердив це."
    ): {
        "Владислав Вигаданий": IMPRISONED, "Ірина Несправжня": Status.RELEASED_EARLY,
    },
    (
        "Sąd w Grodnie skazał dziennikarza Andrzeja Zmyślonego na osiem lat kolonii karnej. Działaczka "
        "Andżelika Fikcyjna została zwolniona."
    ): {
        "Andrzej Zmyślony": IMPRISONED, "Andżelika Fikcyjna": FREE,
    },
    (
        "Le journaliste Séraphin Imaginé-Nkolo a été condamné à quatre ans de prison. Son avocat, Me Achille "
        "Défenseur, a fait appel. La militante Aïcha Inventée a été remise en liberté."
    ): {
        "Séraphin Imaginé-Nkolo": IMPRISONED, "Aïcha Inventée": FREE,
    },
    (
        "Das Bezirksgericht verurteilte die Bloggerin Ksenija Erfunden zu fünf Jahren Straflager. Der "
        "Oppositionelle Timur Ausgedacht sitzt seit März in Untersuchungshaft. Außenministerin Annegret "
        "Amtlich forderte ihre Freilassung."
    ): {
        "Ksenija Erfunden": IMPRISONED, "Timur Ausgedacht": REMANDED,
    },
    (
        "A jornalista Marielle Inventada foi presa em Luanda. O ativista Nito Fictício foi libertado."
    ): {
        "Marielle Inventada": ARRESTED, "Nito Fictício": FREE,
    },
    (
        "Aktivis Papua Yohanes Karangan ditangkap polisi di Jayapura. Mama Yosepha Rekaan dibebaskan."
    ): {
        "Yohanes Karangan": ARRESTED, "Yosepha Rekaan": FREE,
    },
    (
        "Mwandishi wa habari Juma Bandia alikamatwa na polisi."
    ): {
        "Juma Bandia": ARRESTED,
    },
    (
        "Լրագրող Արամ Հորինյանը ձերբակալվեց։ Ակտիվիստ Նարե Մտացածինը ազատ արձակվեց։"
    ): {
        "Արամ Հորինյան": ARRESTED, "Նարե Մտացածին": FREE,
    },
    (
        "Case 14. Hajji Qurban Mamadovly\n"
        "Born: 1961. Arrested: 3 April 2022. Status: serving the sentence in Colony No. 2.\n"
        "His cellmate, Taleh Bystandov, told about the torture.\n\n"
        "Case 15. Sabuhi Nonexistov (blogger)\n"
        "Born: 1988. Arrested: 9 May 2022. Status: under house arrest.\n\n"
        "Case 16. Ms. Ulkar Neverova\n"
        "Born: 1990. Released from the courtroom on 6 June 2023."
    ): {
        "Qurban Mamadovly": ANY, "Sabuhi Nonexistov": ANY, "Ulkar Neverova": ANY,
    },
    (
        "| No | Name | Date of arrest | Place |\n"
        "1 | Abbas Fakhrimade | 2 May 2021 | Evin Prison\n"
        "2 | Zeinab Notrealpour | 4 May 2021 | Qarchak Prison\n"
        "3 | Soheil Mockinejad | 9 June 2021 | released on bail"
    ): {
        "Abbas Fakhrimade": ANY, "Zeinab Notrealpour": ANY, "Soheil Mockinejad": ANY,
    },
    (
        "Sheikh Mansour al-Wahmi, 61, and his sons Ali Mansour al-Wahmi and Hasan Mansour al-Wahmi remain in "
        "Jau Prison. Crown Prince Salman bin Hamad al-Wali ordered a review."
    ): {
        "Mansour al-Wahmi": IMPRISONED, "Ali Mansour al-Wahmi": IMPRISONED,
        "Hasan Mansour al- Wahmi": IMPRISONED,
    },
    (
        "The body of Vitold Ashimok was handed over; he died in Colony No. 9. His mother, Stanislava Ashimok,"
        " was not informed."
    ): {
        "Vitold Ashimok": ANY,
    },
    (
        "Aung Pretend Oo and Daw Khin Makeup Win were sentenced to three years' hard labour by a military "
        "court in Mandalay."
    ): {
        "Aung Pretend Oo": IMPRISONED, "Khin Makeup Win": IMPRISONED,
    },
    (
        "Lawyers for Sihem Bensedfake said on Monday that she had been transferred to Manouba prison after a "
        "judge, Hatem Justicier, issued a committal order."
    ): {
        "Sihem Bensedfake": ANY,
    },
    (
        "Opposition leader Robert Kyagulafake was placed under house arrest; his deputy, Lina Zedrigo-Mock, "
        "was charged with treason. Uganda's President Yoweri Musevenot denied it."
    ): {
        "Robert Kyagulafake": HOUSE, "Lina Zedrigo-Mock": ANY,
    },
    (
        "Gao Zhishenmock disappeared in August 2017 and has not been seen since; his wife Geng Hemock lives "
        "in the United States."
    ): {
        "Gao Zhishenmock": ANY,
    },
}  # fmt: skip


def test_names_are_proposed_of_those_told_of_and_with_no_wrong_status() -> None:
    proposed = missed = others = 0
    for text, people in TEXTS.items():
        statuses = {suggestion.name: suggestion.status for suggestion in name_suggestions(text, [])}
        proposed += len(statuses)
        missed += len(people.keys() - statuses.keys())
        others += len(statuses.keys() - people.keys())
        for name, status in statuses.items():
            expected = people.get(name)
            assert status is None or expected is None or status is expected, (name, text)
    assert proposed > 70
    assert others <= 0.03 * proposed
    assert missed <= 0.03 * proposed
