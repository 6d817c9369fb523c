"""The people list as CSV, row by row: the same bytes for the web and the command line."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, select
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
# Where these stand among the stored columns; the computed ones come after them in the place of the last two.
_HELD, _HELD_SINCE, _CITATION = map(_STORED.index, ("held", "held_since", "citation_id"))
_IN_ORDER = itemgetter(*map([*_STORED[:_HELD_SINCE], *_COMPUTED].index, PEOPLE_COLUMNS))


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
    query = people_query(which, to=to).execution_options(yield_per=_ROWS_AT_ONCE)
    for rows in session.execute(query).partitions():
        yield from (_row(row, which.as_of or today, public_url) for row in rows)


def people_query(which: PeopleFilter, *, to: Reader) -> Select[Any]:
    """Return the query for what is stored of each person of the list, in its order."""
    told = [
        getattr(LibertySpan if which.as_of and name in _OF_THE_DAY else PersonSummary, name)
        for name in _STORED
    ]
    query = select(*told).select_from(PersonSummary)
    if which.as_of:
        query = query.join(LibertySpan, on_day(which.as_of))
    return query.where(matching(which, to=to)).order_by(PersonSummary.sort_key)


def _row(stored: Sequence[Any], today: date, public_url: str) -> list[str]:
    """Return the cells of a person from the columns of `_STORED`: made for a million of them."""
    cells = ["" if value is None else str(value) for value in stored]
    since, citation = stored[_HELD_SINCE], cells[_CITATION]
    held = cells[_HELD] == Held.YES.value
    days = days_held(since, today) if held and since is not None else None
    cells[_HELD] = Held.YES.value if held else Held.NO.value
    # What the loop above made of two columns that are no cells of their own stands where the computed go.
    cells[_HELD_SINCE:] = [
        "" if days is None else str(days),
        f"{public_url}/citations/{citation}" if citation else "",
        f"{public_url}/people/{cells[0]}",
    ]
    return list(_IN_ORDER(cells))


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
