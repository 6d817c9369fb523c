"""A passage is its span of the text, on both engines counted alike, and stays what it was."""

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.support import rows
from tests.support.engines import on_postgresql, on_sqlite
from webapp.models import make_engine

# Letters of two and of four bytes, a letter with a combining mark, a family of emoji joined into one sign.
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
MIXED = f"Ayla Nümunəli \U0001f54a e\u0301 {FAMILY} azad edildi. \u0645\u0631\u062d\u0628\u0627"

SPANS = [(start, end) for start in range(0, len(MIXED), 3) for end in range(start + 1, len(MIXED) + 1, 7)]


def test_every_span_of_a_text_can_be_cited_counted_in_code_points(connection: Connection) -> None:
    version = rows.version(connection, MIXED)
    for start, end in SPANS:
        rows.passage(connection, version, MIXED[start:end], start)
    connection.commit()
    kept = connection.execute(text('SELECT start, "end", exact FROM passage')).all()
    assert sorted(kept) == sorted((start, end, MIXED[start:end]) for start, end in SPANS)


@pytest.mark.parametrize(
    ("exact", "start", "end"),
    [
        pytest.param("Elvin Sinagov was released", 0, 26, id="other words"),
        pytest.param("elvin Sinagov", 0, 13, id="another case"),
        pytest.param("Elvin Sinagov", 1, 14, id="another place"),
        pytest.param("Elvin Sinagov", 0, 12, id="a span too short"),
        pytest.param("Elvin Sinagov", 0, 14, id="a span too long"),
        pytest.param("Elvin Sinagov\n", 0, 14, id="a line break for a space"),
        pytest.param("released.", len(rows.TEXT) - 8, len(rows.TEXT) + 1, id="beyond the end"),
        pytest.param("Elvin", len(rows.TEXT), len(rows.TEXT) + 5, id="behind the end"),
        pytest.param("Elvin", -5, 0, id="before the beginning"),
        pytest.param("", 3, 3, id="nothing"),
    ],
)
def test_a_passage_that_is_not_its_span_is_refused(
    connection: Connection, exact: str, start: int, end: int
) -> None:
    version = rows.version(connection)
    with pytest.raises(IntegrityError):
        rows.passage(connection, version, exact, start, end=end)


def test_a_span_that_ends_before_it_begins_is_refused(connection: Connection) -> None:
    version = rows.version(connection)
    with pytest.raises(DBAPIError):
        rows.passage(connection, version, "Elvin", 5, end=0)


@pytest.mark.parametrize(
    ("exact", "start"),
    [
        pytest.param("e", MIXED.index("\u0301"), id="a letter for its mark"),
        pytest.param("\u00e9", MIXED.index("e\u0301"), id="a composed letter for the first half"),
        pytest.param("azad", MIXED.index("azad") + 1, id="counted in units of UTF-16"),
        pytest.param("azad", len(MIXED[: MIXED.index("azad")].encode()), id="counted in bytes"),
    ],
)
def test_signs_of_several_bytes_or_marks_count_as_code_points_only(
    connection: Connection, exact: str, start: int
) -> None:
    version = rows.version(connection, MIXED)
    with pytest.raises(IntegrityError):
        rows.passage(connection, version, exact, start)


def test_a_text_that_is_not_archived_can_be_cited_within_its_length(connection: Connection) -> None:
    version = rows.version(connection, archived=False)
    rows.passage(connection, version)
    connection.commit()
    with pytest.raises(IntegrityError):
        rows.passage(connection, version, "released. ", len(rows.TEXT) - 9)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("exact", "Davud Numunali was arrested in November"),
        ("exact", "Elvin Sinagov was arrested in December."),
        ("start", 1),
        ('"end"', 5),
        ("prefix", "He denies that "),
        ("suffix", " it is rumoured"),
        ("id", "0" * 32),
    ],
)
def test_a_passage_is_never_edited(connection: Connection, column: str, value: object) -> None:
    rows.passage(connection, rows.version(connection))
    with pytest.raises(IntegrityError, match="a passage is never edited"):
        connection.execute(text(f"UPDATE passage SET {column} = :value"), {"value": value})


def test_a_passage_is_never_moved_to_another_version(connection: Connection) -> None:
    rows.passage(connection, rows.version(connection))
    values = {"other": rows.version(connection)}
    with pytest.raises(IntegrityError, match="a passage is never edited"):
        connection.execute(text("UPDATE passage SET source_version_id = :other"), values)


@pytest.mark.parametrize("table", ["passage", "source_version", "source"])
def test_what_is_cited_cannot_be_deleted(connection: Connection, table: str) -> None:
    rows.cited_claim(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match="(?i)foreign key"):
        connection.execute(text(f"DELETE FROM {table}"))


def test_what_nobody_cites_can_be_deleted(connection: Connection) -> None:
    rows.passage(connection, rows.version(connection))
    connection.commit()
    for table in ("passage", "source_version", "source"):
        connection.execute(text(f"DELETE FROM {table}"))
    connection.commit()
    assert connection.scalar(text("SELECT count(*) FROM source")) == 0


@on_sqlite
def test_a_cited_passage_cannot_be_replaced(connection: Connection) -> None:
    rows.cited_claim(connection)
    connection.commit()
    passage, version = connection.execute(text("SELECT id, source_version_id FROM passage")).one()
    with pytest.raises(IntegrityError, match="a passage is never edited"):
        rows.put(
            connection, "passage", order="INSERT OR REPLACE INTO", id=passage, source_version_id=version,
            start=0, end=5, exact="Elvin", prefix="", suffix="",
        )  # fmt: skip


@on_postgresql
def test_a_passage_waits_for_the_text_that_is_just_being_attached(
    connection: Connection, engine: Engine
) -> None:
    version = rows.version(connection, archived=False)
    connection.commit()
    connection.execute(text("UPDATE source_version SET text = :text"), {"text": rows.TEXT})
    # Another engine, as another process would have; it need not wait for long to show that it waits.
    other = make_engine(engine.url.render_as_string(hide_password=False))
    with other.connect() as second:
        second.execute(text("SET lock_timeout = '50ms'"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            rows.passage(second, version, "Farid Tajrubali")
    other.dispose()


def test_nothing_is_told_of_a_place_without_a_passage(connection: Connection) -> None:
    known = {"organization_id": rows.organization(connection), "kind": "visits", "text": "No.", "version": 1}
    passage = rows.passage(connection, rows.version(connection))
    rows.insert(connection, "organization_fact", **known, passage_id=passage)
    connection.commit()
    with pytest.raises(IntegrityError):
        connection.execute(text("UPDATE organization_fact SET passage_id = NULL"))
    connection.rollback()
    with pytest.raises(DBAPIError):
        connection.execute(text("DELETE FROM passage"))
