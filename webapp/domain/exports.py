"""The people list as CSV, row by row: the same bytes for the web and the command line."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from webapp.domain.cells import escaped
from webapp.domain.current import days_held
from webapp.domain.filters import PeopleFilter
from webapp.domain.matching import matching, on_day
from webapp.domain.reading import Reader
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.liberty import Held

PEOPLE_COLUMNS = (
    "reference", "name", "other_names", "sex", "born", "occupation", "organizations", "status", "held",
    "status_since_edtf", "status_since_earliest", "status_since_latest", "status_place", "days_held",
    "charges", "sentence", "assessments", "last_verified_on", "sources", "quote", "citation_url",
    "record_url", "version",
)  # fmt: skip
_COMPUTED = ("days_held", "citation_url", "record_url")
_STORED = tuple(name for name in (*PEOPLE_COLUMNS, "held_since", "citation_id") if name not in _COMPUTED)
# What another day may have had otherwise.
_OF_THE_DAY = frozenset(LibertySpan.__table__.columns.keys()) & frozenset(_STORED)
_ROWS_AT_ONCE = 500


def people_csv(
    session: Session, which: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[bytes]:
    """Yield the list as CSV after RFC 4180: UTF-8 with byte order mark, CRLF, a header, one row a person.

    `days_held` counts to `today`, or to the day as of which the filter asks; `held` is `yes` or `no`, and
    `no` where nothing is stated. Memory does not grow with the number of people.
    """
    yield b"\xef\xbb\xbf" + _lines([PEOPLE_COLUMNS])
    rows = people_rows(session, which, to=to, today=today, public_url=public_url)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield _lines([[escaped(cell) for cell in row] for row in some])


def people_rows(
    session: Session, which: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[list[str]]:
    """Yield the cells of each person of the list, not escaped, in the order of PEOPLE_COLUMNS."""
    told = [
        getattr(LibertySpan if which.as_of and name in _OF_THE_DAY else PersonSummary, name)
        for name in _STORED
    ]
    query = select(*told).select_from(PersonSummary)
    if which.as_of:
        query = query.join(LibertySpan, on_day(which.as_of))
    query = query.where(matching(which, to=to)).order_by(PersonSummary.sort_key)
    result = session.execute(query.execution_options(yield_per=_ROWS_AT_ONCE))
    for rows in result.partitions():
        yield from (_row(row._mapping, which.as_of or today, public_url) for row in rows)


def _row(stored: RowMapping, today: date, public_url: str) -> list[str]:
    cells = {key: "" if value is None else str(value) for key, value in stored.items()}
    days = days_held(stored["held_since"], today)
    cells["held"] = Held.YES.value if cells["held"] == Held.YES else Held.NO.value
    cells["days_held"] = "" if days is None or cells["held"] != Held.YES else str(days)
    cells["citation_url"] = f"{public_url}/citations/{cells['citation_id']}" if cells["citation_id"] else ""
    cells["record_url"] = f"{public_url}/people/{cells['reference']}"
    return [cells[name] for name in PEOPLE_COLUMNS]


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
