"""A rank decides between claims that contradict each other, with a reason, and can be taken back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.claims import ranking, recording
from webapp.domain.lists.contradictions import count, next_from, waiting
from webapp.domain.people import people
from webapp.domain.refusals import Refused, Stale
from webapp.models import Person, PersonSummary, Revision, StatusEvent
from webapp.vocab.claims import Audience, ClaimState, Rank, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind


def disputed(
    session: Session, name: str = "Elvin Sinagov", **other: object
) -> tuple[Person, list[StatusEvent]]:
    """A person of whom three sources tell one day differently."""
    who = make.person(session, name)
    told = [
        make.status(
            session, who, status, "2023-11-20", evidence=make.evidence(session, f"{name}: {status}"), **other
        )
        for status in (Status.ARRESTED, Status.AT_LIBERTY, Status.EXILED)
    ]
    return who, told


def rank(session: Session, row: StatusEvent, rank: Rank, reason: str | None = "The lawyer was there") -> None:
    """Rank a claim as somebody does who has just opened the form."""
    edit(session, ranking.rank_claim, row, version=row.version, rank=rank, rank_reason=reason)


def flagged(session: Session, audience: Audience = Audience.INTERNAL) -> list[str]:
    """The references of those of whom the read model says that sources differ."""
    query = select(PersonSummary.reference).where(PersonSummary.conflict, PersonSummary.audience == audience)
    return list(session.scalars(query.order_by(PersonSummary.sort_key)))


@pytest.mark.parametrize("decided", [Rank.PREFERRED, Rank.DEPRECATED])
def test_a_rank_ends_a_contradiction_and_normal_brings_it_back(session: Session, decided: Rank) -> None:
    _, told = disputed(session)
    assert [one.groups for one in waiting(session).people] == [[tuple(told)]]
    for audience in Audience:
        assert flagged(session, audience) == ["P-0001"]
    ranked = told[:1] if decided is Rank.PREFERRED else told[:2]
    for row in ranked:
        rank(session, row, decided)
    assert waiting(session).people == []
    assert (flagged(session), flagged(session, Audience.PUBLIC)) == ([], [])
    rank(session, ranked[-1], Rank.NORMAL, "It was a namesake")
    assert flagged(session) == ["P-0001"]
    assert [row.rank_reason for row in told].count("The lawyer was there") == len(ranked) - 1


def test_a_preferred_status_is_the_current_one(session: Session) -> None:
    _, told = disputed(session)
    rank(session, told[0], Rank.PREFERRED)
    assert set(session.scalars(select(PersonSummary.status))) == {Status.ARRESTED}


def test_history_keeps_who_ranked_and_why(session: Session) -> None:
    _, (row, *_) = disputed(session)
    rank(session, row, Rank.PREFERRED, "  Seen by   two lawyers ")
    last = session.scalars(select(Revision).where(Revision.row_id == row.id).order_by(Revision.number.desc()))
    changes = last.first().changes
    assert changes == {"rank": ["normal", "preferred"], "rank_reason": [None, "Seen by two lawyers"]}


@pytest.mark.parametrize("reason", [None, " ", "x" * 1001])
def test_no_rank_without_a_reason(session: Session, reason: str | None) -> None:
    _, (row, *_) = disputed(session)
    session.commit()
    for above in (Rank.PREFERRED, Rank.DEPRECATED):
        with pytest.raises(Refused, match="^rank_reason: "):
            rank(session, row, above, reason)
        session.rollback()
    assert row.rank is Rank.NORMAL


def test_what_was_changed_meanwhile_or_withdrawn_is_not_ranked(session: Session) -> None:
    _, (row, *_) = disputed(session)
    with pytest.raises(Stale):
        edit(session, ranking.rank_claim, row, version=9, rank=Rank.PREFERRED, rank_reason="Why not")
    edit(session, recording.withdraw_claim, claim=row, version=row.version)
    with pytest.raises(Refused, match="^rank: A withdrawn claim"):
        rank(session, row, Rank.PREFERRED)


def test_the_list_goes_by_name_in_pages(session: Session) -> None:
    for name in ("Davud Numunali", "Ayla Numunali", "Ceyhun Ornakov"):
        disputed(session, name)
    make.person(session, "Bahar Misalli")
    assert count(session) == 3
    first = waiting(session, size=2)
    assert [disputed.summary.name for disputed in first.people] == ["Ayla Numunali", "Ceyhun Ornakov"]
    last = waiting(session, after=first.after, size=2)
    assert ([disputed.summary.name for disputed in last.people], last.after) == (["Davud Numunali"], None)
    assert waiting(session, size=3).after is None
    assert waiting(session, after="z").people == []


def test_after_a_decision_the_next_one_is_at_hand(session: Session) -> None:
    (who, told), _ = disputed(session, "Ayla Numunali"), disputed(session, "Davud Numunali")
    make.fact(session, who, FactKind.SEX, "female")
    make.fact(session, who, FactKind.SEX, "male")
    assert next_from(session, "P-0001") == "P-0001"
    rank(session, told[0], Rank.PREFERRED)
    assert next_from(session, "P-0001") == "P-0001", "one of two groups still waits"
    for fact in [claim for claim in who.claims if claim.kind == "personal_fact"]:
        rank(session, fact, Rank.DEPRECATED)
    assert next_from(session, "P-0001") == "P-0002"
    assert next_from(session, "P-0099") is None


def test_drafts_wait_too_and_what_is_restricted_or_retired_is_in_no_list(session: Session) -> None:
    disputed(session, "Ayla Numunali", state=ClaimState.DRAFT)
    disputed(session, "Bahar Misalli", visibility=Visibility.RESTRICTED)
    who, _ = disputed(session, "Farid Tajrubali")
    edit(session, people.retire_person, who, version=who.version)
    assert [disputed.summary.name for disputed in waiting(session).people] == ["Ayla Numunali"]
    assert flagged(session, Audience.PUBLIC) == []
