"""A reader of tables described in the W3C's words (CSVW) finds the list's description and reads each cell."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.full_record import full_record
from webapp.domain.publishing.people_columns import LIST_COLUMNS
from webapp.vocab.liberty import Status

AWKWARD = ("=SUM(A1)", "Ayla “Numunali”, <b>&", "Farid\u00a0'Tajrubali' \"x\"", "مثال; Пример | -1")
READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "date": lambda text: datetime.combine(date.fromisoformat(text), datetime.min.time()),
}


@on_sqlite
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_csvw_reader_finds_the_description_of_the_list_and_reads_every_cell(
    session: Session, client: FlaskClient, tmp_path: Path
) -> None:
    full_record(session)
    for place, name in enumerate(AWKWARD):
        person = make.person(session, name)
        make.status(session, person, Status.IMPRISONED, ("2020", "2020-02", "2020-02-29", "2020?")[place])
    session.commit()
    for name in ("people.csv", "people.csv-metadata.json"):
        (tmp_path / name).write_bytes(client.get(f"/{name}").data)
    reader = CSVW(str(tmp_path / "people.csv"), validate=True)
    assert (reader.is_valid, reader.warnings) == (True, [])
    (table,) = reader.tables
    types = {column.name: str(column.inherit("datatype").base) for column in table.tableSchema.columns}
    assert types == {column.name: column.type for column in LIST_COLUMNS}
    sent = io.StringIO((tmp_path / "people.csv").read_bytes().decode("utf-8-sig"), newline="")
    expected = [
        {name: READ[types[name]](cell) if cell else None for name, cell in row.items()}
        for row in csv.DictReader(sent, strict=True)
    ]
    assert len(expected) == 1 + len(AWKWARD)
    assert list(table) == expected
