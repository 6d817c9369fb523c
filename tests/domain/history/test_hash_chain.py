"""History is one chain, whoever writes at the same moment, and a later change of any word shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tests import make
from tests.support.engines import on_postgresql
from tests.support.one_edit import edit
from tests.support.waiting import wait_until
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import content_of
from webapp.domain.history.recording import FIRST_HASH, editing, head, revision_hash
from webapp.domain.organizations import organizations
from webapp.domain.people import people
from webapp.domain.references import use_set_aside
from webapp.domain.refusals import Stale
from webapp.domain.sources.duplicate_check import AlreadyHere
from webapp.domain.sources.sources import add_source
from webapp.models import Account, Organization, Person, Revision, StatusEvent, writing
from webapp.vocab.accounts import Action
from webapp.vocab.claims import Rank, Visibility
from webapp.vocab.organizations import OrganizationKind


def test_every_change_is_chained_to_the_one_before(session: Session) -> None:
    who = make.person(session)
    make.status(session, who)
    edit(session, people.retire_person, who, version=who.version)
    session.commit()
    number, last = _chain(session)
    assert number > 10
    assert head(session) == (number, last)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", 9), ("at", make.AT + timedelta(microseconds=1)), ("by_id", UUID(int=1)), ("reason", "x"),
        ("edit_id", UUID(int=1)), ("about_id", UUID(int=1)), ("action", Action.DELETED), ("table_name", "x"),
        ("row_id", UUID(int=1)), ("changes", {"state": ["draft", "published"]}), ("previous_hash", "1" * 64),
    ],
)  # fmt: skip
def test_a_hash_is_over_every_word_of_a_change(column: str, value: object) -> None:
    revision = {
        "number": 1, "at": make.AT, "by_id": UUID(int=7), "reason": "A letter came", "edit_id": UUID(int=8),
        "about_id": UUID(int=9), "action": Action.CREATED, "table_name": "person", "row_id": UUID(int=9),
        "changes": {"state": [None, "draft"]}, "previous_hash": FIRST_HASH,
    }  # fmt: skip
    assert set(revision) == set(Revision.__table__.columns.keys()) - {"hash"}
    assert revision_hash(revision) == revision_hash(dict(reversed(revision.items())) | {"hash": "other"})
    assert revision_hash(revision) != revision_hash(revision | {column: value})


def test_a_time_in_another_zone_keeps_the_chain_whole(session: Session) -> None:
    who = make.person(session)
    baku = datetime(2026, 11, 22, 14, 30, 0, 123456, tzinfo=timezone(timedelta(hours=4)))
    with editing(session, by=make.account(session), reason="From Baku", at=baku):
        people.retire_person(session, who, version=1)
    session.commit()
    session.expire_all()
    _chain(session)
    told = select(Revision.at).where(Revision.reason == "From Baku")
    assert set(session.scalars(told)) == {baku.astimezone(UTC)}


def test_what_is_taken_back_within_an_edit_leaves_no_gap(session: Session) -> None:
    who, by = make.person(session), make.account(session)
    with editing(session, by=by, reason="Tried", at=make.AT):
        for note in ("First", "Second", "Third"):
            who.note = note
            session.flush()
            savepoint = session.begin_nested()
            who.note = f"Not {note}"
            session.flush()
            savepoint.rollback()
    session.commit()
    session.expire_all()
    number, last = _chain(session)
    assert (head(session), who.note) == ((number, last), "Third")
    noted = session.scalars(select(Revision.changes).where(Revision.reason == "Tried"))
    assert [changes["note"][1] for changes in noted if "note" in changes] == ["First", "Second", "Third"]


def test_two_who_write_at_once_write_one_chain(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        clara = make.account(session).id
        session.commit()
    together = Barrier(3)

    def write(name: str) -> None:
        with engine.connect():
            together.wait()
        for number in range(6):
            with Session(writing(engine)) as session:
                by = session.get_one(Account, clara)
                with editing(session, by=by, reason="At the same time", at=make.AT):
                    organizations.add_organization(
                        session, name=f"{name} {number}", language=None, kind=OrganizationKind.NGO,
                        country=None, parent=None, note=None, different=True,
                    )  # fmt: skip
                session.commit()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, ("one", "two", "three")))
    with Session(engine) as session:
        assert _chain(session)[0] == 1 + 3 * 6 * 2
        assert len(session.scalars(select(Organization)).all()) == 18


def test_of_two_who_save_the_same_form_at_once_one_is_told(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        event = make.status(session, make.person(session))
        key, clara = event.id, event.made_by_id
        session.commit()
    together = Barrier(2)

    def save(note: str) -> bool:
        with Session(engine) as reading:
            version = reading.get_one(StatusEvent, key).version
            together.wait()
        with Session(writing(engine)) as session:
            try:
                with editing(session, by=session.get_one(Account, clara), reason=note, at=make.AT):
                    event = session.get_one(StatusEvent, key)
                    recording.revise(
                        session, event, content_of(event), version=version, rank=Rank.NORMAL,
                        rank_reason=None, visibility=Visibility.PUBLIC, note=note,
                    )  # fmt: skip
                session.commit()
            except (Stale, StaleDataError):
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        saved = dict(zip(("mine", "yours"), pool.map(save, ("mine", "yours")), strict=True))
    with Session(engine) as session:
        assert sorted(saved.values()) == [False, True]
        event = session.get_one(StatusEvent, key)
        assert (saved[str(event.note)], event.version) == (True, 2)
        _chain(session)


@on_postgresql
def test_who_waits_for_a_turn_holds_nothing_that_another_needs(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        key, clara = make.person(session).id, make.account(session).id
        make.organization(session)
        session.commit()

    def write(note: str) -> None:
        with Session(writing(engine)) as session:
            by = session.get_one(Account, clara)
            with editing(session, by=by, reason=note, at=make.AT):
                session.get_one(Person, key).note = note
            session.commit()

    waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with Session(writing(engine)) as session, ThreadPoolExecutor(1) as pool, engine.connect() as looking:
        with editing(session, by=session.get_one(Account, clara), reason="Mine", at=make.AT):
            session.scalars(select(Organization)).one().note = "Mine"
            session.flush()
            other = pool.submit(write, "Yours")
            wait_until(lambda: bool(looking.scalar(waits)))
            session.get_one(Person, key).note = "Mine"
        session.commit()
        other.result()
        assert session.get_one(Person, key, populate_existing=True).note == "Yours"


@on_postgresql
def test_what_another_changed_since_a_row_was_read_is_read_again(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        key, clara = make.person(session).id, make.account(session).id
        session.commit()
    with Session(writing(engine)) as session, Session(writing(engine)) as other:
        person, by = session.get_one(Person, key), session.get_one(Account, clara)
        with editing(other, by=other.get_one(Account, clara), reason="Theirs", at=make.AT):
            other.get_one(Person, key).note = "Theirs"
        other.commit()
        assert person.note is None
        with editing(session, by=by, reason="Mine", at=make.AT):
            assert person.note == "Theirs"
        session.commit()
    with Session(writing(engine)) as session:
        person, by = session.get_one(Person, key), session.get_one(Account, clara)
        with editing(session, by=by, reason="Alone", at=make.AT):
            assert "note" in inspect(person).dict, "what nobody changed is not read again"


@on_postgresql
def test_of_two_who_bring_in_one_text_the_one_with_a_long_edit_is_told(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        clara = make.account(session).id
        session.commit()

    def bring_in(session: Session, other: Session) -> None:
        use_set_aside(session, {"S": ["S-0002"]})
        by = session.get_one(Account, clara)
        with editing(session, by=by, reason="Mine", at=make.AT, long=True):
            add_source(session, description=make.description("Mine", {}), text="The same words")
            make.source(other, "Yours", "The same words")
            other.commit()

    with Session(writing(engine)) as session, Session(writing(engine)) as other:
        with pytest.raises(AlreadyHere) as refusal:
            bring_in(session, other)
        assert refusal.value.values == {"reference": "S-0001"}


def _chain(session: Session) -> tuple[int, str]:
    """Walk the whole chain; return its length and the last hash."""
    number, previous = 0, FIRST_HASH
    for row in session.execute(select(Revision.__table__).order_by(Revision.number)):
        assert (row.number, row.previous_hash) == (number + 1, previous)
        assert revision_hash(dict(row._mapping)) == row.hash
        number, previous = row.number, row.hash
    return number, previous
