"""Every source that holds the words asked for is found, in any spelling, with the places where they stand."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from webapp.domain.sources.search import SearchResult, search
from webapp.domain.visibility import CURATOR, INTERNAL, PUBLIC, Reader
from webapp.vocab.claims import Visibility

TEXTS = {
    "Azerbaijani": "Örnəkcan Həsənlinin işi 193-1.3.1-ci maddə ilə Gəncədə başladı. Örnəkov isə azaddır.",
    "Turkish": "Hasanlı’nın davası Şubat 2024’te görüldü; Örnekov’a çağrı yapıldı.",
    "Russian": "Дело Гасанлы рассмотрят в Гяндже. Интервью с Орнековым, Чингизу Шахину отказали.",
    "English": "Hasanli and Ornakov were asked in Ganja by Chingiz Shahin. The union of couriers marched.",
}


@pytest.fixture
def library(session: Session) -> Session:
    """A session on four sources, one in each language."""
    for title, text in TEXTS.items():
        make.source(session, title, text)
    return session


def titles(found: SearchResult) -> list[str]:
    """Return the titles of what was found, in its order."""
    return [hit.source.title for hit in found.hits]


def marked(found: SearchResult) -> list[list[str]]:
    """Return what is marked in the snippets of each hit."""
    return [[text for one in hit.snippets for text, mark in one.pieces if mark] for hit in found.hits]


def test_a_word_is_found_in_every_alphabet_and_with_every_ending(library: Session) -> None:
    for asked in ("Həsənli", "Hasanli", "Гасанлы", "HASANLI", "hesenli"):
        found = search(library, asked, to=PUBLIC)
        assert titles(found) == ["English", "Russian", "Turkish", "Azerbaijani"], asked
        assert marked(found) == [["Hasanli"], ["Гасанлы"], ["Hasanlı’nın"], ["Həsənlinin"]]
    for asked, expected in {
        "Çingiz Şahin": ["English", "Russian"],
        "Чингиз": ["English", "Russian"],
        "Örnəkov": ["English", "Russian", "Turkish", "Azerbaijani"],
        "Gəncə": ["English", "Russian", "Azerbaijani"],
        "gənc": ["English", "Russian", "Azerbaijani"],
        "193-1": ["Azerbaijani"],
        "193": ["Azerbaijani"],
        "193 ": ["Azerbaijani"],
        "19 ": [],
        "2024 Hasanli": ["Turkish"],
        "Hasanli Ganja Shahin": ["English", "Russian"],
        "union courier": ["English"],
        "Hasan ": ["English", "Russian", "Turkish", "Azerbaijani"],
        "Has Ornakov": [],
    }.items():
        assert titles(search(library, asked, to=PUBLIC)) == expected, asked


def test_words_in_quotation_marks_stand_together_and_in_this_order(library: Session) -> None:
    assert titles(search(library, '"union of couriers"', to=PUBLIC)) == ["English"]
    assert titles(search(library, "“Union of Couriers” Ganja", to=PUBLIC)) == ["English"]
    assert titles(search(library, '"couriers of union"', to=PUBLIC)) == []
    assert titles(search(library, '"Hasanli Ornakov"', to=PUBLIC)) == []
    (found,) = search(library, '"union of couriers"', to=PUBLIC).hits
    assert [text for text, mark in found.snippets[0].pieces if mark] == ["union of couriers"]


def test_snippets_tell_the_very_place(library: Session) -> None:
    for hit in search(library, "Ornakov", to=PUBLIC).hits:
        text = TEXTS[hit.source.title]
        for one in hit.snippets:
            assert "".join(piece for piece, _ in one.pieces) in text
            assert text[one.span.start : one.span.end] in ("Ornakov", "Орнековым", "Örnekov’a", "Örnəkov")


def test_where_the_words_stand_nearest_comes_first_then_where_they_are_most_then_the_newest(
    session: Session,
) -> None:
    make.source(session, "Together", "Ayla Numunali was asked.")
    make.source(session, "Together and often", "Ayla Numunali and Ayla Numunali were asked.")
    make.source(session, "Near", "Numunali, who is called Ayla, was asked.")
    make.source(session, "Far", f"Ayla was asked. {'It rained and rained. ' * 30}Numunali was not.")
    make.source(session, "Newest", "Ayla Numunali was asked, again.")
    expected = ["Together and often", "Newest", "Together", "Near", "Far"]
    assert titles(search(session, "ayla numunali", to=PUBLIC)) == expected


def test_a_source_is_found_by_its_newest_version_that_holds_the_words(session: Session) -> None:
    source = make.source(session, "A report", "Elvin Sinagov was asked.")
    make.version(session, source, "Elvin Sinagov was arrested.")
    make.version(session, source, "Nobody was arrested.")
    for asked, number in {"Sinagov": 2, '"was asked"': 1, "arrested": 3, "Sinagov arrested": 2}.items():
        (hit,) = search(session, asked, to=PUBLIC).hits
        assert (hit.version.number, hit.is_newest) == (number, number == 3), asked
    assert search(session, "Sinagov nobody", to=PUBLIC).hits == ()


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.PUBLIC, [PUBLIC, INTERNAL, CURATOR]),
        (Visibility.INTERNAL, [INTERNAL, CURATOR]),
        (Visibility.RESTRICTED, [CURATOR]),
    ],
)
def test_nothing_is_found_that_the_reader_may_not_see(
    session: Session, visibility: Visibility, readers: list[Reader]
) -> None:
    make.source(session, visibility=visibility)
    for reader in (PUBLIC, INTERNAL, CURATOR):
        assert search(session, "Sinagov", to=reader).total == (reader in readers)


@pytest.mark.parametrize("asked", ["", "   ", "?!…", '""', '"', "a", "5", "\x00", "\ud800", "–", "' ’"])
def test_where_nothing_is_asked_for_nothing_is_found(library: Session, asked: str) -> None:
    assert search(library, asked, to=PUBLIC) == SearchResult()


@pytest.mark.parametrize(
    "asked",
    [
        "x" * 5000,
        "Ornakov " * 600,
        '"' * 5000,
        "%",
        "_%",
        "'; DROP TABLE source",
        "Ornakov\x00Hasanli",
        "a b c d",
    ],
)
def test_whatever_is_typed_is_answered(library: Session, asked: str) -> None:
    found = search(library, asked, to=PUBLIC)
    assert found.total == len(found.hits)


def test_pages_show_every_source_once(session: Session) -> None:
    for number in range(5):
        make.source(session, f"Note {number}", f"Note {number} on Ayla Numunali.")
    pages = [search(session, "Numunali", to=PUBLIC, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [len(page.hits) for page in pages] == [2, 2, 1, 0]
    assert {page.total for page in pages} == {5}
    assert [title for page in pages for title in titles(page)] == [f"Note {n}" for n in (4, 3, 2, 1, 0)]


def test_what_was_not_looked_through_is_told(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        make.source(session, f"Note {number}", f"Note {number} on Ayla Numunali.")
    monkeypatch.setattr("webapp.domain.sources.search.MOST_SOURCES", 3)
    found = search(session, "Numunali", to=PUBLIC)
    assert (titles(found), found.total, found.unread) == (["Note 3", "Note 2", "Note 1"], 3, 1)


@pytest.mark.parametrize("mark", ["-\n", "\u2010\n", "\u00ad\n", "- \n\t", "\u00ad"])
@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("imprisoned", ("impri", "soned")), ("Ornakovlu", ("Orna", "kovlu")), ("həbsxana", ("həbs", "xana")),
        ("заключение", ("заклю", "чение")), ("untersuchungshaft", ("untersuchungs", "haft")),
    ],
)  # fmt: skip
def test_a_word_broken_at_the_end_of_a_line_is_found_whole_and_shown_as_printed(
    session: Session, mark: str, whole: str, parts: tuple[str, str]
) -> None:
    broken = mark.join(parts)
    make.source(session, "Broken", f"On 3 May it was {broken} again. It was the end.")
    for typed in (whole, f'"was {whole} again"', f"end {whole} May"):
        found = search(session, typed, to=PUBLIC)
        assert titles(found) == ["Broken"], typed
        assert any(broken in text for text in marked(found)[0])
    assert not search(session, f'"{whole} May"', to=PUBLIC).hits


def test_the_parts_of_a_name_broken_at_its_own_hyphen_are_found_too(session: Session) -> None:
    make.source(session, "Double", "It was Testli-\nOrnakov who asked.")
    for typed in ("Testli", "Ornakov", "Testli-Ornakov", '"Testli Ornakov who"'):
        assert titles(search(session, typed, to=PUBLIC)) == ["Double"], typed


# What is asked for, and the words that are marked: within a run, over a line's end, in another shape.
UNSPACED = {
    "北京市第一中级人民法院以煽动颠覆国家政\n权罪判处王样本有期徒刑九年，他是良心犯。": {
        "法院": ["法院"], "政权罪": ["政\n权罪"], "王样本": ["王样本"], "良心犯": ["良心犯"], "犯": ["犯"],
        "判處": ["判处"], "法院 良心犯": ["法院", "良心犯"], '"判处王样本 有期"': ["判处王样本有期"],
        "九年": ["九年"], "院法": [], "政治犯": [], "年": ["年"],
    },
    "被捕的Vəli Sınaqov說，劉曉範已獲釋放；COVID疫情。判 决 书": {
        "刘晓范": ["劉曉範"], "释放": ["釋放"], "Sınaqov": ["Sınaqov"], "Veli": ["Vəli"],
        '"COVID疫情"': ["COVID疫情"],
        "判决书": ["判 决 书"], "說": ["說"],
    },
    "東京拘置所に拘束されている政治犯の田中例夫さんは、ﾃﾞﾓに参加した。": {
        "政治犯": ["政治犯"], "デモ": ["ﾃﾞﾓ"], "拘置所": ["拘置所"], "拘束": ["拘束"],
        "参加": ["参加"], "東亰": [],
    },
    "นักโทษการเมืองได้รับการปล่อยตัวแล้ว นายสมชาย ตัวอย่าง ถูกจ\u0e4d\u0e32คุก Somchai": {
        "การเมือง": ["การเมือง"], "ปล่อยตัว": ["ปล่อยตัว"],
        "จำคุก": ["จ\u0e4d\u0e32คุก"], "ตัวอย่าง": ["ตัวอย่าง"],
        "สมชาย": ["สมชาย", "Somchai"], "เมืองการ": [],
    },
    "အကျဉ်းသားများကိုပြန်လွှတ်ပေးခဲ့သည်။": {"ပြန်လွှတ်": ["ပြန်လွှတ်"], "အကျဉ်းသား": ["အကျဉ်းသား"], "သားအကျဉ်း": []},
    "អ្នក\u200bទោស\u200bនយោបាយត្រូវបានដោះលែង": {"ទោសនយោបាយ": ["ទោស\u200bនយោបាយ"], "ដោះលែង": ["ដោះលែង"]},
    "정치범수용소에 수감된 양심수 김예시": {"수용소": ["수용소"], "김예시": ["김예시"], "양심수": ["양심수"]},
}  # fmt: skip


def test_a_word_within_writing_that_parts_no_words_is_found_at_its_place(session: Session) -> None:
    for text in UNSPACED:
        make.source(session, text[:4], text)
    make.source(session, "English", TEXTS["English"])
    for text, answers in UNSPACED.items():
        for asked, expected in answers.items():
            found = [hit for hit in search(session, asked, to=PUBLIC).hits if hit.source.title == text[:4]]
            assert marked(SearchResult(tuple(found))) == ([expected] if expected else []), asked


@on_sqlite
def test_a_snippet_of_such_writing_shows_what_stands_around(session: Session) -> None:
    before = f"{'今天下雨。他们在家里等了很久' * 60} 于是{'法院判处他九年' * 60}"
    make.source(session, "Long", f"{before}良心犯{'家人没有消息' * 60}")
    (hit,) = search(session, "良心犯", to=PUBLIC).hits
    shown = "".join(piece for piece, _ in hit.snippets[0].pieces)
    assert len(shown) > 150
    assert hit.version.text is not None
    assert hit.version.text[hit.snippets[0].span.start :].startswith("良心犯")
