"""Whoever alters the file past the program, in whatever place, is found out, and nobody else is accused."""

from random import Random

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.benchmarks.tamperings import Heads, fill, is_found
from tests.support.tampering import tampered
from tests.support.without_triggers import without_triggers
from webapp.domain.checks import check
from webapp.models import make_engine

# By hand, `tests.benchmarks.tamperings` makes a thousand.
SAMPLE = 20


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Heads]:
    """A small database with every kind of row, and the heads of its chains."""
    folder = tmp_path_factory.mktemp("tampered")
    engine = make_engine(f"sqlite:///{folder / 'habeas.sqlite3'}")
    return engine, fill(engine, folder)


def test_every_tampering_of_a_sample_is_found_and_nothing_else(used: tuple[Engine, Heads]) -> None:
    engine, heads = used
    drawn, missed = Random(12), []
    for _ in range(SAMPLE):
        with tampered(engine, drawn) as (connection, act):
            if not is_found(Session(connection), heads):
                missed.append(str(act))
    assert missed == []
    assert not is_found(Session(engine), heads)


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        ("UPDATE counter SET last = last - 1 WHERE prefix = 'K'", "counter K: it stands at"),
        ("UPDATE counter SET last = last - 1 WHERE prefix = 'I'", "counter I: it stands at"),
        ("INSERT INTO counter VALUES ('X', 1)", "counter X: no kind of reference"),
        # Of a person who is not there, so that the row itself is read.
        ("UPDATE name_token SET audience = 'nobody', person_id = person_id || 'x'", "broken off at a value"),
    ],
)
def test_what_is_counted_or_called_otherwise_is_said_and_the_check_goes_on(
    used: tuple[Engine, Heads], order: str, fault: str
) -> None:
    with without_triggers(used[0]) as connection:
        connection.exec_driver_sql(order)
        faults = [str(found) for found in check(Session(connection))]
    assert any(fault in line for line in faults), faults
