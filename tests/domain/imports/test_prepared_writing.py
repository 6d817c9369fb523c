"""A list that was made ready is written as it was read, or not at all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.accounts.home_rules import decide_rules
from webapp.domain.history.recording import Edit, editing, head
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.prepared_rows import PreparedList, prepare_rows, state_of_claims
from webapp.domain.imports.prepared_writing import Overtaken, write_prepared
from webapp.domain.imports.rows import read_rows
from webapp.domain.refusals import Refused
from webapp.models import Account, Person
from webapp.vocab.accounts import OwnClaims, Role

AT = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
LIST = "Reference,Name,Status,Article\nP-0001,Elvin Sınaqov,serving,234.4\n,Turan Qaralamalı,pardoned,206.3\n"
Meanwhile = Callable[[Session, Account], object]


def nothing(session: Session, by: Account) -> None:
    """Nobody did anything."""


def others(session: Session, by: Account) -> None:
    """Somebody recorded somebody of another name."""
    make.person(session, "Zzyzx Qqwfp")


def a_namesake(session: Session, by: Account) -> None:
    """Somebody recorded a person whom the list calls new."""
    make.person(session, "Turan Qaralamalı")


def the_person(session: Session, by: Account) -> None:
    """Somebody changed a person whom a row means."""
    with editing(session, by=by, reason="A note", at=AT):
        session.scalars(select(Person).where(Person.reference == "P-0001")).one().note = "Changed."


def the_rules(session: Session, by: Account) -> None:
    """Whoever records may not publish that any more."""
    with editing(session, by=by, reason="The rules", at=AT):
        decide_rules(session, own_claims=OwnClaims.BY_ANOTHER)


def the_account(session: Session, by: Account) -> None:
    """The account was closed."""
    with editing(session, by=by, reason="She left", at=AT):
        by.active = False


def written(session: Session, folder: Path, meanwhile: Meanwhile, *, later: timedelta) -> int:
    """Make a list ready and write it `later`, after what somebody did meanwhile; return how many are new."""
    ada = make.account(session, "Ada", Role.ADMIN)
    (version,) = make.source(session, "A list", LIST).versions
    table = list_table(version)
    reading = likely_reading(version, table, table.fields)
    rows = list(read_rows(session, version, table.rows, reading, decisions={}))
    since, _ = head(session)
    edit = Edit(ada.id, "A list", AT)
    dialect = session.get_bind().dialect
    with PreparedList(dialect, folder, edit, state_of_claims(session, ada.id)) as prepared:
        prepare_rows(session, version, rows, prepared, progress=lambda _: None)
        meanwhile(session, ada)
        with editing(session, by=ada, reason=edit.reason, at=AT + later, edit_id=edit.id):
            write_prepared(session, version, prepared, since=since, progress=lambda _: None)
        return prepared.recorded.new


@pytest.mark.parametrize("meanwhile", [nothing, others])
def test_a_list_is_written_as_it_was_read(session: Session, tmp_path: Path, meanwhile: Meanwhile) -> None:
    make.person(session, "Elvin Sınaqov")
    assert written(session, tmp_path, meanwhile, later=timedelta(minutes=20)) == 1


@pytest.mark.parametrize(
    ("meanwhile", "minutes", "refusal"),
    [
        (a_namesake, 20, Overtaken),
        (the_person, 20, Overtaken),
        (the_rules, 20, Overtaken),
        (the_account, 20, Refused),
        (nothing, 40, Overtaken),
    ],
)
def test_a_list_that_has_become_another_is_not_written(
    session: Session, tmp_path: Path, meanwhile: Meanwhile, minutes: int, refusal: type[Exception]
) -> None:
    make.person(session, "Elvin Sınaqov")
    with pytest.raises(refusal):
        written(session, tmp_path, meanwhile, later=timedelta(minutes=minutes))
