"""Whoever has the file cannot swap a password, let somebody in, or rewrite a log without being found out."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from tests.support.lasting_database import STORAGES, lasting_engine
from tests.support.used_database import use
from tests.support.without_triggers import without_triggers
from webapp.domain.checks import check, holds_at
from webapp.domain.checks.seals import seal_faults
from webapp.domain.history.seals import last_seal, seal_all
from webapp.models import writing

HEX = "'" + "f" * 64 + "'"
ADA = "(SELECT id FROM account WHERE name = 'Ada')"
TAMPERING = {
    "another's password": "UPDATE account SET password_hash = '$argon2id$another' WHERE name = 'Clara'",
    "a password taken away": "UPDATE account SET password_hash = NULL WHERE name = 'Clara'",
    "a second factor": "UPDATE account SET second_factor = 'JBSWY3DPEHPK3PXP' WHERE name = 'Clara'",
    "a passkey of another": f"UPDATE passkey SET account_id = {ADA}",
    "another key behind a passkey": "UPDATE passkey SET public_key = 'pQECAyYgASFYIA'",
    "a passkey brought back": "UPDATE passkey SET removed_at = NULL WHERE removed_at IS NOT NULL",
    "how often a passkey was used": "UPDATE passkey SET sign_count = 0",
    "which challenge is old": "UPDATE passkey SET challenged_at = '2020-01-01 00:00:00.000000'",
    "a passkey gone": "DELETE FROM passkey",
    "a notice kept from its owner": "UPDATE notice SET dismissed_at = '2026-11-23 00:00:00.000000'",
    "a notice removed": "DELETE FROM notice",
    "a session of another": f"UPDATE account_session SET account_id = {ADA}",
    "a session with another token": f"UPDATE account_session SET token_hash = {HEX} WHERE ended_at IS NULL",
    "a session that lasts": "UPDATE account_session SET expires_at = '2099-01-01 00:00:00.000000'",
    "a session opened again": "UPDATE account_session SET ended_at = NULL WHERE ended_at IS NOT NULL",
    "a session removed": "DELETE FROM account_session",
    "a link opened again": "UPDATE sign_in_link SET used_at = NULL",
    "a link that lasts": "UPDATE sign_in_link SET expires_at = '2099-01-01 00:00:00.000000'",
    "a link for another": f"UPDATE sign_in_link SET account_id = {ADA}",
    "a link removed": "DELETE FROM sign_in_link",
    "a line of the custody log rewritten": "UPDATE custody SET how = 'found in the post'",
    "another time in the custody log": "UPDATE custody SET at = '2020-01-01 00:00:00.000000'",
    "another hash in the custody log": f"UPDATE custody SET sha256 = {HEX}",
    "a line of the custody log removed": "DELETE FROM custody",
    "an issue called otherwise": "UPDATE list_issue SET title = 'Another list'",
    "an issue of another day": "UPDATE list_issue SET as_of = '2020-01-01'",
    "who departed": "UPDATE list_issue SET departed = '{}' WHERE number = 2",
    "the newest issue removed": "DELETE FROM list_issue WHERE number = 2",
    "whose line is withheld": "UPDATE withholding SET withheld = false",
    "a withholding removed": "DELETE FROM withholding",
    "where a page begins": "UPDATE source_page SET start = start + 1",
    "a page removed": "DELETE FROM source_page",
    "a seal rewritten": f"UPDATE seal SET digest = {HEX} WHERE number = 2",
    "a seal removed": "DELETE FROM seal WHERE number = 2",
    "the last seal removed": "DELETE FROM seal WHERE number = (SELECT max(number) FROM seal)",
}


@pytest.fixture(scope="module", params=STORAGES)
def used(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database in ordinary use: passwords, sessions, links, a source that came in, two issues."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            use(session, tmp_path_factory.mktemp("archive"))
            session.commit()
        yield engine


def test_ordinary_use_is_without_fault(used: Engine) -> None:
    with Session(used) as session:
        assert list(map(str, check(session))) == []


@pytest.mark.parametrize("order", TAMPERING.values(), ids=TAMPERING.keys())
def test_every_tampering_with_what_history_leaves_out_is_found(used: Engine, order: str) -> None:
    with without_triggers(used) as connection:
        assert connection.execute(text(order)).rowcount > 0
        # Not by what `check` says besides of the guards that had to be taken down for it.
        assert list(seal_faults(Session(connection)))


def test_a_row_that_somebody_slips_in_is_found(used: Engine) -> None:
    with without_triggers(used) as connection:
        connection.execute(
            text(
                "INSERT INTO account_session (id, account_id, token_hash, started_at, expires_at)"
                " SELECT id, id, 'known', '2026-01-01', '2099-01-01' FROM account WHERE name = 'Ada'"
            )
        )
        (fault,) = seal_faults(Session(connection))
        assert "account_session" in fault.subject
        assert fault.message == "nothing tells where it comes from"


def test_who_forges_the_whole_chain_is_found_by_a_head_outside(used: Engine) -> None:
    with Session(used) as session:
        number, sha256 = last_seal(session)
    with without_triggers(used) as connection:
        connection.execute(text("UPDATE custody SET how = 'found in the post'"))
        connection.execute(text("DELETE FROM seal"))
        session = Session(connection)
        seal_all(session)
        assert list(seal_faults(session)) == []
        assert not holds_at(session, number, sha256)
    with Session(used) as session:
        assert holds_at(session, number, sha256)
