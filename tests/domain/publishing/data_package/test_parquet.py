"""The tables of the package as Parquet, read by programs that nobody here wrote, are those of its CSV."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest
from pyarrow import parquet
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.every_edit import first
from tests.support.full_record import full_record
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package import TABLES, table_csv
from webapp.domain.publishing.data_package.parquet import table_parquet
from webapp.domain.visibility import PUBLIC
from webapp.models import LegalCode, Organization
from webapp.vocab.liberty import Status

TODAY = make.AT.date()
OPTIONS: dict[str, Any] = {"to": PUBLIC, "today": TODAY, "public_url": "http://localhost"}


@pytest.fixture
def people(session: Session) -> Session:
    """A full record, and somebody whose name, offence and dates are awkward."""
    full_record(session)
    make.organization_fact(session, first(session, Organization), "=A rule, 'quoted'")
    counting_rule(session, first(session, LegalCode))
    awkward = make.person(session, "-Ayla | Numunali")
    make.charge(session, awkward, offence="=HYPERLINK(1), 'quoted'")
    make.status(session, awkward, Status.ARRESTED, "2023")
    make.status(session, awkward, Status.EXILED)
    return session


def plain(session: Session, table: str) -> list[dict[str, str]]:
    """Return the rows of a table as its CSV has them."""
    text = b"".join(table_csv(session, PeopleFilter(), table, **OPTIONS)).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def written(session: Session, table: str, folder: Path) -> Path:
    """Write a table as Parquet, and return where it lies."""
    path = folder / f"{table}.parquet"
    path.write_bytes(b"".join(table_parquet(session, PeopleFilter(), name=table, **OPTIONS)))
    return path


def text_of(value: Any) -> str:
    """Return a typed value as the CSV writes it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def test_every_cell_of_every_table_is_that_of_the_csv(people: Session, tmp_path: Path) -> None:
    for table in TABLES:
        rows = plain(people, table.name)
        assert rows, table.name
        path = written(people, table.name, tmp_path)
        readings = {
            "pyarrow": parquet.read_table(path).to_pylist(),
            "polars": polars.read_parquet(path).to_dicts(),
            "duckdb": duckdb.from_parquet(str(path)).to_arrow_table().to_pylist(),
        }
        for reader, reading in readings.items():
            cells = [{name: text_of(value) for name, value in row.items()} for row in reading]
            assert cells == rows, (table.name, reader)



def test_days_and_numbers_are_such_and_columns_say_what_they_hold(people: Session, tmp_path: Path) -> None:
    path = written(people, "persons", tmp_path)
    frame = pandas.read_parquet(path).set_index("name")
    assert frame.loc["-Ayla | Numunali", "last_verified_on"] is None
    assert frame.loc["Elvin Sinagov", "status_since_earliest"] == date(2023, 11, 20)
    assert frame["version"].sum() == sum(int(row["version"]) for row in plain(people, "persons"))
    field = parquet.read_schema(path).field("reference")
    assert field.metadata[b"description"] == b"what people quote, never reused"


def test_a_table_of_nobody_has_its_columns(session: Session, tmp_path: Path) -> None:
    frame = polars.read_parquet(written(session, "status_events", tmp_path))
    assert (frame.height, frame.columns[:2]) == (0, ["claim_id", "person_reference"])
