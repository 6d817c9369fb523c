"""A long list is written in parts between which others save, and nobody sees any of it before the last."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_postgresql
from tests.support.undoing import undo
from tests.support.unseen_lists import OF_LIST, brought_in, contents, write
from tests.support.waiting import wait_until
from webapp.domain.checks import check
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import editing, head
from webapp.domain.imports.batches import alone, announcing, unseen
from webapp.domain.lists.name_search import likely
from webapp.domain.past.database import revision_at
from webapp.domain.past.person import known_on
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.models import (
    READS_UNFINISHED,
    Account,
    Base,
    Claim,
    ListBatch,
    Passage,
    Person,
    PersonSummary,
    Revision,
    Source,
    UnfinishedBatch,
    writing,
)
from webapp.vocab.claims import Audience
from webapp.vocab.people import PublicationState

SEEN = (Person, Claim, Passage, PersonSummary, Revision, Source)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads in a test ends when it ends: nobody waits for that."""
    monkeypatch.setattr(announcing, "PATIENCE", 0.1)
    monkeypatch.setattr(announcing, "LAG", 0)


def counts(engine: Engine) -> list[object]:
    """What somebody finds who looks at this moment."""
    with Session(engine) as session:
        return [*(session.scalar(select(func.count()).select_from(kind)) for kind in SEEN), head(session)]


def save(engine: Engine, name: str = "Foo Barbaz") -> str:
    """Save somebody new, without waiting for anything, and return their reference."""
    with Session(writing(engine)) as session:
        if engine.dialect.name == "postgresql":
            session.execute(text("SET LOCAL lock_timeout = '2s'"))
        else:
            session.execute(text("PRAGMA busy_timeout = 0"))
        reference = make.person(session, name).reference
        session.commit()
    return reference


def test_in_the_middle_nobody_sees_anything_and_all_holds(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, ada = brought_in(session)
    make.person(session, "Zzyzx Qqwfp")
    session.commit()
    before, heard = counts(engine), list[int]()

    def look(done: int) -> None:
        heard.append(done)
        with engine.execution_options(**{READS_UNFINISHED: True}).connect() as connection:
            assert connection.scalar(select(func.count()).select_from(Person.__table__)) == 1 + done
        assert counts(engine) == before
        with Session(engine) as looking:
            assert [*likely(looking, OF_LIST, to=PUBLIC)] == []
            assert [*check(looking)] == []

    write(engine, tmp_path, version, ada, progress=look)
    assert (heard[0], heard[-1], len(heard) > 1) == (2, 7, True)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Person)) == 8
    assert len([*likely(session, OF_LIST, to=PUBLIC)]) == 7
    assert [*check(session)] == []


def test_others_save_between_two_parts_and_the_list_comes_after_them(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, ada = brought_in(session)
    saved = list[str]()
    edit = write(engine, tmp_path, version, ada, progress=lambda _: saved.append(save(engine)))
    session.rollback()
    assert saved[0] == "P-0008"
    numbers = session.scalars(select(Revision.number).where(Revision.edit_id == edit)).all()
    others = session.scalars(select(Revision.number).where(Revision.edit_id != edit)).all()
    assert max(others) < min(numbers)
    record = session.get_one(ListBatch, edit)
    assert (record.rows, record.new_people) == (7, 7)
    assert record.columns == "name\tname\nstatus\tstatus\nsince\tsince"
    assert record.statuses == "imprisoned\tserving"
    session.rollback()
    assert save(engine, "Quux Frobnitz") > saved[-1]
    session.rollback()
    assert [*check(session)] == []


def test_what_is_told_of_who_was_there_before_is_seen_with_the_rest(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    make.person(session, "Elvin Sınaqov")
    text = f"Reference,Name,Status,Since\nP-0001,Elvin Sınaqov,serving,2023\n,Turan {OF_LIST},pardoned,2024\n"
    version, ada = brought_in(session, text=text)
    seen = list[object]()

    def look(_done: int) -> None:
        with Session(engine) as looking:
            seen.append(looking.scalar(select(func.count()).select_from(Claim)))
            assert [*check(looking)] == []

    edit = write(engine, tmp_path, version, ada, progress=look, at_once=1)
    session.rollback()
    before = session.scalar(select(func.count()).select_from(Claim).where(Claim.made_by_id != ada)) or 0
    assert set(seen) == {before}
    told = select(PersonSummary.reference, PersonSummary.status).order_by(PersonSummary.reference)
    told = told.where(PersonSummary.audience == Audience.PUBLIC)
    assert session.execute(told).all() == [("P-0001", "imprisoned"), ("P-0002", "released_early")]
    assert session.get_one(ListBatch, edit).new_people == 1
    assert [*check(session)] == []


def test_a_list_is_undone_whole_and_its_later_edits_stay(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, ada = brought_in(session, 3)
    edit = write(engine, tmp_path, version, ada)
    session.rollback()
    undo(session, edit)
    session.commit()
    states = session.scalars(select(Person.state)).all()
    assert states == [PublicationState.RETIRED] * 3
    assert session.get_one(ListBatch, edit).rows == 3
    assert [*check(session)] == []


@on_postgresql
def test_who_waits_for_the_end_of_a_list_saves_after_it(
    engine: Engine, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, ada = brought_in(session)
    waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    write_sets, waiting = unseen.write_sets, list[Future[str]]()
    with ThreadPoolExecutor(1) as another:

        def while_somebody_waits(*arguments: object) -> None:
            waiting.append(another.submit(save, engine))
            with Session(engine) as looking:
                wait_until(lambda: looking.scalar(waits))
            write_sets(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(unseen, "write_sets", while_somebody_waits)
        write(engine, tmp_path, version, ada)
        assert waiting[0].result() == "P-0008"
    session.rollback()
    assert [*check(session)] == []


def a_namesake(engine: Engine) -> None:
    """Somebody recorded one whom the list calls new."""
    with Session(engine) as session:
        text = session.scalars(select(Source)).one().versions[0].text or ""
    save(engine, text.splitlines()[1].partition(",")[0])


def the_account(engine: Engine) -> None:
    """The account was closed."""
    with Session(writing(engine)) as session:
        by = session.scalars(select(Account).where(Account.name == "Ada")).one()
        with editing(session, by=by, reason="She left", at=make.AT):
            by.active = False
        session.commit()


@pytest.mark.parametrize(("meanwhile", "refusal"), [(a_namesake, Overtaken), (the_account, Refused)])
def test_of_a_list_that_has_become_another_nothing_is_left(
    engine: Engine, session: Session, tmp_path: Path, meanwhile: Callable[[Engine], None],
    refusal: type[Exception],
) -> None:  # fmt: skip
    version, ada = brought_in(session)
    left = list[object]()

    def once(_done: int) -> None:
        if not left:
            meanwhile(engine)
            left.append(contents_seen(engine))

    with pytest.raises(refusal):
        write(engine, tmp_path, version, ada, progress=once)
    assert contents(engine) == left[0]
    session.rollback()
    assert [*check(session)] == []


def contents_seen(engine: Engine) -> dict[str, list[str]]:
    """All rows of all tables but those of the list that is being written, which stand in the database too."""
    with engine.connect() as connection:
        rows = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if table.name not in ("counter", "unfinished_batch", "person_version", "name_key")
        }
        begun = select(Person.id)
        for name in ("person_version", "name_key"):
            table = Base.metadata.tables[name]
            query = select(table)
            if name == "person_version":
                query = query.where(table.c.person_id.in_(begun))
            else:
                tokens = Base.metadata.tables["name_token"]
                query = query.where(table.c.token.in_(select(tokens.c.token)))
            rows[name] = sorted(map(repr, connection.execute(query)))
        return rows | {"unfinished_batch": []}


def test_what_was_known_before_the_end_does_not_tell_of_the_list(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, ada = brought_in(session)
    begun = datetime.now(UTC).replace(microsecond=0)
    clock = iter(begun + timedelta(minutes=minute) for minute in range(60))
    edit = write(engine, tmp_path, version, ada, now=lambda: next(clock))
    session.rollback()
    finished = session.get_one(ListBatch, edit).finished_at
    between = finished - timedelta(seconds=1)
    person = session.scalars(select(Person)).first()
    assert person is not None
    assert known_on(session, person, at=between, to=CURATOR).record is None
    assert known_on(session, person, at=finished, to=CURATOR).record is not None
    first = session.get_one(ListBatch, edit).first_number
    assert revision_at(session, at=between) < first - 1
    assert revision_at(session, at=finished) > first


def test_only_one_writes_a_list_at_a_time_and_whoever_writes_is_left_alone(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, ada = brought_in(session)

    def another(_done: int) -> None:
        alone.remove_abandoned(engine, tmp_path)
        with pytest.raises(Refused, match="Another list"):
            write(engine, tmp_path, version, ada)

    write(engine, tmp_path, version, ada, progress=another)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Person)) == 7
    assert [*check(session)] == []


def test_history_before_a_list_cannot_be_forged_without_that_after_it(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    """Whoever forges what was there before a list, and the chain up to it, is found out behind it."""
    version, ada = brought_in(session)
    edit = write(engine, tmp_path, version, ada)
    session.rollback()
    record = session.get_one(ListBatch, edit)
    first, tie = record.first_number, record.last_number + 1
    session.rollback()
    with writing(engine).begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER revision_unchanged"))
        else:
            connection.execute(text("ALTER TABLE revision DISABLE TRIGGER revision_unchanged"))
        forged = update(Revision.__table__).where(Revision.number == first - 1)
        connection.execute(forged.values(hash="f" * 64))
    with Session(engine) as looking:
        faults = [str(fault) for fault in check(looking)]
    assert any(f"revision {tie}" in fault and "before the list" in fault for fault in faults)


def test_history_is_removed_only_with_a_list_that_nobody_saw(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, ada = brought_in(session)
    write(engine, tmp_path, version, ada)
    with pytest.raises(DBAPIError, match="never removed"), writing(engine).begin() as connection:
        connection.execute(delete(Revision.__table__))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(UnfinishedBatch)) == 0
