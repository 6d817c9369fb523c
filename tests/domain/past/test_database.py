"""Lists, counts and exports as they were known at an instant are what they were at that instant."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_edit import EDITS, SEEDS, in_turn
from tests.support.full_record import full_record
from tests.support.known_lists import HOURS, OF_TODAY, known_at, told
from tests.support.one_edit import edit, revise
from webapp.domain.claims import recording
from webapp.domain.history.recording import editing
from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.past.database import alters, revision_at
from webapp.domain.people import merging, people
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.models import Person, PersonName, Source
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status

Set = Callable[[datetime], None]




def test_each_earlier_hour_can_be_produced_again(session: Session, it_is: Set, storage: str) -> None:
    seed = SEEDS[storage]
    full_record(session)
    edits = [change for name, change in EDITS.items() if name not in OF_TODAY]
    looked_at = Random(seed).sample(range(len(edits)), 5)
    stored, differing = dict[datetime, Any](), set[str]()
    for number, at in enumerate(in_turn(session, edits, HOURS[1:], it_is, seed)):
        differing.add(repr(told(session, INTERNAL, ("", "state=retired"))))
        if number in looked_at:
            stored[at] = told(session, INTERNAL)
    assert len(differing) > len(edits) / 2
    for at, before in stored.items():
        with known_at(session, at + timedelta(minutes=30), INTERNAL) as then:
            assert told(then, INTERNAL) == before


def test_readers_get_what_was_public_then_and_is_not_closed_since(session: Session, it_is: Set) -> None:
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    bahar = make.person(session, "Bahar Misalli")
    kept = make.status(session, elvin, Status.ARRESTED, "2024-05-03")
    gone = make.status(session, ayla, Status.ARRESTED, "2024-06-01")
    session.commit()
    before = told(session, PUBLIC)
    it_is(HOURS[1])
    make.status(session, elvin, Status.RELEASED_SERVED, "2025-01-01")
    make.person(session, "Ceyhun Ornakov")
    session.commit()
    with known_at(session, HOURS[0], PUBLIC) as then:
        assert told(then, PUBLIC) == before
    edit(session, recording.withdraw_claim, claim=gone, version=gone.version)
    edit(session, people.retire_person, bahar, version=bahar.version)
    with known_at(session, HOURS[0], PUBLIC) as then:
        assert [row.name for row in people_pages.people(then, PeopleFilter(), to=PUBLIC).rows] == [
            "Ayla Numunali", "Elvin Sinagov",
        ]  # fmt: skip
        assert people_pages.count(then, PeopleFilter(held=("yes",)), to=PUBLIC) == 1
    with known_at(session, HOURS[0], INTERNAL) as then:
        assert people_pages.count(then, PeopleFilter(held=("yes",)), to=INTERNAL) == 2
    assert kept.citations
    with known_at(session, HOURS[0] - timedelta(seconds=1), PUBLIC) as then:
        assert people_pages.count(then, PeopleFilter(), to=PUBLIC) == 0


def test_what_is_restricted_since_enters_no_list_of_the_past(session: Session, it_is: Set) -> None:
    who = make.person(session)
    ill = make.name(session, who, "Elvin the sick")
    session.commit()
    it_is(HOURS[1])
    revise(session, ill, visibility=Visibility.RESTRICTED)
    for to in (PUBLIC, INTERNAL):
        with known_at(session, HOURS[0], to) as then:
            assert people_pages.count(then, PeopleFilter(q="sick"), to=to) == 0
            assert people_pages.count(then, PeopleFilter(q="elvin"), to=to) == 1


def test_merged_records_stand_apart_before_they_were_merged(session: Session, it_is: Set) -> None:
    one, other = make.person(session, "Elvin Sinagov"), make.person(session, "Elvin Sinaqov")
    make.status(session, other, Status.ARRESTED, "2024-05-03")
    session.commit()
    before = told(session, PUBLIC)
    it_is(HOURS[1])
    edit(session, merging.merge, record=other, into=one, version=other.version)
    session.commit()
    after = told(session, PUBLIC)
    with known_at(session, HOURS[0], PUBLIC) as then:
        assert told(then, PUBLIC) == before
        found = people_pages.people(then, PeopleFilter(q="P-0002"), to=PUBLIC).rows
        assert [row.reference for row in found] == ["P-0002"]
    with known_at(session, HOURS[1], PUBLIC) as then:
        assert told(then, PUBLIC) == after
        found = people_pages.people(then, PeopleFilter(q="P-0002"), to=PUBLIC).rows
        assert [row.reference for row in found] == ["P-0001"]


def test_what_is_recorded_since_alters_nothing_of_an_earlier_instant(session: Session, it_is: Set) -> None:
    who = make.person(session)
    then = revision_at(session, at=HOURS[0])
    assert then == revision_at(session, at=HOURS[5])
    assert revision_at(session, at=HOURS[0] - timedelta(days=1)) == 0
    it_is(HOURS[1])
    make.person(session, "Ayla Numunali")
    arrested = make.status(session, who, Status.ARRESTED, "2024-05-03")
    revise(session, arrested, visibility=Visibility.INTERNAL)
    assert revision_at(session, at=HOURS[0]) == then < revision_at(session, at=HOURS[1])
    assert not alters(session, then=then, since=then)


def hide_a_name(session: Session, _person: Person) -> None:
    revise(session, session.scalars(select(PersonName)).one(), visibility=Visibility.INTERNAL)


def retire_the_person(session: Session, person: Person) -> None:
    edit(session, people.retire_person, person, version=person.version)


def hide_the_source(session: Session, _person: Person) -> None:
    with editing(session, by=make.account(session), reason="Not to be shown", at=make.AT):
        session.scalars(select(Source)).one().visibility = Visibility.INTERNAL


@pytest.mark.parametrize("hide", [hide_a_name, retire_the_person, hide_the_source])
def test_what_is_hidden_since_alters_what_is_told_of_an_earlier_instant(
    session: Session, it_is: Set, hide: Callable[[Session, Person], None]
) -> None:
    who = make.person(session)
    then = revision_at(session, at=HOURS[0])
    it_is(HOURS[1])
    hide(session, who)
    assert alters(session, then=then, since=then)
    assert not alters(session, then=then, since=revision_at(session, at=HOURS[1]))
