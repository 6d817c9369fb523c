"""A version of a source is never edited; the text of one that was only cited can be attached once."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.support import rows
from tests.support.engines import on_sqlite

ATTACH = text("UPDATE source_version SET text = :text")


def test_the_text_of_a_version_can_be_attached(connection: Connection) -> None:
    rows.passage(connection, rows.version(connection, archived=False))
    connection.execute(ATTACH, {"text": rows.TEXT})
    connection.commit()
    assert connection.scalar(text("SELECT text FROM source_version")) == rows.TEXT


@pytest.mark.parametrize("other", [None, "", rows.TEXT.replace("November", "December"), f"{rows.TEXT} "])
def test_the_text_of_a_version_cannot_be_changed(connection: Connection, other: str | None) -> None:
    rows.version(connection)
    with pytest.raises(IntegrityError, match="a source version is never edited"):
        connection.execute(ATTACH, {"text": other})


def test_a_text_of_another_length_is_refused(connection: Connection) -> None:
    rows.version(connection, archived=False)
    with pytest.raises(IntegrityError, match="ck_source_version_text_length_true"):
        connection.execute(ATTACH, {"text": rows.TEXT[:-1]})


def test_a_text_that_differs_from_a_passage_cited_from_it_is_refused(connection: Connection) -> None:
    rows.passage(connection, rows.version(connection, archived=False))
    with pytest.raises(IntegrityError, match="text differs from a passage cited from it"):
        connection.execute(ATTACH, {"text": rows.TEXT.replace("November", "December")})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "0" * 32),
        ("number", 2),
        ("bytes_sha256", "0" * 64),
        ("text_sha256", "0" * 64),
        ("text_length", 1),
        ("media_type", "text/html"),
        ("extractor", "another"),
        ("retrieved_at", "2020-01-01 00:00:00.000000"),
    ],
)
@pytest.mark.parametrize("archived", [True, False])
def test_nothing_about_a_version_can_be_changed(
    connection: Connection, column: str, value: object, archived: bool
) -> None:
    rows.version(connection, archived=archived)
    with pytest.raises(IntegrityError, match="a source version is never edited"):
        connection.execute(text(f"UPDATE source_version SET {column} = :value"), {"value": value})


@pytest.mark.parametrize(("column", "make"), [("source_id", rows.source), ("retrieved_by_id", rows.account)])
def test_a_version_stays_with_its_source_and_its_collector(
    connection: Connection, column: str, make: Callable[[Connection], str]
) -> None:
    rows.version(connection)
    values = {"other": make(connection)}
    with pytest.raises(IntegrityError, match="a source version is never edited"):
        connection.execute(text(f"UPDATE source_version SET {column} = :other"), values)


def test_a_version_says_how_long_its_text_is(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="ck_source_version_text_length_true"):
        rows.version(connection, text_length=len(rows.TEXT) + 1)


@on_sqlite
def test_a_cited_version_cannot_be_replaced(connection: Connection) -> None:
    version = rows.version(connection)
    rows.passage(connection, version)
    connection.commit()
    row = connection.execute(text("SELECT * FROM source_version")).mappings().one()
    with pytest.raises(IntegrityError, match="a source version is never edited"):
        rows.put(connection, "source_version", order="INSERT OR REPLACE INTO", **{**row, "media_type": "a"})
