"""Ends of a term that differ wait for a person among the contradictions, until a rank decides."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.claims import ranking
from webapp.domain.lists.contradictions import count, waiting
from webapp.models import ChargeStep, Claim, Person, StatusEvent
from webapp.vocab.charges import Amount, SentenceKind, StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status


def imprisoned(session: Session, who: Person, until: str, told: date = date(2024, 3, 1)) -> StatusEvent:
    """A source of a day tells since when and until when the person is in prison."""
    words = f"In prison until {until}, as of {told}."
    paper = make.source(session, words, words, date=told.isoformat())
    return make.status(
        session, who, Status.IMPRISONED, "2023-11-20",
        until=PartialDate.parse(until), evidence=make.evidence(session, words, of=paper),
    )  # fmt: skip


def sentenced(session: Session, who: Person, years: int = 9) -> ChargeStep:
    """Nine years from November 2023 end on 19 November 2032."""
    charge = make.charge(session, who, offence="smuggling of ink")
    return make.step(
        session, charge, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=years
    )


def groups(session: Session) -> list[tuple[Claim, ...]]:
    """The groups of the only person who waits, none where nobody does."""
    people = waiting(session).people
    assert len(people) == count(session)
    return people[0].groups if people else []


@pytest.mark.parametrize(("stated", "waits"), [("2032-11", False), ("2030-04", True), ("2034", True)])
def test_a_stated_end_other_than_the_computed_one_waits(session: Session, stated: str, waits: bool) -> None:
    who = make.person(session)
    step, event = sentenced(session, who), imprisoned(session, who, stated)
    assert groups(session) == ([(event, step)] if waits else [])


def test_two_sources_that_state_different_ends_wait_and_one_that_says_less_does_not(session: Session) -> None:
    who = make.person(session)
    first = imprisoned(session, who, "2030-04")
    imprisoned(session, who, "2030")
    assert groups(session) == []
    other = imprisoned(session, who, "2031-05-06")
    found = groups(session)
    assert len(found) == 2
    assert all(other in group for group in found)
    assert any(first in group for group in found)


def test_what_was_stated_before_the_term_was_changed_contradicts_nothing(session: Session) -> None:
    who = make.person(session)
    step, event = sentenced(session, who), imprisoned(session, who, "2032-11")
    half = {"amount": Amount.FRACTION, "numerator": 1, "denominator": 2}
    make.step(session, step.charge, StepKind.REMAINDER_REDUCED, "2024-05-25", **half)
    assert groups(session) == []
    later = imprisoned(session, who, "2032-11-19", date(2024, 7, 1))
    assert [group[0] for group in groups(session)] == [later]
    assert event not in groups(session)[0]


@pytest.mark.parametrize("believed", [0, 1])
def test_a_preferred_side_decides(session: Session, believed: int) -> None:
    who = make.person(session)
    step, event = sentenced(session, who), imprisoned(session, who, "2030-04")
    claim = (step, event)[believed]
    edit(
        session, ranking.rank_claim, claim, version=claim.version, rank=Rank.PREFERRED,
        rank_reason="The judgment was read",
    )  # fmt: skip
    assert groups(session) == []


def test_nobody_waits_who_is_free(session: Session) -> None:
    who = make.person(session)
    sentenced(session, who)
    imprisoned(session, who, "2030-04")
    make.status(session, who, Status.RELEASED_EARLY, "2024-12-24")
    assert groups(session) == []
