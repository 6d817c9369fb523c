"""Selected words: trimmed to what stands there, with whom they name and what they seem to tell."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.citing.people_mentioned import find_mentions
from webapp.domain.citing.selection import selection_of, trimmed
from webapp.domain.refusals import Refused
from webapp.domain.sources.sources import source
from webapp.domain.sources.versions import newest_version
from webapp.domain.text.quote_location import QUOTE_LIMIT, Span
from webapp.domain.visibility import CURATOR
from webapp.vocab.liberty import Status

BOTH = "Ceyhun Ornakov and Davud Numunali are in prison."


def test_white_space_at_the_ends_is_left_out_and_every_letter_counts_as_one() -> None:
    text = "\u00a0 🚲 Ə\u0301lvin \n\n"
    assert trimmed(text, Span(0, len(text))) == Span(2, 2 + len("🚲 Ə\u0301lvin"))
    assert trimmed("abc", Span(0, 3)) == Span(0, 3)


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 3), (0, 8), (3, 5), (10**30, 10**31)])
def test_a_span_with_nothing_in_it_or_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        trimmed("abc  de", Span(*span))
    assert refused.value.field == "quote"


def test_more_than_a_quotation_may_hold_is_refused() -> None:
    assert trimmed(" " + "a" * QUOTE_LIMIT, Span(0, QUOTE_LIMIT + 1)) == Span(1, QUOTE_LIMIT + 1)
    with pytest.raises(Refused):
        trimmed("a" * (QUOTE_LIMIT + 1), Span(0, QUOTE_LIMIT + 1))


def test_the_people_whom_the_words_name_come_with_the_status_they_seem_to_tell(session: Session) -> None:
    people = [make.person(session, name) for name in ("Ceyhun Ornakov", "Davud Numunali", "Ayla Numunali")]
    found = source(session, "S-0001", to=CURATOR)
    assert found is not None
    version = newest_version(session, found)
    assert version is not None
    names = find_mentions(session, version, to=CURATOR)
    start = make.TEXT.index(BOTH)
    one = selection_of(make.TEXT, Span(start - 1, start + len(BOTH) + 1), names)
    assert (one.span, one.exact) == (Span(start, start + len(BOTH)), BOTH)
    assert list(one.people) == people[:2]
    assert one.status is Status.IMPRISONED
    nobody = selection_of(make.TEXT, Span(0, 6), names)
    assert (nobody.exact, nobody.people, nobody.status) == ("People", (), None)


def test_words_that_may_name_several_people_name_nobody(session: Session) -> None:
    make.person(session, "Ceyhun Ornakov")
    make.person(session, "Ceyhun Ornakov", evidence=make.evidence(session, "Ornakov"))
    found = source(session, "S-0001", to=CURATOR)
    assert found is not None
    version = newest_version(session, found)
    assert version is not None
    names = find_mentions(session, version, to=CURATOR)
    assert [len(one.people) for one in names] == [2]
    start = make.TEXT.index(BOTH)
    assert selection_of(make.TEXT, Span(start, start + len(BOTH)), names).people == ()
