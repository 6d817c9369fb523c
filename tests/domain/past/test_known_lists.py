"""Lists of an earlier day are read from the rows that held then, and tell what history tells."""

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.support.every_edit import EDITS, SEEDS, in_turn
from tests.support.full_record import full_record
from tests.support.known_lists import HOURS, few_at, kept_of, known_at, told
from tests.support.one_edit import edit, revise
from webapp.domain.checks.past_rows import past_rows_faults
from webapp.domain.claims import recording
from webapp.domain.lists import name_search, people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.past.filling import fill, fill_all
from webapp.domain.people import merging, people
from webapp.domain.publishing.api.people_json import people_json
from webapp.domain.read_model import past_rows, refresh
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import PAST_TABLES, PersonName, PersonSummary, make_engine, writing
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status

Set = Callable[[datetime], None]
# Hours of thirty-five, each looked at in five ways; by hand, all of them.
LOOKED_AT = int(os.environ.get("HOURS_LOOKED_AT", "3"))


def _every_row(session: Session) -> dict[str, list[str]]:
    session.expire_all()
    return {past.name: sorted(map(repr, session.execute(select(past)))) for past in PAST_TABLES.values()}


def _as_json(session: Session, references: list[str], to: Reader) -> list[dict[str, Any]]:
    today = HOURS[-1].date()
    return people_json(session, references, to=to, today=today, as_of=None, public_url="http://localhost")


def test_each_earlier_hour_is_read_from_what_held_then(session: Session, it_is: Set, storage: str) -> None:
    seed = SEEDS[storage]
    full_record(session)
    looked_at = Random(seed).sample(range(len(EDITS)), LOOKED_AT)
    names, hours = list(EDITS), list[datetime]()
    for number, at in enumerate(in_turn(session, [EDITS[name] for name in names], HOURS[1:], it_is, seed)):
        if number in looked_at:
            hours.append(at)
    fill(session, past_rows.unkept(session, after=-1))
    session.commit()
    for at in hours:
        for to in (PUBLIC, INTERNAL):
            with known_at(session, at + timedelta(minutes=30), to) as then:
                restored, with_claims = told(then, to, claims=False), told(then, to, ("",))
                everybody = list(then.scalars(select(PersonSummary.reference)))
                written = {reference: _as_json(then, [reference], to) for reference in everybody}
            with kept_of(session, at + timedelta(minutes=30), to) as (then, _):
                assert told(then, to, claims=False) == restored
                few = everybody[:2]
                with few_at(session, at + timedelta(minutes=30), few, to, kept=then) as of_few:
                    assert _as_json(of_few, few, to) == [each for one in few for each in written[one]]
            with known_at(session, at + timedelta(minutes=30), to, with_kept=True) as then:
                assert told(then, to, claims=False) == restored
                assert told(then, to, ("",)) == with_claims


def test_what_history_tells_anew_is_what_was_kept_edit_by_edit(session: Session, it_is: Set) -> None:
    full_record(session)
    for hour, name in enumerate(("Ayla Numunali", "Bahar Misalli"), start=1):
        it_is(HOURS[hour])
        who = make.person(session, name)
        arrested = make.status(session, who, Status.ARRESTED, "2024-05-03")
        it_is(HOURS[hour + 2])
        revise(session, arrested, note="as the court says")
        make.status(session, who, Status.RELEASED_SERVED, "2025-01-01")
    kept = _every_row(session)
    assert all(kept.values())
    for _ in refresh.rebuild(session):
        pass
    assert not any(_every_row(session).values())
    assert len(past_rows.unkept(session, after=-1)) == sum(fill_all(session)) == 3
    # How often a record was edited is not told by history.
    assert _without_version(_every_row(session)) == _without_version(kept)
    assert list(past_rows_faults(session)) == []


def test_a_list_is_read_while_nothing_closed_since_waits_for_history(session: Session, it_is: Set) -> None:
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    arrested = make.status(session, elvin, Status.ARRESTED, "2024-05-03")
    it_is(HOURS[1])
    hidden = make.status(session, ayla, Status.ARRESTED, "2024-06-01")
    with kept_of(session, HOURS[0], PUBLIC) as (then, sets):
        assert sets is not None
        assert people_pages.count(then, PeopleFilter(held=("yes",)), to=PUBLIC) == 1
    # What was recorded after that hour, and closed, was never told of it.
    it_is(HOURS[2])
    revise(session, hidden, visibility=Visibility.INTERNAL)
    revise(session, arrested, visibility=Visibility.INTERNAL)
    with kept_of(session, HOURS[0], PUBLIC) as (_, none):
        assert none is None
    fill(session, past_rows.unkept(session, after=-1))
    with kept_of(session, HOURS[0], PUBLIC, sets) as (then, after):
        assert after is not None
        assert people_pages.count(then, PeopleFilter(held=("yes",)), to=PUBLIC) == 0
        assert people_pages.count(then, PeopleFilter(), to=PUBLIC) == 2
    with kept_of(session, HOURS[0], INTERNAL) as (then, _):
        assert people_pages.count(then, PeopleFilter(held=("yes",)), to=INTERNAL) == 1


def test_nothing_is_kept_anew_while_somebody_may_be_closing_it(session: Session) -> None:
    who = make.person(session, "Elvin Sinagov")
    name = session.scalars(select(PersonName).where(PersonName.person_id == who.id)).one()
    person_id = who.id
    session.commit()
    other = make_engine(session.get_bind().engine.url.render_as_string(hide_password=False), patience=1)
    revise(session, name, text="Elvin the hidden")
    with Session(writing(other)) as beside, pytest.raises(DBAPIError):
        fill(beside, [person_id])
    session.commit()
    with Session(writing(other)) as beside:
        fill(beside, [person_id])
    other.dispose()


def test_what_is_published_for_the_first_time_leaves_what_is_kept(session: Session, it_is: Set) -> None:
    who = make.person(session, "Elvin Sinagov")
    drafted = make.status(session, who, Status.ARRESTED, "2024-05-03", state=ClaimState.DRAFT)
    it_is(HOURS[1])
    edit(session, recording.publish_claim, claim=drafted, version=drafted.version)
    assert past_rows.unkept(session, after=-1) == []
    edit(session, recording.withdraw_claim, claim=drafted, version=drafted.version)
    assert past_rows.unkept(session, after=-1) == [who.id]


def test_what_an_edit_leaves_to_history_is_not_written_first(session: Session, it_is: Set) -> None:
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    arrested = make.status(session, elvin, Status.ARRESTED, "2024-05-03")
    for number, (change, writes) in enumerate(
        (({"note": "as the court says"}, True), ({"visibility": Visibility.INTERNAL}, False))
    ):
        it_is(HOURS[number + 1])
        with counted(session.get_bind().engine) as sent:
            revise(session, arrested, **change)
        assert any(statement.startswith("INSERT INTO past_") for statement in sent) == writes, change
    assert past_rows.unkept(session, after=-1) == [elvin.id]
    ends = past_rows.ends(session, [elvin.id, ayla.id])
    assert set(ends[elvin.id].values()) == {False}
    assert len(ends[elvin.id]) == 4
    assert list(ends[ayla.id].values()) == [True]
    fill(session, [elvin.id])
    assert list(past_rows_faults(session)) == []


def test_merged_records_and_names_that_nobody_bears_any_more_are_found_where_they_were(
    session: Session, it_is: Set
) -> None:
    one, other = make.person(session, "Elvin Sinagov"), make.person(session, "Qulam Tarixov")
    it_is(HOURS[1])
    edit(session, merging.merge, record=other, into=one, version=other.version)
    it_is(HOURS[2])
    name = session.scalars(select(PersonName).where(PersonName.text == "Qulam Tarixov")).one()
    edit(session, recording.withdraw_claim, claim=name, version=name.version)
    fill(session, past_rows.unkept(session, after=-1))
    for to, number in ((INTERNAL, 1), (PUBLIC, 0)):
        with kept_of(session, HOURS[0], to) as (then, _):
            assert people_pages.count(then, PeopleFilter(q="tarixov"), to=to) == number
            assert people_pages.count(then, PeopleFilter(q="sinagov"), to=to) == 1
    assert people.person(session, other.reference, to=INTERNAL) is one


def test_a_name_as_it_was_before_it_was_corrected_is_found_in_spite_of_a_slip(
    session: Session, it_is: Set
) -> None:
    who = make.person(session, "Qulam Tarixov")
    it_is(HOURS[1])
    name = session.scalars(select(PersonName).where(PersonName.person_id == who.id)).one()
    revise(session, name, text="Elvin Sinagov")
    assert not name_search.likely(session, "Qulam Tarikhof", to=PUBLIC)
    with kept_of(session, HOURS[0], PUBLIC) as (then, _):
        (hit,) = name_search.likely(then, "Qulam Tarikhof", to=PUBLIC)
    assert hit.spelling == "Qulam Tarixov"


def _without_version(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    # The version stands before the two revisions, at the end of a summary's row.
    return rows | {
        name: sorted(re.sub(r", \d+, (\d+, \d+\))$", r", \1", row) for row in own)
        for name, own in rows.items()
        if name == "past_person_summary"
    }


def test_an_end_that_is_taken_out_put_in_or_moved_is_reported(session: Session, it_is: Set) -> None:
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    it_is(HOURS[1])
    make.status(session, elvin, Status.ARRESTED, "2024-05-03")
    session.flush()
    past_rows.forget(session, [elvin.id, ayla.id])
    assert list(past_rows_faults(session)) == []
    first, last = sorted(past_rows.ends(session, [elvin.id])[elvin.id])
    own = past_rows.VERSIONS.c.person_id == elvin.id
    for altered in (
        delete(past_rows.VERSIONS).where(own, past_rows.VERSIONS.c.until == last),
        update(past_rows.VERSIONS).where(own, past_rows.VERSIONS.c.until == last).values(until=last + 1),
        update(past_rows.VERSIONS).where(own, past_rows.VERSIONS.c.until == first).values(until=first + 1),
        insert(past_rows.VERSIONS).values(person_id=ayla.id, until=last + 1, kept=False),
    ):
        with session.begin_nested() as before:
            session.execute(altered)
            assert len(list(past_rows_faults(session))) == 1, altered
            before.rollback()
