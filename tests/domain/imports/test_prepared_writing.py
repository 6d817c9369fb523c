"""A list that was made ready is written as it was read, or not at all."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.engines import on_postgresql, on_sqlite
from tests.support.waiting import wait_until
from webapp.domain.accounts.home_rules import decide_rules
from webapp.domain.checks import check
from webapp.domain.history.giving_way import Progress, to_the_end
from webapp.domain.history.prepared_history import PreparedHistory
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import Edit, editing, head
from webapp.domain.imports import recording
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.prepared_rows import PreparedList, prepare_rows, state_of_claims
from webapp.domain.imports.prepared_writing import chain_ahead, write_prepared
from webapp.domain.imports.rows import SOMEBODY_NEW, read_rows
from webapp.domain.references import set_aside, use_set_aside
from webapp.domain.refusals import Refused
from webapp.models import (
    Account,
    ChargeStep,
    LegalCode,
    Organization,
    Person,
    Revision,
    SourceVersion,
    writing,
)
from webapp.vocab.accounts import OwnClaims, Role

AT = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
LIST = (
    "Reference,Name,Status,Article,Organization\nP-0001,Elvin Sınaqov,serving,234.4,Union of Examples\n"
    ",Turan Qaralamalı,pardoned,206.3,\n"
)
SOMEBODY_WAITS = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
SHORT_LIST = "Name,Status\nElvin Sınaqov,serving\nTuran Qaralamalı,pardoned\n"
Meanwhile = Callable[[Session, Account], object]


def nothing(session: Session, by: Account) -> None:
    """Nobody did anything."""


def others(session: Session, by: Account) -> None:
    """Somebody recorded somebody of another name."""
    make.person(session, "Zzyzx Qqwfp")


def a_status(session: Session, by: Account) -> None:
    """Somebody recorded a status of a person whose name is like that of one who is new, and was so before."""
    make.status(session, session.scalars(select(Person).where(Person.reference == "P-0002")).one())


def another_organization(session: Session, by: Account) -> None:
    """Somebody recorded an organization that no row names."""
    make.organization(session, "Union of Bakers")


def the_organization(session: Session, by: Account) -> None:
    """Somebody changed an organization that a row names."""
    with editing(session, by=by, reason="A note", at=AT):
        session.scalars(select(Organization)).one().note = "Changed."


def a_namesake(session: Session, by: Account) -> None:
    """Somebody recorded a person whom the list calls new."""
    make.person(session, "Turan Qaralamalı")


def the_person(session: Session, by: Account) -> None:
    """Somebody changed a person whom a row means."""
    with editing(session, by=by, reason="A note", at=AT):
        session.scalars(select(Person).where(Person.reference == "P-0001")).one().note = "Changed."


def the_law(session: Session, by: Account) -> None:
    """Somebody recorded what a code makes of days in custody."""
    counting_rule(session, session.scalars(select(LegalCode)).one())


def the_rules(session: Session, by: Account) -> None:
    """Whoever records may not publish that any more."""
    with editing(session, by=by, reason="The rules", at=AT):
        decide_rules(session, own_claims=OwnClaims.BY_ANOTHER)


def the_account(session: Session, by: Account) -> None:
    """The account was closed."""
    with editing(session, by=by, reason="She left", at=AT):
        by.active = False


def written(
    session: Session, folder: Path, meanwhile: Meanwhile, *, later: timedelta, text: str = LIST
) -> int:
    """Make a list ready and write it `later`, after what somebody did meanwhile; return how many are new."""
    ada = make.account(session, "Ada", Role.ADMIN)
    for name in ("Elvin Sınaqov", "Turan Qaralamali"):
        make.person(session, name)
    make.organization(session, "Union of Examples")
    make.legal_code(session)
    (version,) = make.source(session, "A list", text).versions
    table = list_table(version)
    reading = likely_reading(version, table, table.fields)
    decisions = {table.rows[-1].number: SOMEBODY_NEW}
    rows = list(read_rows(session, version, table.rows, reading, decisions=decisions))
    since, _ = head(session)
    edit = Edit(ada.id, "A list", AT)
    dialect = session.get_bind().dialect
    with PreparedList(dialect, folder, edit, state_of_claims(session, ada.id)) as prepared:
        prepare_rows(session, version, rows, prepared)
        meanwhile(session, ada)
        with editing(session, by=ada, reason=edit.reason, at=AT + later, edit_id=edit.id):
            write_prepared(
                session, version, prepared, since=since, progress=lambda _: None, heeding=to_the_end
            )
        return prepared.recorded.new


@pytest.mark.parametrize("meanwhile", [nothing, others, a_status, another_organization])
def test_a_list_is_written_as_it_was_read(session: Session, tmp_path: Path, meanwhile: Meanwhile) -> None:
    assert written(session, tmp_path, meanwhile, later=timedelta(minutes=20)) == 1


def test_of_organizations_only_those_count_that_rows_name(session: Session, tmp_path: Path) -> None:
    text = LIST.replace("Union of Examples", "")
    assert written(session, tmp_path, the_organization, later=timedelta(0), text=text) == 1


@pytest.mark.parametrize(
    ("meanwhile", "minutes", "refusal"),
    [
        (a_namesake, 20, Overtaken),
        (the_person, 20, Overtaken),
        (the_organization, 20, Overtaken),
        (the_law, 20, Overtaken),
        (the_rules, 20, Overtaken),
        (the_account, 20, Refused),
        (nothing, 40, Overtaken),
    ],
)
def test_a_list_that_has_become_another_is_not_written(
    session: Session, tmp_path: Path, meanwhile: Meanwhile, minutes: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        written(session, tmp_path, meanwhile, later=timedelta(minutes=minutes))


@on_postgresql
def test_others_save_until_the_history_of_a_list_is_written(engine: Engine, tmp_path: Path) -> None:
    saved = list[str]()

    def progress(_rows: int) -> None:
        """Save once, and do not wait: who waited for the list would wait for ever."""
        if not saved:
            saved.append(save(engine, patience="2s"))

    with written_long(engine, tmp_path, progress) as (session, references):
        assert (references, saved) == (["P-0002", "P-0003"], ["P-0004"])
        assert [*check(session)] == []


@on_postgresql
def test_who_saves_while_the_history_of_a_list_is_written_comes_first(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_AT_ONCE", 1)
    waiting, heard = list[Future[str]](), list[int]()
    with ThreadPoolExecutor(1) as another:

        def progress(rows: int) -> None:
            heard.append(rows)
            # The four rows are written, and the history of the first.
            if len(heard) == 5:
                waiting.append(another.submit(save, engine, patience="60s"))
                with Session(engine) as looking:
                    wait_until(lambda: looking.scalar(SOMEBODY_WAITS))

        text = SHORT_LIST + "Ada Quux\nIda Quux\n"
        with written_long(engine, tmp_path, progress, text) as (session, references):
            assert waiting[0].result() == "P-0006"
            reasons = session.scalars(select(Revision.reason).order_by(Revision.number)).all()
            of_list = len(reasons) - reasons.index("A list")
            assert [*reasons[-of_list:]] == ["A list"] * of_list
            assert "A note" in reasons
            assert references == [f"P-000{number}" for number in range(2, 6)]
            assert set(session.scalars(select(Person.reference))) == {*references, "P-0001", "P-0006"}
            assert [*check(session)] == []
    # The rows were written once, and their history twice.
    assert heard == [0, 1, 1, 2, 2, 2, 3, 3, 4]


def save(engine: Engine, *, patience: str) -> str:
    """Save a note and somebody new, and return their reference."""
    with Session(writing(engine)) as session:
        session.execute(text(f"SET LOCAL lock_timeout = '{patience}'"))
        by = session.scalars(select(Account).where(Account.name == "Ada")).one()
        with editing(session, by=by, reason="A note", at=AT):
            session.scalars(select(Person).where(Person.reference == "P-0001")).one().note = "Meanwhile"
        reference = make.person(session, "Foo Barbaz").reference
        session.commit()
    return reference


@contextmanager
def written_long(
    engine: Engine,
    folder: Path,
    progress: Progress,
    text: str = SHORT_LIST,
    meanwhile: Meanwhile = nothing,
) -> Iterator[tuple[Session, list[str]]]:
    """Write a list as the doors do, and yield the references that its people got."""
    with Session(writing(engine)) as session:
        ada = make.account(session, "Ada", Role.ADMIN).id
        make.charge(session, make.person(session, "Zzyzx Qqwfp"))
        version_id = make.source(session, "A list", text).versions[0].id
        session.commit()
        since, _ = head(session)
        version = session.get_one(SourceVersion, version_id)
        table = list_table(version)
        reading = likely_reading(version, table, table.fields)
        rows = list(read_rows(session, version, table.rows, reading, decisions={}))
        edit = Edit(ada, "A list", AT)
        with PreparedList(engine.dialect, folder, edit, state_of_claims(session, ada)) as prepared:
            prepare_rows(session, version, rows, prepared)
            session.rollback()
            chain_ahead(engine, prepared, AT)
            meanwhile(session, session.get_one(Account, ada))
            session.commit()
            with set_aside(engine, {"P": prepared.recorded.new}) as references:
                use_set_aside(session, references)
                by = session.get_one(Account, ada)
                with editing(session, by=by, reason="A list", at=AT, edit_id=edit.id, long=True):
                    write_prepared(
                        session, version, prepared, since=since, progress=progress,
                        heeding=to_the_end,
                    )  # fmt: skip
                session.commit()
        yield session, references.get("P", [])


@pytest.mark.parametrize("meanwhile", [nothing, others])
def test_a_list_that_was_chained_ahead_is_chained_to_what_was_saved_last(
    engine: Engine, tmp_path: Path, meanwhile: Meanwhile
) -> None:
    with written_long(engine, tmp_path, lambda _: None, meanwhile=meanwhile) as (session, _):
        listed = session.scalars(select(Revision).where(Revision.reason == "A list")).all()
        # With the passages, and the record of the list.
        assert len(listed) == 4 * 3 + 2 + 1
        assert {revision.at for revision in listed} == {AT}
        references = session.scalars(select(Person.reference).order_by(Person.reference)).all()
        assert references == [f"P-{number:04d}" for number in range(1, len(references) + 1)]
        assert [*check(session)] == []


@on_sqlite
@pytest.mark.parametrize(("meanwhile", "times"), [(nothing, 1), (others, 2)])
def test_while_others_wait_nothing_is_hashed_that_was_hashed_before(
    engine: Engine, tmp_path: Path, meanwhile: Meanwhile, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed, links = list[object](), PreparedHistory.links
    monkeypatch.setattr(PreparedHistory, "links", lambda *call: hashed.append(call) or links(*call))
    with written_long(engine, tmp_path, lambda _: None, meanwhile=meanwhile):
        assert len(hashed) == times


def test_rows_may_come_in_any_order(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first rows write refers to what is there, and what the last ones write to each other."""
    monkeypatch.setattr(recording, "_AT_ONCE", 1)
    text = "Reference,Name,Article,Sentence\nP-0001,Zzyzx Qqwfp,,5 years\n,Elvin Sınaqov,234.4,6 years\n"
    with written_long(engine, tmp_path, lambda _rows: None, text) as (session, _):
        sentences = session.scalars(select(ChargeStep.years).order_by(ChargeStep.years)).all()
        assert sentences == [5, 6]
        assert [*check(session)] == []


@on_postgresql
def test_references_that_nobody_got_are_taken_back(engine: Engine) -> None:
    with set_aside(engine, {"P": 40, "S": 0}) as references:
        assert (len(references["P"]), "S" in references) == (40, False)
    with set_aside(engine, {"P": 3}), Session(writing(engine)) as session:
        assert make.person(session).reference == "P-0004"
        session.commit()
    with Session(writing(engine)) as session:
        assert make.person(session, "Foo Barbaz").reference == "P-0005"
