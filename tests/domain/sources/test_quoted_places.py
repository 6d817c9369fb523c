"""A quotation is found in a long text, and fixed with what stands around it, as if it were read whole."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.sources import quoted_places
from webapp.domain.sources.passages import passage_context
from webapp.domain.sources.quoted_evidence import Quotation, fixed
from webapp.domain.sources.quoted_places import places_among, places_of
from webapp.domain.text.quote_location import Span, context, find_quote, has_odd_words
from webapp.models import PART_LENGTH

_PIECES = st.sampled_from([
    "Elvin", "Sinagov", "ana", "ananas", "vin", "8½", "ə", "’", "-", "–", "\n", "  ", "🙂", "o\u0308\u0331",
])  # fmt: skip
_TEXTS = (st.lists(_PIECES, max_size=60).map(" ".join) | st.lists(_PIECES).map("".join)).map(
    lambda text: normalize("NFC", text)
)
_FILLER = "Nothing of it is said of anybody here, “x” 🙂 ə.\n" * (PART_LENGTH // 40)


@given(_TEXTS, _TEXTS, st.integers(1, 9), st.integers(0, 3))
def test_of_parts_the_same_places_are_found_as_in_the_whole(
    text: str, quote: str, length: int, most: int
) -> None:
    if has_odd_words(text):
        return
    parts = [text[place : place + length].encode() for place in range(0, len(text), length)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quoted_places, "PART_LENGTH", length)
        patch.setattr(quoted_places, "_MOST_PLACES", most)
        found = places_among(parts, quote)
    assert found is None or found == find_quote(text, quote)


@pytest.mark.parametrize("quote", ["Elvin Sinagov,", "elvin", "said of anybody", "Elvin  Sinagov"])
def test_in_a_long_text_the_same_passages_are_fixed_without_reading_it_whole(
    session: Session, quote: str
) -> None:
    # Once within a part, once where two of them meet, and at the end.
    within = f"{_FILLER}Elvin\nSinagov, “so it is told”"
    dots = "." * (-len(within) % PART_LENGTH + PART_LENGTH - 8)
    text = f"{within}{dots}\nElvin Sinagov, twice. {_FILLER}elvin"
    version = make.source(session, text=text).versions[-1]
    known = find_quote(text, quote)
    assert places_of(session, version, quote) == known
    session.expire_all()
    assert places_of(session, version, quote) == known
    with make.single_edit(session):
        for span in known[:3]:
            assert passage_context(fixed(session, Quotation(version, span))) == context(text, span)
    assert len(known) > 3 or "text" not in vars(version)


def test_of_a_text_that_is_not_here_no_place_is_known(session: Session) -> None:
    version = make.cited_source(session).versions[-1]
    assert places_of(session, version, "Elvin") is None


def test_words_broken_at_the_end_of_a_line_are_found_in_a_long_text(session: Session) -> None:
    text = f"{_FILLER}{_FILLER}Elvin Sina-\ngov"
    version = make.source(session, text=text).versions[-1]
    start = text.index("Elvin")
    assert places_of(session, version, "Elvin Sinagov") == [Span(start, len(text))]


def test_two_words_that_stand_often_but_seldom_together_are_found_without_reading_it_whole(
    session: Session,
) -> None:
    often = [f"{number};{name}\n" for name in ("Elvin Misallı", "Iki Sinagov") for number in range(600)]
    text = f"{''.join(often)}{_FILLER}Elvin Sinagov, twice. {_FILLER}"
    version = make.source(session, text=text).versions[-1]
    places_of(session, version, "Elvin")
    session.expire_all()
    start = text.index("Elvin Sinagov")
    assert places_of(session, version, "Elvin Sinagov") == [Span(start, start + 13)]
    assert "text" not in vars(version)
