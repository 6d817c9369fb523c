"""Who may work here: nothing but a one-time link and then a password lets anybody in, and not for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.accounts import accounts, passwords
from webapp.domain.accounts.accounts import (
    account_with_password,
    active_session,
    end_session,
    make_link,
    start_session,
    usable_link,
)
from webapp.domain.refusals import Refused, Stale
from webapp.models import Account, AccountSession, SignInLink, Source
from webapp.vocab.accounts import Role

NOW = make.AT
MINUTE = timedelta(minutes=1)
WRONG = "password: Wrong name or password."


@pytest.fixture
def clara(session: Session) -> Account:
    """Clara, who has a password."""
    return make.password(session, make.account(session))


def attempt(session: Session, password: str, name: str = "Clara") -> str:
    """Try to sign in, and return what is answered: nothing where it works."""
    kept = accounts.password_hash_of(session, name)
    try:
        account_with_password(session, name, kept if passwords.fits(password, kept) else None)
    except Refused as refused:
        return str(refused)
    return ""


def test_an_account_is_added_without_a_password(session: Session) -> None:
    row = edit(session, accounts.add_account, name="  Rafa ", role=Role.REVIEWER)
    assert (row.name, row.role, row.active, row.password_hash) == ("Rafa", Role.REVIEWER, True, None)
    assert accounts.accounts(session) == [make.account(session), row]
    assert attempt(session, "", name="Rafa").startswith(WRONG)


@pytest.mark.parametrize("name", [None, "", "  ", "a" * 81, "Cla\nra", "Clara\u200b"])
def test_an_account_has_a_name_that_can_be_told_from_others(session: Session, name: str | None) -> None:
    with pytest.raises(Refused, match="^name: "):
        edit(session, accounts.add_account, name=name, role=Role.READER)


def test_two_accounts_do_not_share_a_name(session: Session, clara: Account) -> None:
    with pytest.raises(Refused, match="^name: There is an account of this name"):
        edit(session, accounts.add_account, name=" Clara", role=Role.READER)


def test_the_right_password_opens_and_no_other(session: Session, clara: Account) -> None:
    assert account_with_password(session, " Clara ", clara.password_hash) is clara
    assert attempt(session, make.PASSWORD, " Clara ") == ""
    for wrong in ("", make.PASSWORD.upper(), make.PASSWORD + " ", str(clara.password_hash)):
        assert attempt(session, wrong).startswith(WRONG)


def test_what_is_kept_is_no_password(session: Session, clara: Account) -> None:
    assert clara.password_hash is not None
    assert clara.password_hash.startswith("$argon2id$")
    other = make.password(session, make.account(session, "Rafa", Role.REVIEWER))
    assert other.password_hash != clara.password_hash


def test_nobody_learns_which_names_there_are(session: Session, clara: Account) -> None:
    make.account(session, "Rafa", Role.REVIEWER)
    make.account(session, "Ada", Role.ADMIN)
    closed = make.password(session, make.account(session, "Nemo", Role.READER))
    edit(session, accounts.revise_account, closed, version=closed.version, role=closed.role, active=False)
    names = ("Clara", "Nobody", "Rafa", "Nemo", "", "\x00", "a" * 500)
    answers = {attempt(session, "four wrong words here", name=name) for name in names}
    answers |= {attempt(session, make.PASSWORD, name="Nemo"), str(accounts.wrong_password())}
    assert len(answers) == 1


def test_a_password_changed_while_it_was_hashed_opens_nothing(session: Session, clara: Account) -> None:
    kept = clara.password_hash
    make.password(session, clara, "four other invented words")
    with pytest.raises(Refused, match=WRONG):
        account_with_password(session, "Clara", kept)


def test_a_link_sets_a_password_once(session: Session, clara: Account) -> None:
    secret = make_link(session, clara, now=NOW)
    found = usable_link(session, secret, now=NOW)
    assert found is not None
    kept = passwords.hash_password("four other invented words")
    edit(session, accounts.set_password, found, password_hash=kept, now=NOW)
    assert attempt(session, "four other invented words") == ""
    assert attempt(session, make.PASSWORD).startswith(WRONG)
    assert usable_link(session, secret, now=NOW) is None


def test_a_link_holds_for_three_days_and_until_the_next(session: Session, clara: Account) -> None:
    secret = make_link(session, clara, now=NOW)
    assert usable_link(session, secret, now=NOW + timedelta(days=3) - MINUTE) is not None
    assert usable_link(session, secret, now=NOW + timedelta(days=3)) is None
    newer = make_link(session, clara, now=NOW)
    assert usable_link(session, secret, now=NOW) is None
    assert usable_link(session, newer, now=NOW) is not None


def test_a_link_of_another_account_stays_good(session: Session, clara: Account) -> None:
    secret = make_link(session, clara, now=NOW)
    make_link(session, make.account(session, "Rafa", Role.REVIEWER), now=NOW)
    assert usable_link(session, secret, now=NOW) is not None


def test_a_link_opens_no_account_that_was_closed(session: Session, clara: Account) -> None:
    make.account(session, "Ada", Role.ADMIN)
    secret = make_link(session, clara, now=NOW)
    edit(session, accounts.revise_account, clara, version=clara.version, role=clara.role, active=False)
    assert usable_link(session, secret, now=NOW) is None


@pytest.mark.parametrize("secret", ["", "guess", "\ud800", "a" * 10_000])
def test_a_guessed_link_opens_nothing(session: Session, clara: Account, secret: str) -> None:
    make_link(session, clara, now=NOW)
    assert usable_link(session, secret, now=NOW) is None
    assert active_session(session, secret, now=NOW) is None


@pytest.mark.parametrize(
    ("password", "says"), [(None, "at least 12"), ("eleven char", "at least 12"), ("x" * 501, "at most 500")]
)
def test_a_password_has_a_length_that_protects(password: str | None, says: str) -> None:
    with pytest.raises(Refused, match=f"^password: Use {says}"):
        passwords.hash_password(password)


@pytest.mark.parametrize(
    "password", ["x" * 500, "twelve chars", "Əlövsət 🇦🇿 ünvanı", "half a \ud800 character"]
)
def test_a_password_of_any_letters_works(session: Session, clara: Account, password: str) -> None:
    make.password(session, clara, password)
    assert attempt(session, password) == ""
    assert attempt(session, password[:-1]).startswith(WRONG)


def test_a_new_password_ends_the_account_s_sessions_and_nobody_else_s(
    session: Session, clara: Account
) -> None:
    rafa = make.account(session, "Rafa", Role.REVIEWER)
    mine, theirs = start_session(session, clara, now=NOW), start_session(session, rafa, now=NOW)
    make.password(session, clara, "four other invented words")
    assert active_session(session, mine, now=NOW) is None
    assert active_session(session, theirs, now=NOW) is not None


def test_a_session_ends_for_good_when_signing_out(session: Session, clara: Account) -> None:
    token, other = start_session(session, clara, now=NOW), start_session(session, clara, now=NOW)
    found = active_session(session, token, now=NOW)
    assert found is not None
    assert found.account is clara
    end_session(found, now=NOW)
    session.commit()
    assert active_session(session, token, now=NOW) is None
    assert active_session(session, other, now=NOW) is not None


def test_a_session_ends_after_twelve_hours_or_three_alone(session: Session, clara: Account) -> None:
    token = start_session(session, clara, now=NOW)
    assert active_session(session, token, now=NOW + timedelta(hours=3)) is None
    browser = active_session(session, token, now=NOW + timedelta(hours=3) - MINUTE)
    assert browser is not None
    browser.last_seen_at = NOW + timedelta(hours=11)
    assert active_session(session, token, now=NOW + timedelta(hours=12) - MINUTE) is not None
    assert active_session(session, token, now=NOW + timedelta(hours=12)) is None


def test_a_closed_account_s_sessions_are_closed(session: Session, clara: Account) -> None:
    make.account(session, "Ada", Role.ADMIN)
    token = start_session(session, clara, now=NOW)
    edit(session, accounts.revise_account, clara, version=clara.version, role=clara.role, active=False)
    assert active_session(session, token, now=NOW) is None
    assert attempt(session, make.PASSWORD).startswith(WRONG)


def test_who_reads_the_database_finds_no_key_to_it(session: Session, clara: Account) -> None:
    secret, token = make_link(session, clara, now=NOW), start_session(session, clara, now=NOW)
    columns = (SignInLink.secret_hash, AccountSession.token_hash)
    kept = [row for column in columns for row in session.scalars(select(column))]
    assert len(kept) == 3
    assert not any(key in row for key in (secret, token) for row in kept)
    for row in kept:
        assert usable_link(session, row, now=NOW) is None
        assert active_session(session, row, now=NOW) is None


def test_no_two_links_or_sessions_are_alike(session: Session, clara: Account) -> None:
    secrets = {make_link(session, clara, now=NOW) for _ in range(20)}
    secrets |= {start_session(session, clara, now=NOW) for _ in range(20)}
    assert len(secrets) == 40
    assert min(map(len, secrets)) >= 40


def test_what_an_account_may_do_is_changed(session: Session, clara: Account) -> None:
    make.account(session, "Ada", Role.ADMIN)
    edit(session, accounts.revise_account, clara, version=clara.version, role=Role.REVIEWER, active=True)
    assert (clara.role, clara.active) == (Role.REVIEWER, True)
    with pytest.raises(Stale):
        edit(session, accounts.revise_account, clara, version=1, role=Role.READER, active=True)


@pytest.mark.parametrize(("role", "active"), [(Role.REVIEWER, True), (Role.ADMIN, False)])
def test_the_last_administrator_stays(session: Session, role: Role, active: bool) -> None:
    ada = make.account(session, "Ada", Role.ADMIN)
    second = make.account(session, "Ada the second", Role.ADMIN)
    session.commit()
    edit(session, accounts.revise_account, second, version=1, role=role, active=active)
    session.commit()
    with pytest.raises(Refused, match="^role: At least one administrator must stay"):
        edit(session, accounts.revise_account, ada, version=1, role=role, active=active)
    session.rollback()
    assert (ada.role, ada.active) == (Role.ADMIN, True)


def test_the_source_cited_last_is_remembered_with_the_session(session: Session, clara: Account) -> None:
    source: Source = make.source(session)
    token = start_session(session, clara, now=NOW)
    found = active_session(session, token, now=NOW)
    assert found is not None
    accounts.remember_source(found, source)
    session.commit()
    again = active_session(session, token, now=NOW)
    assert again is not None
    assert again.last_source_id == source.id
