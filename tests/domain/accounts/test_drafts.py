"""Unsent forms are kept for the account that typed them, and for nobody and nothing else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.accounts import drafts
from webapp.domain.refusals import Refused
from webapp.models import Account, Draft, writing

PAGE = "/people/P-0001/statuses/new"
TYPED = [("status", "arrested"), ("note", "Seen by a neighbour.")]
NOW = make.AT


@pytest.fixture
def clara(session: Session) -> Account:
    """Clara, who curates."""
    return make.account(session)


def keep(session: Session, who: Account, address: str, *, note: str = "x", now: datetime = NOW) -> bool:
    """Keep a form in which a note was typed."""
    return drafts.keep(session, who, address=address, title="Update status", fields=[("note", note)], now=now)


def rows(session: Session) -> list[str]:
    """Return the addresses of all rows, of whomever."""
    session.flush()
    return sorted(session.scalars(select(Draft.address)))


def test_what_was_typed_is_found_again_by_whoever_typed_it(session: Session, clara: Account) -> None:
    address = drafts.new_address(PAGE)
    assert drafts.keep(session, clara, address=address, title="Update status", fields=TYPED, now=NOW)
    (row,) = drafts.drafts(session, clara)
    assert (row.address, row.title, row.saved_at) == (address, "Update status", NOW)
    assert row.fields == [list(pair) for pair in TYPED]
    assert drafts.draft(session, clara, address) is row
    rafa = make.account(session, "Rafa")
    assert (drafts.drafts(session, rafa), drafts.draft(session, rafa, address)) == ([], None)
    assert (drafts.count(session, clara), drafts.count(session, rafa)) == (1, 0)


def test_typing_on_keeps_the_latest_and_another_opening_of_the_page_stands_beside(
    session: Session, clara: Account
) -> None:
    one, other = drafts.new_address(PAGE), drafts.new_address(PAGE)
    keep(session, clara, one, note="begun")
    keep(session, clara, one, note="begun and gone on", now=NOW + timedelta(seconds=3))
    keep(session, clara, other, note="in another tab", now=NOW + timedelta(seconds=5))
    keep(session, clara, drafts.new_address("/people/P-0001/statuses/new/x"))
    found = drafts.drafts(session, clara, path=PAGE)
    assert [row.fields[0][1] for row in found] == ["in another tab", "begun and gone on"]
    assert drafts.count(session, clara) == 3


@pytest.mark.parametrize("name", ["password", "new_password", "csrf_token", "client_secret", "Passwords"])
def test_passwords_and_tokens_are_never_kept(session: Session, clara: Account, name: str) -> None:
    address = drafts.new_address(PAGE)
    drafts.keep(session, clara, address=address, title="", fields=[(name, "hidden"), *TYPED], now=NOW)
    (row,) = session.scalars(select(Draft))
    assert row.fields == [list(pair) for pair in TYPED]


@pytest.mark.parametrize(
    "fields",
    [
        [("text", "ə" * 600_001)],
        [("text", "a" * 1_200_001)],
        [("x", "")] * (drafts.MOST_FIELDS + 1),
        [("x" * 1_300_000, "")],
    ],
    ids=["bytes", "letters", "fields", "name"],
)
def test_too_much_is_refused(session: Session, clara: Account, fields: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused) as refused:
        drafts.keep(session, clara, address=drafts.new_address(PAGE), title="", fields=fields, now=NOW)
    assert refused.value.field == "fields"
    assert rows(session) == []


def test_a_pasted_text_of_a_megabyte_is_kept(session: Session, clara: Account) -> None:
    fields = [("text", "a" * 1_000_000)]
    assert drafts.keep(session, clara, address=drafts.new_address(PAGE), title="", fields=fields, now=NOW)


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "https://evil.example", "/\\evil", "people", "", "/a b", "/a\x00b", "/a?b", "/a#b",
     "/\u2028", "/" + "x" * 500],
)  # fmt: skip
def test_what_is_no_address_of_a_form_here_is_refused(session: Session, clara: Account, path: str) -> None:
    address = drafts.new_address(path)
    with pytest.raises(Refused):
        keep(session, clara, address)
    assert drafts.draft(session, clara, address) is None
    drafts.forget_sent(session, clara, address=address, fields=[], now=NOW)
    assert rows(session) == []


@pytest.mark.parametrize("end", ["", "x", "1", "../../etc", "00000000-0000-0000-0000-00000000000"])
def test_an_opening_that_was_never_given_out_is_refused(session: Session, clara: Account, end: str) -> None:
    with pytest.raises(Refused):
        keep(session, clara, f"{PAGE}#{end}")


def test_a_title_is_shortened_and_holds_nothing_invisible(session: Session, clara: Account) -> None:
    title = "Update\x00 \u202estatus" + "!" * 300
    drafts.keep(session, clara, address=drafts.new_address(PAGE), title=title, fields=TYPED, now=NOW)
    (row,) = session.scalars(select(Draft))
    assert row.title == "Update status" + "!" * 187


def test_any_characters_typed_are_kept_as_they_are(session: Session, clara: Account) -> None:
    odd = "a\x00b\r\nşifrə 🚲 \u202e\ufffe"
    address = drafts.new_address(PAGE)
    keep(session, clara, address, note=odd)
    session.commit()
    session.expire_all()
    found = drafts.draft(session, clara, address)
    assert found is not None
    assert found.fields == [["note", odd]]


def test_a_form_that_is_sent_leaves_no_draft_and_an_autosave_on_its_way_brings_none_back(
    session: Session, clara: Account
) -> None:
    address = drafts.new_address(PAGE)
    keep(session, clara, address)
    drafts.forget_sent(session, clara, address=address, fields=[("note", "x")], now=NOW)
    assert not keep(session, clara, address, now=NOW + timedelta(seconds=5))
    assert drafts.drafts(session, clara) == []
    assert drafts.draft(session, clara, address) is None
    assert drafts.count(session, clara) == 0
    kept = [row.fields for row in session.scalars(select(Draft))]
    assert kept == [[]], "the words are gone, not only hidden"


def test_an_autosave_that_comes_first_time_after_the_save_is_ignored_too(
    session: Session, clara: Account
) -> None:
    address = drafts.new_address(PAGE)
    drafts.forget_sent(session, clara, address=address, fields=[], now=NOW)
    assert not keep(session, clara, address, now=NOW)


def test_typing_into_a_form_long_after_it_was_sent_is_kept_again(session: Session, clara: Account) -> None:
    address = drafts.new_address(PAGE)
    drafts.forget_sent(session, clara, address=address, fields=[], now=NOW)
    later = NOW + drafts.AUTOSAVE_DELAY + timedelta(seconds=1)
    assert keep(session, clara, address, now=later)
    assert [row.address for row in drafts.drafts(session, clara)] == [address]


def test_sending_one_form_leaves_what_was_typed_elsewhere(session: Session, clara: Account) -> None:
    one, other, elsewhere = (
        drafts.new_address(PAGE),
        drafts.new_address(PAGE),
        drafts.new_address("/people/new"),
    )
    rafa = make.account(session, "Rafa")
    keep(session, clara, other, note="another status")
    keep(session, clara, elsewhere)
    keep(session, rafa, other)
    drafts.forget_sent(session, clara, address=one, fields=[("note", "a status")], now=NOW)
    assert {row.address for row in drafts.drafts(session, clara)} == {other, elsewhere}
    assert drafts.count(session, rafa) == 1


def test_a_draft_that_says_just_what_was_sent_from_another_opening_goes_with_it(
    session: Session, clara: Account
) -> None:
    left, gone = drafts.new_address("/people/new"), drafts.new_address(PAGE)
    keep(session, clara, gone, note="the same words")
    keep(session, clara, left, note="the same words")
    sent = drafts.new_address(PAGE)
    drafts.forget_sent(session, clara, address=sent, fields=[("note", "the same words")], now=NOW)
    assert [row.address for row in drafts.drafts(session, clara)] == [left]


def test_thrown_away_is_gone(session: Session, clara: Account) -> None:
    address = drafts.new_address(PAGE)
    keep(session, clara, address)
    found = drafts.draft(session, clara, address)
    assert found is not None
    drafts.delete(session, found)
    assert rows(session) == []


def test_after_thirty_days_a_draft_goes_whoever_typed_it(session: Session, clara: Account) -> None:
    old, young = drafts.new_address(PAGE), drafts.new_address(PAGE)
    keep(session, make.account(session, "Rafa"), old, now=NOW - drafts.DRAFT_LIFE - timedelta(seconds=1))
    keep(session, make.account(session, "Rafa"), young, now=NOW - drafts.DRAFT_LIFE + timedelta(seconds=1))
    new = drafts.new_address(PAGE)
    keep(session, clara, new)
    assert rows(session) == sorted([young, new])


def test_nothing_is_left_of_a_sent_form_when_the_account_types_again(
    session: Session, clara: Account
) -> None:
    drafts.forget_sent(session, clara, address=drafts.new_address(PAGE), fields=[], now=NOW)
    new = drafts.new_address(PAGE)
    keep(session, clara, new, now=NOW + drafts.AUTOSAVE_DELAY + timedelta(seconds=1))
    assert rows(session) == [new]


def test_an_account_has_a_limited_number_of_drafts_and_the_oldest_go(
    session: Session, clara: Account
) -> None:
    rafas, made = drafts.new_address(PAGE), [drafts.new_address(PAGE) for _ in range(drafts.MOST_DRAFTS + 2)]
    keep(session, make.account(session, "Rafa"), rafas, now=NOW - timedelta(days=1))
    for number, address in enumerate(made):
        at = NOW + timedelta(seconds=number)
        session.add(Draft(account_id=clara.id, address=address, title="", fields=[["a", "b"]], saved_at=at))
    new = drafts.new_address(PAGE)
    keep(session, clara, new, now=NOW + timedelta(hours=1))
    assert rows(session) == sorted([rafas, *made[3:], new])


def test_an_autosave_that_crosses_the_save_never_outlives_it(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        clara = make.account(session).id
        session.commit()
    for first, second in ((_sent, _keep), (_keep, _sent)):
        address = drafts.new_address(PAGE)
        with Session(writing(engine)) as session, ThreadPoolExecutor(1) as pool:
            first(session, session.get_one(Account, clara), address)
            waiting = pool.submit(_alone, engine, second, clara, address)
            session.commit()
            waiting.result()
        with Session(engine) as session:
            assert drafts.drafts(session, session.get_one(Account, clara)) == []


def _sent(session: Session, who: Account, address: str) -> None:
    drafts.forget_sent(session, who, address=address, fields=[], now=NOW)


def _keep(session: Session, who: Account, address: str) -> None:
    keep(session, who, address)


def _alone(engine: Engine, do: Callable[[Session, Account, str], Any], clara: Any, address: str) -> None:
    with Session(writing(engine)) as session:
        do(session, session.get_one(Account, clara), address)
        session.commit()
