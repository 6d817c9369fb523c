"""Passkeys: each answer is good once, for one account and one site; what somebody made up is refused."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import make
from tests.support.authenticator import Authenticator, decoded, encoded
from webapp.domain.accounts import passkeys, second_factor
from webapp.domain.accounts.passkey_answers import (
    Answer,
    Challenge,
    Site,
    answer_of,
    new_challenge,
    questions_to_add,
    questions_to_use,
    verified,
)
from webapp.domain.refusals import Refused
from webapp.models import Account

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
SITE = Site("https://habeas.example", "habeas.example")


def later(minutes: int = 1) -> datetime:
    """Return an instant after the passkey was added."""
    return NOW + timedelta(minutes=minutes)


def added(session: Session, account: Account, key: Authenticator, name: str = "Key") -> list[str]:
    """Add the passkey of an authenticator, and return the recovery codes."""
    challenge = new_challenge(NOW)
    questions = questions_to_add(account.name, account.id, [], site=SITE, challenge=challenge)
    return passkeys.add_passkey(
        session, account, name=name, answer=key.made(questions), site=SITE, challenge=challenge, now=NOW
    )


def used(key: Authenticator, challenge: Challenge) -> Answer:
    """Return the answer of an authenticator to a challenge."""
    answer = answer_of(key.used(questions_to_use([], site=SITE, challenge=challenge)))
    assert answer is not None
    return answer


def opened(
    session: Session, answer: Answer, challenge: Challenge, account: Account | None = None, at: int = 1
) -> Account:
    """Return the account that an answer opens."""
    return passkeys.use_passkey(
        session, answer, account=account, site=SITE, challenge=challenge, now=later(at)
    )


@pytest.fixture
def who(session: Session) -> Account:
    """Clara."""
    return make.account(session)


@pytest.fixture
def key(session: Session, who: Account) -> Authenticator:
    """An authenticator whose passkey is Clara's."""
    key = Authenticator(SITE.origin, SITE.host)
    added(session, who, key)
    return key


def test_a_passkey_opens_its_account_beside_a_password_and_alone(
    session: Session, who: Account, key: Authenticator
) -> None:
    for minute, account in enumerate((who, None), start=1):
        challenge = new_challenge(later(minute))
        assert opened(session, used(key, challenge), challenge, account, at=minute) is who
    (passkey,) = passkeys.passkeys_of(session, who)
    assert (passkey.sign_count, passkey.last_used_at) == (2, later(2))


def test_an_answer_is_good_once_even_of_a_key_that_keeps_no_count(
    session: Session, who: Account, key: Authenticator
) -> None:
    challenge, older = new_challenge(later(2)), new_challenge(later())
    answer = used(key, challenge)
    unused = used(key, older)
    assert opened(session, answer, challenge) is who
    (passkey,) = passkeys.passkeys_of(session, who)
    passkey.sign_count = 0
    for again, of in ((answer, challenge), (unused, older)):
        with pytest.raises(Refused):
            opened(session, again, of)


def test_a_copied_key_is_found_out_by_its_count(session: Session, who: Account, key: Authenticator) -> None:
    for minute in (1, 2):
        challenge = new_challenge(later(minute))
        opened(session, used(key, challenge), challenge)
    key.count = 1
    challenge = new_challenge(later(3))
    with pytest.raises(Refused):
        opened(session, used(key, challenge), challenge)


def test_a_key_of_somebody_else_another_site_or_another_challenge_opens_nothing(
    session: Session, who: Account, key: Authenticator
) -> None:
    challenge = new_challenge(later())
    others = Authenticator(SITE.origin, SITE.host)
    added(session, make.account(session, "Bahar"), others)
    unknown = Authenticator(SITE.origin, SITE.host)
    twin = Authenticator(SITE.origin, SITE.host)
    twin.id = key.id
    for answer, account in (
        (used(others, challenge), who), (used(unknown, challenge), None), (used(twin, challenge), who),
        (used(key, new_challenge(later())), who),
    ):  # fmt: skip
        with pytest.raises(Refused):
            opened(session, answer, challenge, account)
    for field, value in (("origin", "https://habeas.example.org"), ("host", "example.org")):
        usual = getattr(key, field)
        setattr(key, field, value)
        with pytest.raises(Refused):
            opened(session, used(key, challenge), challenge)
        setattr(key, field, usual)
    assert opened(session, used(key, challenge), challenge) is who


def test_alone_a_passkey_must_have_asked_who_holds_it(
    session: Session, who: Account, key: Authenticator
) -> None:
    key.asks = False
    challenge = new_challenge(later())
    with pytest.raises(Refused):
        opened(session, used(key, challenge), challenge)
    assert opened(session, used(key, challenge), challenge, who) is who


def test_a_removed_passkey_opens_nothing_and_does_not_come_back(
    session: Session, who: Account, key: Authenticator
) -> None:
    (passkey,) = passkeys.passkeys_of(session, who)
    assert not passkeys.remove_passkey(session, make.account(session, "Bahar"), passkey.id, now=NOW)
    assert passkeys.remove_passkey(session, who, passkey.id, now=NOW)
    assert not passkeys.has_second_factor(session, who)
    challenge = new_challenge(later())
    with pytest.raises(Refused):
        opened(session, used(key, challenge), challenge)
    with pytest.raises(Refused, match="added before"):
        added(session, who, key)


def test_a_closed_account_is_not_opened(session: Session, who: Account, key: Authenticator) -> None:
    who.active = False
    challenge = new_challenge(later())
    with session.no_autoflush, pytest.raises(Refused):
        opened(session, used(key, challenge), challenge)
    session.rollback()


def test_the_first_factor_brings_recovery_codes_and_the_last_takes_them_along(
    session: Session, who: Account
) -> None:
    first, second = (Authenticator(SITE.origin, SITE.host) for _ in range(2))
    codes = added(session, who, first)
    assert len(codes) == 10
    assert added(session, who, second, "Another") == []
    second_factor.use_code(session, who, codes[0], now=later())
    assert second_factor.recovery_codes_left(session, who) == 9
    for passkey, left in zip(passkeys.passkeys_of(session, who), (9, 0), strict=True):
        passkeys.remove_passkey(session, who, passkey.id, now=NOW)
        assert second_factor.recovery_codes_left(session, who) == left


def test_an_answer_may_be_anything_and_is_refused(session: Session, who: Account, key: Authenticator) -> None:
    challenge = new_challenge(later())
    questions = questions_to_use([], site=SITE, challenge=challenge)
    good, added_ = json.loads(key.used(questions)), json.loads(key.made(questions))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.data())
    def refused(data: st.DataObject) -> None:
        answer = data.draw(st.sampled_from([good, added_]))
        changed = json.loads(json.dumps(answer))
        place = data.draw(st.sampled_from(["whole", "text", "bytes", "gone"]))
        field = data.draw(st.sampled_from(sorted(changed["response"])))
        if place == "bytes":
            whole = bytearray(decoded(changed["response"][field]))
            whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
            changed["response"][field] = encoded(bytes(whole))
        elif place == "gone":
            del changed["response"][field]
        else:
            changed["response"][field] = data.draw(st.none() | st.text() | st.integers() | st.just([{}]))
        text = data.draw(st.text()) if place == "whole" else json.dumps(changed)
        known = answer_of(text)
        if known is not None and answer is good:
            with pytest.raises(Refused):
                opened(session, known, challenge)
        if answer is good or place == "whole":
            with pytest.raises(Refused):
                verified(text, site=SITE, challenge=challenge)
        else:
            # A bit of the key's name may turn: then it is another key, which is nobody's yet.
            with suppress(Refused):
                verified(text, site=SITE, challenge=challenge)

    refused()


def test_at_most_twenty_and_each_with_a_name(session: Session, who: Account, key: Authenticator) -> None:
    with pytest.raises(Refused) as refused:
        added(session, who, Authenticator(SITE.origin, SITE.host), " ")
    assert refused.value.field == "name"
    for number in range(19):
        make.passkey(session, who, f"{number}")
    with pytest.raises(Refused, match="at most"):
        added(session, who, Authenticator(SITE.origin, SITE.host))
