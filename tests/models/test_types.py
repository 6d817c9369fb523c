"""What is stored comes back as it was: an instant in UTC, a partial date as the source gave it."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Dialect, Engine, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from tests.support import rows
from webapp.models import AccountSession, StatusEvent
from webapp.models.types import UtcDateTime
from webapp.vocab.dates.partial_date import PartialDate

BAKU = timezone(timedelta(hours=4))
INSTANT = datetime(2026, 11, 20, 1, 30, 0, 123456, tzinfo=BAKU)
INSTANTS = st.datetimes(timezones=st.sampled_from([UTC, BAKU])).filter(lambda at: 1 < at.year < 9999)


def _begun_at(connection: Connection, instant: datetime) -> datetime:
    values = {"token_hash": "a", "started_at": instant, "expires_at": instant}
    account = UUID(rows.account(connection))
    connection.execute(insert(AccountSession).values(account_id=account, **values))
    return connection.scalars(select(AccountSession.started_at)).one()


def test_an_instant_comes_back_the_same_and_in_utc(connection: Connection) -> None:
    kept = _begun_at(connection, INSTANT)
    assert kept == INSTANT
    assert kept.tzinfo is UTC


def test_an_instant_is_in_utc_whatever_the_time_of_the_server(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TIME ZONE 'Asia/Baku'"))
    kept = _begun_at(connection, INSTANT)
    assert (kept, kept.utcoffset()) == (INSTANT, timedelta(0))


def test_an_instant_without_a_time_zone_is_refused(connection: Connection) -> None:
    with pytest.raises(StatementError, match="An instant without a time zone cannot be stored"):
        _begun_at(connection, INSTANT.replace(tzinfo=None))


@given(first=INSTANTS, second=INSTANTS)
@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
def test_instants_keep_their_order(first: datetime, second: datetime, dialect: Dialect) -> None:
    earlier, later = (UtcDateTime().process_bind_param(instant, dialect) for instant in (first, second))
    assert earlier
    assert later
    assert (earlier < later) == (first < second)


@pytest.mark.parametrize(
    "edtf", ["2023", "2023-11~", "2023-12-16?", "2023-11-20/..", "../2023", "2023-11-20/2024-06-20", None]
)
def test_a_partial_date_comes_back_as_the_source_gave_it(
    connection: Connection, engine: Engine, edtf: str | None
) -> None:
    said = PartialDate.parse(edtf) if edtf else None
    values = said.__composite_values__() if said else (None, None, None)
    columns = dict(zip(("since_edtf", "since_earliest", "since_latest"), values, strict=True))
    rows.cited_claim(connection, "status_event", **columns)
    connection.commit()
    with Session(engine) as session:
        assert session.scalars(select(StatusEvent).where(StatusEvent.since == said)).one().since == said
