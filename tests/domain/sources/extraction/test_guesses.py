"""What is offered for a text that says nothing of itself is what stands in it, or nothing."""

import pytest

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.extracted_text import read_pasted

ARRESTED = "Elvin Sinagov was arrested in November, and nobody knows where he is now."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Freedom for all\n\n{ARRESTED}", "Freedom for all"),
        (f"\n  Freedom   for all \n{ARRESTED}", "Freedom for all"),
        (ARRESTED, None),
        (f"{ARRESTED * 4}\n{ARRESTED}", None),
        (f"* * *\n{ARRESTED}", None),
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
        ("December 2023", None),
        ("16/12", None),
        ("05/11/2023", None),
        ("16 December 2023?", None),
        ("about 16 December 2023", None),
        ("31 February 2023", None),
        ("16 December 23", None),
        ("Approved on 16 December 2023 by all", None),
        ("16 December 2023\n17 December 2023", None),
        ("16 December 2023\n2023-12-16", "2023-12-16"),
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
