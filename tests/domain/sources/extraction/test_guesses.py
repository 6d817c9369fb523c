"""What is offered for a text that says nothing of itself is what stands in it, or nothing."""

import pytest

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.extracted_text import extract, read_pasted

ARRESTED = "Elvin Sinagov was arrested in November, and nobody knows where he is now."
UNTITLED = ("Page 1 of 5", "https://example.org/a", "Home > News > Politics", "НОВОСТИ", "Press release")
ADDRESSED = (
    "Kime: Nümunə idarəsinə", "Генеральному прокурору", "Al señor fiscal general",
    "An den Generalstaatsanwalt", "À Monsieur le Procureur", "До Генерального прокурора",
)  # fmt: skip
FIRST_PAGE = "The first page is in English and says that this is a report of the year. " * 40
FURTHER_PAGES = "Bu hesabat bir il ərzində həbs olunanlar haqqında və onlar üçün tərtib edilib. " * 900


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Freedom for all\n\n{ARRESTED}", "Freedom for all"),
        (f"\n  Freedom   for all \n{ARRESTED}", "Freedom for all"),
        (f"Condenan al poeta\nviernes, 14 de marzo del 2025\n\n{ARRESTED}", "Condenan al poeta"),
        (ARRESTED, None),
        (f"{ARRESTED * 4}\n{ARRESTED}", None),
        (f"* * *\n{ARRESTED}", None),
        (f"14 March 2025\nFreedom for all\n{ARRESTED}", "Freedom for all"),
        (f"By the News Desk, 14 March 2025\nFreedom for all!\n{ARRESTED}", "Freedom for all!"),
        *(
            (f"{day}\nFreedom for all\n{ARRESTED}", "Freedom for all")
            for day in ("06-02-2025 | News", "03/04/2025 18:22", "۱۸ بهمن ۱۴۰۳", "پنجشنبه ۱۸ بهمن ۱۴۰۳")
        ),
        (f"Dear colleagues,\n{ARRESTED}", None),
        (f"To the Office of Examples\n{ARRESTED}", None),
        (f"Уважаемые коллеги!\n{ARRESTED}", None),
        *((f"{head}\n\nFreedom for all\n{ARRESTED}", "Freedom for all") for head in UNTITLED),
        *((f"{head}\n\nComplaint\n{ARRESTED}", None) for head in ADDRESSED),
        *((f"{head}\n\n{ARRESTED}\n{ARRESTED}", None) for head in (
            "Паважаныя сябры!", "دوستان عزیز،", "Baş Prokurorluğa", "Adalet Bakanlığı'na",
            "Azərbaycan Respublikasının Prezidentinə", "В Европейский суд по правам человека",
            "В Примерский районный суд г. Нигде",
        )),
        *((f"{head}\nFreedom for all\n\n{ARRESTED}", "Freedom for all") for head in (
            "* * *", "— — —", "Foto: Jane Phantom", "Photo by Jane Phantom", "От: Зои Небылицыной",
        )),
        (f"## Freedom for all\n\n{ARRESTED}", "Freedom for all"),
        (f"She was freed. He was not.\n{ARRESTED}", None),
        (f"LISTA DE PRESOS POLÍTICOS – MARZO 2023\n\n{ARRESTED}", "LISTA DE PRESOS POLÍTICOS – MARZO 2023"),
        (f"Elvin Sinagov was arrested near\nthe market and held there\n\n{ARRESTED}", None),
        (f"في كانون الثاني داهمت قوة أمنية منزل الناشط يحيى الخيالي في مدينة\n{'حمص وصادرت ' * 9}", None),
        (f"Elvin Sinagov\tin prison\t2021\n{ARRESTED}", None),
        ("Ad,Status\nElvin Sinagov,həbsdədir (12.05.2023)\nAyla Numunali,held", None),
        ("Name,Status\nElvin Sinagov,serving\nAyla Numunali,serving", None),
        ("A list of 2021,,\nNo,Name,Status\n1,Elvin Sinagov,held\n2,Ayla Numunali,held", "A list of 2021"),
    ],
)
def test_a_short_first_line_is_offered_as_the_title(text: str, title: str | None) -> None:
    assert read_pasted(text).title == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2023-12-16", "2023-12-16"),
        ("16 December 2023", "2023-12-16"),
        ("December 16, 2023", "2023-12-16"),
        ("16 dekabr 2023", "2023-12-16"),
        ("16 декабря 2023", "2023-12-16"),
        ("16 Aralık 2023", "2023-12-16"),
        ("2023", None),
        ("December 2023", "2023-12"),
        ("By the News Desk, 14 March 2025", "2025-03-14"),
        ("2017-12-26 09:45", "2017-12-26"),
        ("06 фев 2025", "2025-02-06"), ("6 ноя 2025, 18:22", "2025-11-06"),
        ("6 fevereiro 2025 às 18h22", "2025-02-06"), ("6 febbraio 2025, ore 18:22", "2025-02-06"),
        ("2017-12-26T09:45:00Z", "2017-12-26"),
        ("07.10.2023 в 01:19", "2023-10-07"),
        ("August 2014", "2014-08"),
        ("Published on 14 March 2025 | Nowhere", "2025-03-14"),
        ("Nowhere — 14 de marzo de 2025", "2025-03-14"),
        ("Elvin Sinagov, 1er août 2014, 10:15", "2014-08-01"),
        ("Dienstag, 14. März 2025 um 9:30 Uhr", "2025-03-14"),
        ("14 березня 2025 року", "2025-03-14"),
        ("14 сакавіка 2025", "2025-03-14"),
        ("14 მარტი 2025", "2025-03-14"),
        ("١٤ مارس ٢٠٢٥", "2025-03-14"),
        ("۱۴ مارس ۲۰۲۵", "2025-03-14"),
        ("Bakı, 2023-cü il noyabrın 20-də", "2023-11-20"),
        ("12 Mart 2024 Salı", "2024-03-12"),
        ("Publié le 14 mars 2025 à 09h45", "2025-03-14"),
        ("Par Jean Exemple, le 1er mars 2025", "2025-03-01"),
        ("الجمعة 14 مارس 2025", "2025-03-14"),
        ("۲۴ اسفند ۱۴۰۳", "2025-03-14"),
        ("جمعه ۲۴ اسفند ۱۴۰۳ ساعت ۰۹:۴۵", "2025-03-14"),
        ("تاریخ: ۱۴۰۳/۱۲/۲۴", "2025-03-14"),
        ("NOWHERE, March 14, 2025 (Agency) — Police detained Elvin Sinagov", "2025-03-14"),
        ("Posted by admin on March 14, 2025", "2025-03-14"),
        ("Published: Fri 14 Mar 2025 18:05 GMT", "2025-03-14"),
        ("Posted on March 14, 2025 by admin", "2025-03-14"),
        ("Last updated 14 Mar 2025, 10:12 PM IST", "2025-03-14"),
        ("14 Mart 2025 Cuma 18:05", "2025-03-14"),
        ("Опубликовано: 3 сен 2019, 18:05", "2019-09-03"),
        ("发布时间：2025-03-14 18:05", "2025-03-14"),
        ("2025年3月14日 18時05分", "2025-03-14"),
        *((line, "2023-12-04") for line in (
            "二〇二三年十二月四日", "二零二三年十二月四日", "2023-12-04 星期一", "04.12.23",
            "Minsk, 04.12.23 18:22",
            "Publié le lundi 4 décembre 2023, 18h22", "Publicado em 4 de dezembro de 2023",
            "4 декабря 2023 года, г. Минск", "به تاریخ ۱۳ آذر ۱۴۰۲", "تهران - ۱۳ آذرماه ۱۴۰۲",
            "4 grudnia 2023 r.",
            "Lunedì 4 dicembre 2023", "۴ دسمبر ۲۰۲۳", "4 Berfanbar 2023",
        )),
        *((line, "2019-09-22") for line in (
            "22.09.2019 г.", "22.IX.2019", "Jane Phantom — 22.IX.2019", "09/22/2019", "۳۱/۰۶/۱۳۹۸",
            "Updated: 09/22/2019, 23:07", "23:07 – 22.09.2019", "NOWHERE: 22 September 2019",
        )),
        *((line, None) for line in (
            "22–24 September 2019", "22 September – 24 September 2019", "Detained: 22 September 2019",
            "Arrest date: 22 September 2019", "Дата задержания: 22 сентября 2019", "Doğum tarixi: 22.09.1979",
            "Court hearing: 22 September 2019, 11:00", "Fecha de nacimiento: 22 de septiembre de 1979",
            "Date de naissance : 22 septembre 1979", "Geburtsdatum: 22. September 1979",
            "تاریخ تولد: ۳۱ شهریور ۱۳۹۸",
            "Дата народження: 22 вересня 1979", "Gözaltı tarihi: 22 Eylül 2019", "09/13/2019\n10/14/2019",
        )),
        ("二〇二一年廿一月三十二日", None),
        ("44.12.23", None),
        (f"{ARRESTED[:60]}\n14 March 2025, and not since", None),
        ("2025년 3월 14일", "2025-03-14"),
        ("March 2025\n14 March 2025", "2025-03-14"),
        ("Arrested on 14 March 2025", None),
        ("Elvin Sinagov was arrested on 14 March 2025.", None),
        ("He has been held since August 2014", None),
        ("16/12", None),
        ("05/11/2023", None),
        ("16 December 2023?", None),
        ("about 16 December 2023", None),
        ("31 February 2023", None),
        ("16 December 23", None),
        ("Approved on 16 December 2023 by all", None),
        ("16 December 2023\n17 December 2023", None),
        ("16 December 2023\n2023-12-16", "2023-12-16"),
        ("Ngày 4 tháng 12 năm 2023", "2023-12-04"),
        ("Thứ Hai, 4 tháng 12, 2023", "2023-12-04"),
        ("2023-yil 4-dekabr", "2023-12-04"),
        ("Ngày 44 tháng 12 năm 2023", None),
        ("No;Name;Held since\n1;Elvin Sinagov;03.05.2024\n2;Ayla Numunali;", None),
        ("Name,Place,Held since\nElvin Sinagov,Baku,2024-05-03\nAyla Numunali,Ganja,", None),
        ("1. Elvin Sinagov (freed, 3 May 2024)\n2. Ayla Numunali", None),
        ('Name,Born,Held,Article\n1,"Elvin\nSinagov",1990-05-06,2024-05-03,128\n', None),
        ("Список\nна 1 октября 2025 года\n", "2025-10-01"),
        ("نشر في 14 مارس 2025", "2025-03-14"),
        ("Выпуск 7, от 14 марта 2025 года", "2025-03-14"),
        ("Opublikowano dnia 14 marca 2025", "2025-03-14"),
        ("4 December 2023\nName | Held since\nElvin Sinagov | 3 May 2024", "2023-12-04"),
    ],
)
def test_a_day_is_offered_only_where_it_stands_alone_and_is_beyond_doubt(line: str, day: str | None) -> None:
    assert read_pasted(f"Freedom for all\n{line}\n\n{ARRESTED}").date == day


def test_a_day_further_down_is_none_of_the_text_s_own() -> None:
    assert read_pasted(f"{ARRESTED}\n" * 12 + "16 December 2023").date is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARRESTED, "en"),
        ("Elvin Sinaqov noyabrda həbs olundu və indi onun harada olduğu məlum deyil.", "az"),
        ("Elvin Sınagov kasımda gözaltına alındı ve şimdi nerede olduğu bir türlü belli değil.", "tr"),
        ("Эльвина Синагова задержали в ноябре, и теперь никто не знает, где он.", "ru"),
        ("Елвіна Синагова затримали у листопаді, і тепер ніхто не знає, де він.", "uk"),
        ("Елвин Синагов нојабрда һәбс олунду вә инди онун һарада олдуғу мәлум дејил.", "az-Cyrl"),
        ("Elvin Sinagow wurde im November verhaftet, und niemand weiß, wo er sich nun befindet.", "de"),
        ("Elvin Sinagov a été arrêté en novembre et il est détenu dans un lieu que nous ignorons.", "fr"),
        ("Elvin Sinagov fue detenido en noviembre y no se sabe en qué lugar está ahora.", "es"),
        ("ელვინ სინაგოვი ნოემბერში დააკავეს", "ka"),
        ("Էլվին Սինագովը ձերբակալվել է նոյեմբերին", "hy"),
        ("الوین سیناگوف در ماه نوامبر بازداشت شد و از آن پس خبری از او نیست", "fa"),
        ("اعتقلت الشرطة الصحفي في نوفمبر ولم يعرف أحد بعد ذلك إلى أين نقل من السجن", "ar"),
        ("Журналіста затрымалі ў лістападзе, і цяпер ніхто не ведае, дзе ён знаходзіцца.", "be"),
        ("صحافی کو نومبر میں گرفتار کیا گیا اور اس کے بعد سے کوئی خبر نہیں ہے", "ur"),
        ("ڕۆژنامەنووسەکە لە مانگی نۆڤەمبەردا دەستگیر کرا و کەس نازانێت لە کوێیە", "ckb"),
        ("记者于十一月被捕，至今下落不明。", "zh"),
        ("Журналист қарашада ұсталды, оның қайда екенін ешкім білмейді.", "kk"),
        ("Dziennikarz został zatrzymany w listopadzie i nikt nie wie, gdzie się znajduje.", "pl"),
        ("Ông bị bắt gần chợ và đang bị giam. Luật sư nói rằng ông bị đánh và không ai giải thích.", "vi"),
        ("Ew li kêleka bazarê hat girtin û niha di girtîgeha bajêr de ye. Parêzerê wî got ku lê dane.", "ku"),
        ("Dia ditangkap di pasar dan ditahan di penjara kota karena tidak membayar denda yang besar.", "id"),
        (
            "Fırıncı İlkay Düzmeci gün doğmadan evinden alındı. Ailesi üç karakola gitti, kimse onlara"
            " nerede olduğunu söylemedi. Avukatı dolandırıcılıkla suçlandığını söyledi.", "tr",
        ),
        (
            "Пекаря Цветан Измислев отведоха от дома му преди зазоряване. Никой не им каза къде е."
            " В понеделник адвокат съобщи, че той е обвинен в измама и че делото ще се гледа.", "bg",
        ),
        # A first page, and the others, in other languages.
        (FIRST_PAGE + FURTHER_PAGES, "az"),
        ("Elvin Sinagov, Ayla Numunali", None),
        ("Elvin Sinagov Ayla Numunali Ceyhun Ornakov Davud Numunali Bahar Misalli", None),
        ("12 345 678", None),
    ],
)
def test_the_language_is_guessed_where_it_is_plain(text: str, language: str | None) -> None:
    assert read_pasted(text).language == language


def test_a_pasted_text_is_canonical_and_a_blank_one_refused() -> None:
    found = read_pasted("\ufeff \r\nSe\u0301ance\r\nof the court\r\n\n")
    assert (found.text, found.extractor, found.media_type) == (
        "Séance\nof the court",
        "pasted",
        "text/plain",
    )
    assert (found.page_starts, found.url, found.warnings) == ((), None, ())
    for text in ("", " \n\t"):
        with pytest.raises(Refused, match="^text: There is no text"):
            read_pasted(text)


TEXTS = {
    "en": "Elvin Sinagov was arrested in November, and nobody knows where he is now. It was said of him. ",
    "ru": "Эльвина Синагова задержали в ноябре, и теперь никто не знает, где он. Это было не так. ",
    "de": "Elvin Sinagow wurde im November verhaftet, und niemand weiß, wo er sich nun befindet. ",
    "ka": "ელვინ სინაგოვი ნოემბერში დააკავეს და ახლა არავინ იცის სად არის ",
}


@pytest.mark.parametrize("stated", ["tr", "az", "en", "ckb", "ar"])
@pytest.mark.parametrize(
    ("own", "text"),
    [("ka", TEXTS["ka"]), ("he", "האופה נלקח מביתו לפני עלות השחר."), ("zh", "面包师仍然失踪。")],
)
def test_no_text_is_in_a_language_that_is_never_written_so(stated: str, own: str, text: str) -> None:
    page = f"<!doctype html><html lang={stated}><title>A report</title><p>{text}"
    assert extract(page.encode(), file_name="a.html").language == own


@pytest.mark.parametrize("stated", ["en", "en-US", "ru", "de", "ka", "fr", "lt", "et", None])
@pytest.mark.parametrize("own", TEXTS)
def test_a_long_text_speaks_for_its_language_before_its_file_does(stated: str | None, own: str) -> None:
    head = f'<!doctype html><html{f" lang={stated}" if stated else ""}><title>A report</title>'
    short, long = (
        extract(f"{head}<p>{TEXTS[own] * number}".encode(), file_name="a.html").language for number in (1, 9)
    )
    # Nothing is known here of Lithuanian and Estonian, so nothing speaks against them.
    kept = stated is None or stated[:2] == own or stated in ("lt", "et")
    # Of a text in other letters than a language is written in, its file speaks of something else.
    written = kept or {stated[:2], own} <= {"en", "de", "fr"}
    assert (short, long) == ((stated or own) if written else own, (stated or own) if kept else own)
