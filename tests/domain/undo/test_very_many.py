"""Undoing very many rows, made ready and written in sets, leaves what undoing them one by one leaves."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.domain.imports.test_same_as_one_by_one import lines, named
from tests.support.counting_rules import counting_rule
from tests.support.list_rows import rows_in
from tests.support.one_edit import edit, revise
from tests.support.undoing import last_edit, undo
from webapp.domain.checks import check
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import editing, head
from webapp.domain.imports.recording import record_rows
from webapp.domain.refusals import Refused
from webapp.domain.undo.prepared_undo import PreparedUndo
from webapp.domain.undo.preparing import prepare_undo
from webapp.domain.undo.writing import write_prepared_undo
from webapp.models import Account, Base, Person, StatusEvent
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
# Somebody of ours of whom it says more and what we know already, and two who are new.
LIST = (
    "Reference,Name,Other name,Status,Since,Article,Sentence\n"
    "P-0001,Elvin Sinagov,Elvin Sınaqov,serving,November 2023,234.4,7 years\n"
    ",Turan Qaralamalı,,pardoned,,206.3,\n,Bahar Misallı,,serving,05.06.2023,193-1.3.1,life\n"
)
Meanwhile = Callable[[Session], object]


@pytest.fixture
def edit_id(session: Session) -> UUID:
    """The edit by which a list was brought in."""
    make.status(session, make.person(session))
    make.account(session, "Clara", Role.ADMIN)
    (version,) = make.source(session, "A list", LIST).versions
    rows = rows_in(session, version)
    assert len([row for row in rows if row.to_write]) == 3
    edit(session, record_rows, version=version, rows=rows, state=ClaimState.PUBLISHED)
    session.commit()
    return last_edit(session)


def in_sets(
    session: Session, edit_id: UUID, folder: Path, meanwhile: Meanwhile | None = None, *, by: str = "Clara",
    in_part: bool = False,
) -> dict[UUID, Refused]:  # fmt: skip
    """Undo an edit as a long one is: made ready by one session, and written by another, or later.

    Return what stood against undoing which records.
    """
    account = session.scalars(select(Account).where(Account.name == by)).one()
    dialect, at = session.get_bind().dialect, AT + timedelta(minutes=10)
    with PreparedUndo(dialect, folder, edit_id, account.id, at.date(), in_part) as prepared:
        since, _ = head(session)
        with Session(session.connection(), join_transaction_mode="create_savepoint") as reading:
            prepare_undo(reading, prepared, progress=lambda *_: None)
            reading.rollback()
        if meanwhile is not None:
            meanwhile(session)
        with editing(session, by=account, reason="A letter came", at=at):
            write_prepared_undo(session, prepared, since=since, progress=lambda _: None)
        return prepared.kept


def everything(session: Session, *, checked: bool = True) -> Counter[str]:
    """What stands in all tables, rows named by what they are; `checked` is whether all of it must hold."""
    session.expire_all()
    if checked:
        assert [*check(session)] == []
    names = dict(named(session))
    return Counter(line for table in Base.metadata.sorted_tables for line in lines(session, table, names))


def after(session: Session, *acts: Callable[[], Any], checked: bool = True) -> Counter[str]:
    """What stands in all tables after acts that are thrown away then."""
    nested = session.begin_nested()
    for act in acts:
        act()
        session.flush()
    stands = everything(session, checked=checked)
    nested.rollback()
    session.expire_all()
    return stands


def test_edits_are_undone_and_brought_back_as_row_by_row(
    session: Session, edit_id: UUID, tmp_path: Path
) -> None:
    people = session.scalars(select(Person)).all()
    make.status(session, people, Status.IMPRISONED)
    statuses_id = last_edit(session)
    make.name(session, people[0], "Zzyzx Qqwfp")
    name_id = last_edit(session)
    session.commit()
    for each in (name_id, statuses_id, edit_id):

        def undo_in_sets(edit_id: UUID = each) -> None:
            in_sets(session, edit_id, tmp_path)

        def undo_by_rows(edit_id: UUID = each) -> None:
            undo(session, edit_id)

        def back_in_sets() -> None:
            in_sets(session, last_edit(session), tmp_path)

        # That what is undone by rows holds, another test says of each kind of edit.
        before = everything(session)
        singly, sets = after(session, undo_by_rows, checked=False), after(session, undo_in_sets)
        assert [*(sets - singly)][:3] == [*(singly - sets)][:3] == []
        assert len(before - sets) > 2
        singly = after(session, undo_by_rows, back_in_sets, checked=False)
        sets = after(session, undo_in_sets, back_in_sets)
        both = after(session, undo_by_rows, lambda: undo(session), checked=False)
        assert [*(sets - both)][:3] == [*(both - sets)][:3] == [*(singly - both)][:3] == []
        undo_in_sets()
        session.commit()


def test_what_others_did_meanwhile_counts_where_it_is_about_the_same(
    session: Session, edit_id: UUID, tmp_path: Path
) -> None:
    def another(session: Session) -> None:
        make.person(session, "Zzyzx Qqwfp")

    def the_same(session: Session) -> None:
        make.status(session, session.scalars(select(Person).where(Person.reference == "P-0002")).one())

    def the_law(session: Session) -> None:
        counting_rule(session, make.legal_code(session))

    note = make.source(session, "A note", "Nobody rests on it.")
    session.commit()

    def a_source(session: Session) -> None:
        with editing(session, by=make.account(session), reason="Kept back", at=AT):
            note.visibility = Visibility.INTERNAL

    for meanwhile in (the_same, the_law, a_source):
        nested = session.begin_nested()
        with pytest.raises(Overtaken):
            in_sets(session, edit_id, tmp_path, meanwhile)
        nested.rollback()
        session.expire_all()
    in_sets(session, edit_id, tmp_path, another)
    assert [*check(session)] == []


def test_what_stands_against_it_is_told_as_row_by_row(
    session: Session, edit_id: UUID, tmp_path: Path
) -> None:
    person = session.scalars(select(Person).where(Person.reference == "P-0003")).one()
    event = session.scalars(select(StatusEvent).where(StatusEvent.person_id == person.id)).one()
    revise(session, event, by="Rafa", note="Seen in court")
    session.commit()
    for way in (lambda: undo(session, edit_id), lambda: in_sets(session, edit_id, tmp_path)):
        with pytest.raises(Refused, match="Status: Rafa has changed “Note” since"):
            way()
        session.rollback()
    undo(session)
    in_sets(session, edit_id, tmp_path)
    session.commit()
    with pytest.raises(Refused, match="This was undone already"):
        in_sets(session, edit_id, tmp_path)
    make.account(session, "Bahar", Role.CURATOR)
    with pytest.raises(Refused, match="somebody with more rights"):
        in_sets(session, last_edit(session), tmp_path, by="Bahar")
