"""`habeas account`: accounts, and links that let their owners in once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.cli.conftest import Habeas
from webapp.domain.accounts import accounts
from webapp.domain.history.recording import editing
from webapp.models import AuditEntry
from webapp.vocab.accounts import Role

LINK = "http://127.0.0.1:8000/sign-in/"


def owner(session: Session, printed: str) -> str | None:
    """Return whose link was printed, or None where it opens nothing."""
    assert printed.startswith(LINK)
    assert printed.endswith("\n")
    found = accounts.usable_link(session, printed.strip().removeprefix(LINK), now=datetime.now(UTC))
    return found.account.name if found else None


def test_add_makes_an_account_and_prints_its_link(habeas: Habeas, session: Session) -> None:
    result = habeas("account", "add", "Rafa", "--role", "reviewer")
    assert result.exit_code == 0
    assert owner(session, result.output) == "Rafa"
    made = accounts.account_by_name(session, "Rafa")
    assert made is not None
    assert (made.role, made.active, made.password_hash) == (Role.REVIEWER, True, None)
    assert habeas("check").exit_code == 0


@pytest.mark.parametrize("name", ["Clara", "", "   ", "Cla\nra", "C" * 81])
def test_a_name_that_is_taken_or_is_none_is_refused(habeas: Habeas, session: Session, name: str) -> None:
    make.account(session, "Clara")
    session.commit()
    result = habeas("account", "add", name, "--role", "curator")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: name: ")
    assert result.stderr.count("\n") == 1
    assert [row.name for row in accounts.accounts(session)] == ["Clara"]


def test_add_needs_a_role_that_there_is(habeas: Habeas) -> None:
    assert habeas("account", "add", "Clara").exit_code == 2
    assert habeas("account", "add", "Clara", "--role", "emperor").exit_code == 2


def test_what_is_done_at_the_command_line_stands_in_the_audit_log(habeas: Habeas, session: Session) -> None:
    habeas("account", "add", "Clara", "--role", "curator")
    habeas("account", "link", "Clara")
    habeas("account", "link", "Clara", "--without-second-factor")
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.event for entry in entries] == [
        "account_changed", "sign_in_link", "sign_in_link", "second_factor_changed", "sign_in_link",
    ]  # fmt: skip
    told = {(entry.by, entry.about and entry.about.name, entry.what) for entry in entries}
    assert told == {(None, "Clara", "at the command line")}
    assert habeas("check").exit_code == 0


def test_a_new_link_ends_the_older_one(habeas: Habeas, session: Session) -> None:
    first = habeas("account", "add", "Clara", "--role", "curator").output
    second = habeas("account", "link", "Clara").output
    assert owner(session, first) is None
    assert owner(session, second) == "Clara"


def test_nobody_and_a_closed_account_get_no_link(habeas: Habeas, session: Session) -> None:
    closed = make.account(session, "Clara")
    with editing(session, by=closed, reason="Left us", at=make.AT):
        closed.active = False
    session.commit()
    refusals = {"Nemo": "There is no account named Nemo.", "Clara": "The account Clara is closed."}
    for name, said in refusals.items():
        result = habeas("account", "link", name)
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {said}\n")
