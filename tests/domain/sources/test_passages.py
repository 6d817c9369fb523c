"""A quotation is found where it stands, whatever its spaces and dashes, and fixed letter by letter."""

from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused
from webapp.domain.sources import passages
from webapp.domain.sources.passages_with_claims import passages_cited_last
from webapp.domain.text import quote_location
from webapp.domain.text.quote_location import MOST_MATCHES, Context, Span, context, find_quote
from webapp.domain.visibility import CURATOR, INTERNAL, PUBLIC
from webapp.models import Passage, SourceVersion
from webapp.vocab.claims import Visibility

BETWEEN = "⟨{}⟩"
# Beyond the first 65,536 code points, of several code points, and marks that combine: all count as they are.
LETTERS = st.one_of(
    st.characters(exclude_categories=("Cs", "Cc")),
    st.sampled_from("aə \n\t\u00a0\u00ad\u200d-–—'’\"“👩‍🚀🇦🇿𐌰e\u0301o\u0308\u0331ﬁ"),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=60).map(lambda text: normalize("NFC", text))


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(spans())
def test_any_words_of_any_text_are_found_at_their_place(given_span: tuple[str, Span]) -> None:
    text, (start, end) = given_span
    quote = text[start:end]
    while start < end and _is_empty(text[start]):
        start += 1
    while start < end and _is_empty(text[end - 1]):
        end -= 1
    found = find_quote(text, quote)
    if start == end:
        assert found == []
    else:
        # With the marks of its last letter.
        while end < len(text) and (combining(text[end]) or text[end] in "ﾞﾟ"):
            end += 1
        assert Span(start, end) in found or len(found) > MOST_MATCHES


_PARTS = st.sampled_from([
    "Elvin", "Sinagov", "ana", "ananas", "vin", "8½", "’", "'", "-", "–", "\n", "  ", "\u00a0", "\u00ad", "ﬁ",
    "-\n",
])  # fmt: skip
_WORDS = st.lists(_PARTS, max_size=40).map(" ".join) | st.lists(_PARTS).map("".join)


@given(_WORDS, _WORDS)
def test_in_a_long_text_the_same_places_are_found_as_in_a_short_one(text: str, quote: str) -> None:
    short = find_quote(text, quote)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quote_location, "_LONG", -1)
        assert find_quote(text, quote) == short
        # Around all words of the quotation, where each of them stands too often.
        patch.setattr(quote_location, "_MOST_PLACES", 0)
        assert find_quote(text, quote) == short


@pytest.mark.parametrize(
    "sign", ["\u00ad", "\u034f", "\u05b0", "\u064b", "\u200b", "\u2060", "\ufe0f", "\ufeff"]
)
def test_in_a_long_text_a_word_is_found_with_what_nobody_sees_inside(sign: str) -> None:
    filler, word = "Nothing of it. 🙂 ə “x” " * 1_000, f"Sina{sign}gov"
    places = [len(filler), 2 * len(filler) + len(word)]
    assert find_quote(f"{filler}{word}{filler}Sinagov", "Sinagov") == [
        Span(places[0], places[0] + len(word)), Span(places[1], places[1] + len("Sinagov")),
    ]  # fmt: skip


@given(spans())
def test_what_is_found_differs_from_the_quotation_in_nothing_but_spaces_marks_and_dashes(
    given_span: tuple[str, Span],
) -> None:
    text, span = given_span
    quote = text[span.start : span.end]
    for start, end in find_quote(text, quote):
        assert 0 <= start < end <= len(text)
        assert _letters(text[start:end]) == _letters(quote)


def _letters(words: str) -> list[str]:
    return [char for char in normalize("NFKC", words) if char.isalnum()]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("was  arrested\nin\u00a0November", "was arrested in November"),
        ("was arrested", "  was \t arrested \r\n"),
        ("“free”", '"free"'),
        ("«free»", "„free”"),
        ("the union’s", "the union's"),
        ("Qur`an", "Qurʼan"),
        ("2019–2023", "2019-2023"),
        ("2019—2023", "2019−2023"),
        ("news\u00adpaper", "newspaper"),
        ("newspaper", "news\u200bpaper"),
        ("Ayla\u200f Numunali", "Ayla Numunali"),
        ("مینا نمونهپور آزاد شد", "مینا نمونه\u200cپور آزاد شد"),
        ("ﬁve oﬃces of the ﬂeet", "five offices of the fleet"),
        ("２５ years（Article １９３）", "25 years(Article 193)"),
        ("and so on…", "and so on..."),
        ("the union′s", "the union's"),
        ("Maisurad-\nzeli was held", "Maisuradzeli was held"),
        ("Jean-\nLuc was held", "Jean-Luc was held"),
        ("impris\u00ad\n  oned", "imprisoned"),
        ("Maisurad-\nzeli", "Maisurad-\nzeli"),
        ("Maisurad-\nzeli", "Maisurad- zeli"),
        ("اعتقل\u2069 \u202bالمثالي", "اعتقل المثالي"),
        ("اُعْتُقِلَ المثاليُّ", "اعتقل المثالي"),
        ("اعتقـــل المثالي", "اعتقل المثالي"),
        ("עָצוּר בן־דוגמה", "עצור בן-דוגמה"),
        ("他于2021年\n被捕", "他于2021年被捕"),
        ("二〇二一年に\n逮捕された", "二〇二一年に 逮捕された"),
        ("見本　太郎 逮捕", "見本太郎逮捕"),
        ("ﾐﾎﾝﾀﾞ 逮捕", "ミホンダ 逮捕"),
        ("逮捕 ﾐﾎﾝﾀﾞ", "逮捕 ミホンダ"),
        ("จำคุก\nห้าปี", "จ\u0e4d\u0e32คุกห้าปี"),
        ("co-\noperating with Maisurad-\nzeli", "cooperating with Maisuradzeli"),
    ],
)
def test_spaces_quotation_marks_and_dashes_need_not_agree(printed: str, typed: str) -> None:
    text = BETWEEN.format(printed)
    assert find_quote(text, typed) == [Span(1, 1 + len(printed))]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Ayla Numunali", "Ayla Numunalı"),
        ("Ayla Numunali", "ayla numunali"),
        ("Məmməd", "Memmed"),
        ("Сина", "Cина"),
        ("was arrested", "was arested"),
        ("was arrested", "was not arrested"),
        ("7 years", "9 years"),
        ("arrested.", "arrested,"),
        ("in November", "inNovember"),
        ("inNovember", "in November"),
        ("free", '"free"'),
        ("20192023", "2019-2023"),
    ],
)
def test_letters_figures_and_stops_must_agree(printed: str, typed: str) -> None:
    assert find_quote(BETWEEN.format(printed), typed) == []


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u200b", "\u00ad \ufeff"])
def test_a_blank_quotation_is_found_nowhere(blank: str) -> None:
    assert find_quote("Some text with spaces.", blank) == []


def test_places_count_code_points_not_halves_or_clusters() -> None:
    text = "👩‍🚀 e\u0331\u0301 Elvin 🇦🇿 Sinagov"
    assert find_quote(text, "Sinagov") == [Span(text.index("Sinagov"), len(text))]
    assert len("👩‍🚀") == 3
    assert find_quote("👩‍🚀Elvin", "Elvin") == [Span(3, 8)]


def test_words_pasted_in_decomposed_letters_are_found_in_the_composed_text() -> None:
    text = normalize("NFC", "Əlvin Çörək öldü.")
    assert find_quote(text, normalize("NFD", "Çörək")) == [Span(6, 11)]


def test_every_place_is_found_in_order_and_one_more_than_are_shown() -> None:
    assert find_quote("ab ab ab", "ab") == [Span(0, 2), Span(3, 5), Span(6, 8)]
    assert len(find_quote("ab " * 100, "ab")) == MOST_MATCHES + 1


def test_places_may_overlap() -> None:
    assert find_quote("ananas", "ana") == [Span(0, 3), Span(2, 5)]


def test_a_quotation_is_shown_between_its_words_and_those_are_not_cut() -> None:
    text = "one two three four five"
    assert context(text, Span(8, 13), width=6) == Context("two ", "three", " four")
    assert context(text, Span(8, 13)) == Context("one two ", "three", " four five")


def test_a_fixed_passage_holds_the_exact_words_and_what_stands_around_them(session: Session) -> None:
    version = make.source(session, text="Yesterday Elvin Sinagov  was arrested.").versions[-1]
    passage = _fixed(session, version, Span(10, 38))
    assert (passage.exact, passage.prefix, passage.suffix) == (
        "Elvin Sinagov  was arrested.", "Yesterday ", "",
    )  # fmt: skip


def test_a_passage_is_fixed_once_however_often_it_is_cited(session: Session) -> None:
    version = make.source(session).versions[-1]
    assert _fixed(session, version, Span(0, 6)) is _fixed(session, version, Span(0, 6))
    assert session.scalar(select(func.count()).select_from(Passage)) == 1


def test_emoji_and_combining_marks_are_fixed_and_read_back_as_they_are(session: Session) -> None:
    text = "👩‍🚀 Ayla q\u0331\u0301 Numunali 🇦🇿."
    version = make.source(session, text=text).versions[-1]
    span = Span(4, len(text))
    passage = _fixed(session, version, span)
    session.commit()
    session.expire_all()
    assert passage.exact == text[4:]
    assert (passage.start, passage.end) == span


@pytest.mark.parametrize("span", [Span(-1, 4), Span(4, 4), Span(5, 4), Span(0, 10_000)])
def test_a_place_outside_the_text_is_refused(session: Session, span: Span) -> None:
    version = make.source(session).versions[-1]
    with pytest.raises(Refused, match="quote: The passage lies outside"):
        _fixed(session, version, span)


def test_words_that_differ_from_the_text_are_refused(session: Session) -> None:
    version = make.source(session).versions[-1]
    with pytest.raises(Refused, match="quote: The quotation differs"):
        _fixed(session, version, Span(0, 6), exact="people")


@pytest.mark.parametrize("exact", [None, "Peopl", "People "])
def test_of_a_text_that_is_not_archived_only_words_of_the_right_length_are_cited(
    session: Session, exact: str | None
) -> None:
    version = make.cited_source(session).versions[-1]
    with pytest.raises(Refused, match="quote: The text of this source is not archived"):
        _fixed(session, version, Span(0, 6), exact=exact)


def test_of_a_text_that_is_not_archived_one_place_holds_one_quotation(session: Session) -> None:
    version = make.cited_source(session).versions[-1]
    assert _fixed(session, version, Span(0, 6), exact="People").exact == "People"
    with pytest.raises(Refused, match="quote: Other words are already cited"):
        _fixed(session, version, Span(0, 6), exact="Nobody")


def test_a_passage_is_opened_to_those_who_may_see_its_source(session: Session) -> None:
    source = make.source(session, visibility=Visibility.INTERNAL)
    passage = _fixed(session, source.versions[-1], Span(0, 6))
    assert passages.passage(session, passage.id, to=PUBLIC) is None
    assert passages.passage(session, passage.id, to=INTERNAL) is passage


def test_a_source_offers_its_cited_passages_in_the_order_of_its_text(session: Session) -> None:
    who = make.person(session)
    make.status(session, who, evidence=make.evidence(session, make.RELEASED))
    make.status(session, who, evidence=make.evidence(session, make.ARRESTED))
    source = make.evidence(session).passage.source_version.source
    unused = _fixed(session, source.versions[-1], Span(0, 6))
    offered = passages_cited_last(session, source, to=CURATOR)
    assert [passage.exact for passage in offered] == ["Elvin Sinagov", make.ARRESTED, make.RELEASED]
    assert unused not in offered


def _is_empty(char: str) -> bool:
    """Whether a quotation may begin or end with it and still mean the same words."""
    return char.isspace() or char in "\u00ad\u200b\u200e\u200f\u2060\ufeff\u061c"


def _fixed(session: Session, version: SourceVersion, span: Span, exact: str | None = None) -> Passage:
    with editing(session, by=make.account(session), reason="Cited", at=make.AT):
        return passages.fix_passage(session, version, span, exact=exact)
