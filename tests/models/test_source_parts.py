"""A passage of a long text is held against its parts, and parts against the text."""

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from tests.support import rows
from webapp.models import PART_LENGTH

# Letters of several bytes, so that characters are counted and not bytes.
LONG = "".join(f"Məhkəmə {number}. " for number in range(4_000))
CUT = 2 * PART_LENGTH - 10


def put_part(connection: Connection, version: str, number: int, text: str) -> None:
    rows.put(connection, "source_part", source_version_id=version, number=number, text=text)


def put_parts(connection: Connection, version: str, numbers: range) -> None:
    for number in numbers:
        put_part(connection, version, number, LONG[number * PART_LENGTH : (number + 1) * PART_LENGTH])


@pytest.mark.parametrize("numbers", [range(0), range(1, 2), range(len(LONG) // PART_LENGTH + 1)])
def test_a_passage_stands_at_its_place(engine: Engine, numbers: range) -> None:
    with engine.begin() as connection:
        version = rows.version(connection, LONG)
        put_parts(connection, version, numbers)
        for start in (0, CUT, PART_LENGTH, len(LONG) - 30):
            rows.passage(connection, version, LONG[start : start + 30], start)


@pytest.mark.parametrize("start", [1, CUT + 1, len(LONG) - 29])
def test_other_words_are_refused_with_parts_too(engine: Engine, start: int) -> None:
    with engine.connect() as connection:
        version = rows.version(connection, LONG)
        put_parts(connection, version, range(len(LONG) // PART_LENGTH + 1))
        with pytest.raises(IntegrityError, match="differs from its span"):
            rows.passage(connection, version, LONG[start - 1 : start + 29], start)


@pytest.mark.parametrize("text", ["Other words", LONG[1 : PART_LENGTH + 1], ""])
def test_a_part_is_one_of_its_text(engine: Engine, text: str) -> None:
    with engine.connect() as connection:
        version = rows.version(connection, LONG)
        with pytest.raises(IntegrityError, match="a part differs from its text"):
            put_part(connection, version, 0, text)


def test_a_part_is_never_edited(engine: Engine) -> None:
    with engine.connect() as connection:
        version = rows.version(connection, LONG)
        put_parts(connection, version, range(1))
        with pytest.raises(IntegrityError, match="never edited"):
            connection.exec_driver_sql("UPDATE source_part SET text = 'a'")
