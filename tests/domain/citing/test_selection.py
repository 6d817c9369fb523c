"""Selected words: trimmed to what stands there, with whom they name and what they seem to tell."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.citing.people_mentioned import Mention, find_mentions
from webapp.domain.citing.selection import selection_of, trimmed
from webapp.domain.refusals import Refused
from webapp.domain.sources.sources import source
from webapp.domain.sources.versions import newest_version
from webapp.domain.text.quote_location import QUOTE_LIMIT, Span
from webapp.domain.visibility import CURATOR
from webapp.models import Person
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


NAMES = ["Bahar Misalli", "Farid Tajrubali", "Jean-Luc Exemple", "Айла Нумунели", "Elvin Camal oğlu Sınaqov"]
SENTENCES = [
    ("{} was arrested on 3 May 2024 in Nowhere.", Status.ARRESTED, "2024-05-03", "Nowhere", None),
    ("The court put {} under house arrest, accused of arson.", Status.HOUSE_ARREST, None, None, "arson"),
    ("{} has been in prison since August 2014.", Status.IMPRISONED, "2014-08", None, None),
    ("{} was released on 2024-06-01.", Status.AT_LIBERTY, "2024-06-01", None, None),
    ("{} was not arrested.", None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "status", "since", "place", "offence"), SENTENCES)
@pytest.mark.parametrize("name", NAMES)
def test_words_about_somebody_unknown_give_the_name_and_what_they_tell(
    name: str, sentence: str, status: Status | None, since: str | None, place: str | None, offence: str | None
) -> None:
    before = "Elvin Otherman was jailed on 1 January 2001 in Elsewhere.\n\n"
    text = before + sentence.format(name) + "\n\nMore was told of Rauf Otherman, who is wanted."
    selected = selection_of(text, Span(len(before), len(before) + len(sentence.format(name))), [])
    assert (selected.people, selected.new_names, selected.status) == ((), (name,), status)
    day = selected.details.since.edtf if selected.details.since else None
    assert (day, selected.details.place_words, selected.details.offence) == (since, place, offence)


def test_an_inflected_name_comes_with_the_printed_one_beside_it() -> None:
    text = "Məhkəmə Elvin Sınaqovun barəsində həbs qətimkan tədbiri seçib."
    selected = selection_of(text, Span(0, len(text)), [])
    assert (selected.new_names, selected.printed) == (("Elvin Sınaqov",), "Elvin Sınaqovun")
    text = "«Нумунские вести»: суд арестовал Bahar Misalli'ni 3 мая 2024 года."
    selected = selection_of(text, Span(0, len(text)), [])
    assert (selected.new_names, selected.printed) == (("Bahar Misalli",), "Bahar Misalli'ni")


def test_a_list_of_people_gives_all_of_them_with_the_status_of_the_words_that_lead_it() -> None:
    people = [f"{given} {family}" for given in ("Bahar", "Farid", "Ceyhun", "Davud", "Rauf") for family in
              ("Misalli", "Tajrubali", "Ornakov", "Numunali")]  # fmt: skip
    text = "On 3 May 2024 the following were released:\n" + "\n".join(f"- {name}" for name in people)
    selected = selection_of(text, Span(0, len(text)), [])
    assert list(selected.new_names) == people
    assert selected.status is Status.AT_LIBERTY
    assert selected.details.since is not None
    assert selected.details.since.edtf == "2024-05-03"


def test_of_people_of_whom_different_things_are_told_no_status_is_proposed() -> None:
    text = "Bahar Misalli was arrested, and Farid Tajrubali was released."
    selected = selection_of(text, Span(0, len(text)), [])
    assert (selected.new_names, selected.status) == (("Bahar Misalli", "Farid Tajrubali"), None)


TOLD_OF_KNOWN = [
    "{} was arrested on 3 May 2024.", "{} was not arrested.", "{} was neither arrested nor charged.",
    "{} may be freed soon.", "{} died a month after his release.", "{} was jailed for 15 days.",
    "{} was arrested on Monday. He was released the same evening.",
    "According to {}, two people were jailed.",
    "After two years in prison {} spoke to his friends.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", TOLD_OF_KNOWN)
def test_what_words_tell_of_somebody_known_is_what_they_would_tell_of_anybody(sentence: str) -> None:
    text, start = sentence.format("Elvin Sinagov"), sentence.index("{")
    known = Mention(start, start + len("Elvin Sinagov"), "Elvin Sinagov", (Person(),))
    selected = selection_of(text, Span(0, len(text)), [known])
    assert selected.people
    assert selected.status is selection_of(text, Span(0, len(text)), []).status
