"""The second factor: codes as RFC 6238 computes them, each good once, and recovery codes."""

import base64
import math
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.accounts import second_factor
from webapp.domain.accounts.accounts import CLEAR_LETTERS
from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused
from webapp.models import Account

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_a_code_is_that_of_the_standard(seconds: int, code: str) -> None:
    # The last six digits of the examples of RFC 6238, appendix B.
    assert second_factor.code_of(SECRET, seconds // 30) == code


def code_at(now: datetime) -> str:
    """Return what the authenticator shows."""
    return second_factor.code_of(SECRET, int(now.timestamp()) // 30)


@pytest.fixture
def who(session: Session) -> Account:
    """Clara, who set up a second factor three minutes ago."""
    row, begun = make.account(session), NOW - timedelta(minutes=3)
    with editing(session, by=row, reason="Set up", at=begun):
        second_factor.set_up(session, row, secret=SECRET, code=code_at(begun), now=begun)
    return row


def test_a_code_is_good_once_and_no_earlier_one_after_it(session: Session, who: Account) -> None:
    second_factor.use_code(session, who, code_at(NOW), now=NOW)
    for earlier in (NOW, NOW - timedelta(seconds=30)):
        with pytest.raises(Refused):
            second_factor.use_code(session, who, code_at(earlier), now=NOW)
    later = NOW + timedelta(seconds=30)
    second_factor.use_code(session, who, code_at(later), now=later)


@pytest.mark.parametrize("away", [-90, 90])
def test_a_code_of_another_minute_is_refused(session: Session, who: Account, away: int) -> None:
    with pytest.raises(Refused):
        second_factor.use_code(session, who, code_at(NOW + timedelta(seconds=away)), now=NOW)


def test_secrets_are_too_many_to_be_searched_and_never_alike(session: Session, who: Account) -> None:
    shared = {second_factor.new_secret() for _ in range(100)}
    assert len(shared) == 100
    # 160 bits in base 32; and at least 112 bits of 31 letters, of which a plain hash is kept.
    assert {len(secret) * 5 for secret in shared} == {160}
    codes = [code.replace("-", "") for code in second_factor.renew_recovery_codes(session, who, now=NOW)]
    assert len(set(codes)) == len(codes) == 10
    assert all(len(code) * math.log2(len(CLEAR_LETTERS)) > 112 for code in codes)
    assert all(set(code) <= set(CLEAR_LETTERS) for code in codes)


def test_a_recovery_code_is_good_once_and_no_more_when_new_ones_are_made(
    session: Session, who: Account
) -> None:
    first, second, *_ = second_factor.renew_recovery_codes(session, who, now=NOW)
    second_factor.use_code(session, who, first.upper().replace("-", " "), now=NOW)
    assert second_factor.recovery_codes_left(session, who) == 9
    with pytest.raises(Refused):
        second_factor.use_code(session, who, first, now=NOW)
    second_factor.renew_recovery_codes(session, who, now=NOW)
    with pytest.raises(Refused):
        second_factor.use_code(session, who, second, now=NOW)
