"""Two records of one person become one and can be two again; two people of one name are told apart."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.checks import check
from webapp.domain.history.recording import editing
from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.past.person import known_on
from webapp.domain.people import duplicates, merging, people
from webapp.domain.refusals import Refused, Stale
from webapp.domain.undo import undo
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.models import Person
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind, Sex

TODAY = make.AT.date()


@pytest.fixture
def twins(session: Session) -> tuple[Person, Person]:
    """Elvin, recorded twice: once free of any status, once held."""
    one = make.person(session, "Elvin Sinagov")
    other = make.person(session, "Эльвин Синагов")
    make.status(session, other, Status.ARRESTED, "2024-05-03")
    charge = make.charge(session, other)
    make.step(session, charge)
    session.commit()
    return one, other


def merge(session: Session, who: Person, into: Person) -> None:
    edit(session, merging.merge, record=who, into=into, version=who.version)
    session.commit()


def take_back(session: Session, edit_id: UUID) -> None:
    edit(session, undo.undo_edit, edit_id=edit_id)
    session.commit()
    session.expire_all()


def told(session: Session, who: Person) -> list[str]:
    """What the database says of a person, claim by claim."""
    record = people.record_of(session, who, to=CURATOR, today=TODAY)
    return sorted(f"{claim.id} {len(claim.citations)}" for claim in record.claims)


def held(session: Session) -> list[str]:
    page = people_pages.people(session, PeopleFilter(held=("yes",)), to=PUBLIC)
    return [row.reference for row in page.rows]


def test_all_claims_follow_and_both_references_lead_there(
    session: Session, twins: tuple[Person, Person]
) -> None:
    one, other = twins
    every = sorted(told(session, one) + told(session, other))
    merge(session, other, one)
    assert told(session, one) == every
    assert told(session, other) == []
    assert held(session) == ["P-0001"]
    for reader in (PUBLIC, CURATOR):
        assert people.person(session, "P-0002", to=reader) is one
        assert people.person(session, "P-0001", to=reader) is one
    found = people_pages.people(session, PeopleFilter(q="P-0002"), to=PUBLIC).rows
    assert [row.reference for row in found] == ["P-0001"]
    assert people_pages.count(session, PeopleFilter(), to=PUBLIC) == 1
    assert list(check(session)) == []


def test_unmerging_gives_each_record_its_own_again(session: Session, twins: tuple[Person, Person]) -> None:
    one, other = twins
    before = told(session, one), told(session, other)
    merge(session, other, one)
    # What is learned meanwhile stays where it was recorded.
    make.status(session, one, Status.RELEASED_SERVED, "2025-01-01")
    session.commit()
    (merged,) = merging.merged_records(session, one)
    assert merged.record is other
    take_back(session, merged.edit_id)
    assert people.person(session, "P-0002", to=PUBLIC) is other
    assert told(session, other) == before[1]
    assert [claim for claim in told(session, one) if claim in before[0]] == before[0]
    assert held(session) == ["P-0002"]
    assert merging.merged_records(session, one) == []
    assert list(check(session)) == []


def test_merging_again_after_unmerging_can_be_undone_again(
    session: Session, twins: tuple[Person, Person]
) -> None:
    one, other = twins
    for _ in range(2):
        merge(session, other, one)
        (merged,) = merging.merged_records(session, one)
        take_back(session, merged.edit_id)
    assert people.person(session, "P-0002", to=PUBLIC) is other
    assert list(check(session)) == []


def test_a_chain_of_mergings_leads_to_its_end_and_is_undone_from_there(
    session: Session, twins: tuple[Person, Person]
) -> None:
    one, other = twins
    third = make.person(session, "Elvin S. Sinagov")
    merge(session, other, one)
    merge(session, one, third)
    assert people.person(session, "P-0002", to=PUBLIC) is third
    assert {row.record.reference for row in merging.merged_records(session, third)} == {"P-0001", "P-0002"}
    first = next(row for row in merging.merged_records(session, third) if row.record is other)
    with pytest.raises(Refused, match="Undo that first"):
        take_back(session, first.edit_id)
    session.rollback()
    found = people_pages.people(session, PeopleFilter(q="P-0002"), to=PUBLIC).rows
    assert [row.reference for row in found] == ["P-0003"]
    assert list(check(session)) == []


def test_what_cannot_be_merged_is_refused(session: Session, twins: tuple[Person, Person]) -> None:
    one, other = twins
    with pytest.raises(Refused, match="^into: This is the same record"):
        merge(session, one, one)
    session.rollback()
    with pytest.raises(Stale):
        edit(session, merging.merge, record=other, into=one, version=other.version - 1)
    session.rollback()
    edit(session, people.retire_person, one, version=one.version)
    with pytest.raises(Refused, match="^into: A record that is retired"):
        merge(session, other, one)


def test_different_people_are_never_merged_nor_offered_again(
    session: Session, twins: tuple[Person, Person]
) -> None:
    one, other = twins
    assert [(p.record.reference, p.other.reference) for p in duplicates.pairs(session).pairs] in (
        [("P-0001", "P-0002")], [("P-0002", "P-0001")],
    )  # fmt: skip
    kept = edit(session, merging.distinguish, record=other, other=one)
    assert edit(session, merging.distinguish, record=one, other=other) is kept
    session.commit()
    assert duplicates.pairs(session).pairs == []
    with pytest.raises(Refused, match="^into: These were judged to be different"):
        merge(session, other, one)
    session.rollback()
    assert list(check(session)) == []


def test_a_pair_says_what_speaks_for_it_and_against(session: Session, twins: tuple[Person, Person]) -> None:
    one, other = twins
    (alone,) = duplicates.pairs(session).pairs
    union = make.organization(session, "Example Union", OrganizationKind.UNION)
    for who in (one, other):
        make.affiliation(session, who, organization=union)
    (shared,) = duplicates.pairs(session).pairs
    assert shared.score > alone.score
    assert ("same organization", True) in {(reason.words, reason.speaks_for) for reason in shared.reasons}
    assert 0 < alone.score < shared.score < 1
    assert alone.names_alike == shared.names_alike == 1


def test_every_pair_of_many_is_found_once(session: Session) -> None:
    names = ["Elvin Sinagov", "Bahar Misalli", "Ceyhun Ornakov", "Davud Numunali", "Farid Tajrubali"]
    for name in names:
        make.person(session, name)
    for name in names:
        make.person(session, name.replace("a", "ə", 1))
    found, after = [], None
    while True:
        page = duplicates.pairs(session, after=after, size=2)
        found += [frozenset((pair.record.name, pair.other.name)) for pair in page.pairs]
        after = page.after
        if after is None:
            break
    assert sorted(map(sorted, found)) == sorted(sorted((n, n.replace("a", "ə", 1))) for n in names)


def test_what_was_known_of_a_merged_record_is_told_to_everybody(
    session: Session, twins: tuple[Person, Person]
) -> None:
    one, other = twins
    before = told(session, other)
    later = make.AT + timedelta(hours=1)
    with editing(session, by=make.account(session), reason="One person", at=later):
        merging.merge(session, record=other, into=one, version=other.version)
    session.commit()
    for reader in (PUBLIC, CURATOR):
        past = known_on(session, other, at=make.AT, to=reader).record
        assert past is not None
        assert [f"{claim.id} {len(claim.citations)}" for claim in past.claims] == before
        own = known_on(session, one, at=make.AT, to=reader).record
        assert own is not None
        assert len(own.claims) == 1
    now = known_on(session, one, at=later, to=PUBLIC).record
    assert now is not None
    assert len(now.claims) == 1 + len(before)


def test_pairs_that_hardly_are_one_person_are_shown_only_where_somebody_asks(session: Session) -> None:
    for sex in (Sex.MALE, Sex.FEMALE):
        make.fact(session, make.person(session, "Elvin Sinagov"), fact=FactKind.SEX, value=sex.value)
    assert duplicates.pairs(session).pairs == []
    (pair,) = duplicates.pairs(session, unlikely=True).pairs
    assert "of different sex" in {reason.words for reason in pair.reasons}
