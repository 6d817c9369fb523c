"""The people list as CSV, row by row: the same bytes for the web and the command line."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, literal, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching, on_day
from webapp.domain.publishing.csv_writer import ROWS_AT_ONCE, heading, lines_of
from webapp.domain.publishing.sql_cells import DaysBetween, KeyText, escaped_cell
from webapp.domain.visibility import Reader
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.liberty import Held

PEOPLE_COLUMNS = (
    "reference", "name", "other_names", "sex", "born", "occupation", "organizations", "status", "held",
    "status_since_edtf", "status_since_earliest", "status_since_latest", "status_place", "days_held",
    "charges", "sentence", "assessments", "last_verified_on", "sources", "quote", "citation_url",
    "record_url", "version",
)  # fmt: skip
# What another day may have had otherwise.
_OF_THE_DAY = frozenset(LibertySpan.__table__.columns.keys()) & frozenset({*PEOPLE_COLUMNS, "held_since"})
_DATES = ("status_since_earliest", "status_since_latest", "last_verified_on")
# No spreadsheet takes one of these for a formula: numbers, dates, references, addresses, words of ours.
_HARMLESS = frozenset(
    {"reference", "status", "held", *_DATES, "days_held", "sources", "citation_url", "record_url", "version"}
)


def people_csv(
    session: Session, which: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[bytes]:
    """Yield the list as CSV after RFC 4180: UTF-8 with byte order mark, CRLF, a header, one row a person.

    `days_held` counts to `today`, or to the day as of which the filter asks; `held` is `yes` or `no`, and
    `no` where nothing is stated. Memory does not grow with the number of people.
    """
    yield heading(PEOPLE_COLUMNS)
    cells = _cells(which, today=today, public_url=public_url)
    safe = [cell if name in _HARMLESS else escaped_cell(cell) for name, cell in cells.items()]
    yield from lines_of(session, people_query(safe, which, to=to))


def people_rows(
    session: Session, which: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[list[str]]:
    """Yield the cells of each person of the list, not escaped, in the order of PEOPLE_COLUMNS."""
    cells = _cells(which, today=today, public_url=public_url)
    query = people_query(list(cells.values()), which, to=to).execution_options(yield_per=ROWS_AT_ONCE)
    for row in session.execute(query):
        yield list(row)


def people_query(cells: Sequence[ColumnElement[Any]], which: PeopleFilter, *, to: Reader) -> Select[Any]:
    """Return the query for these columns of each person of the list, in its order."""
    query = select(*cells).select_from(PersonSummary)
    if which.as_of:
        query = query.join(LibertySpan, on_day(which.as_of))
    return query.where(matching(which, to=to)).order_by(PersonSummary.sort_key)


def _cells(which: PeopleFilter, *, today: date, public_url: str) -> dict[str, ColumnElement[Any]]:
    """Return the expression of each column: a text, and an empty one where nothing is stated."""
    day = which.as_of or today

    def stored(name: str) -> InstrumentedAttribute[Any]:
        told = LibertySpan if which.as_of and name in _OF_THE_DAY else PersonSummary
        column: InstrumentedAttribute[Any] = getattr(told, name)
        return column

    held, since = stored("held") == Held.YES, stored("held_since")
    site, citation = literal(public_url, Text), PersonSummary.citation_id
    computed: dict[str, ColumnElement[Any]] = {
        "held": case((held, literal(Held.YES.value, Text)), else_=literal(Held.NO.value, Text)),
        "days_held": case(
            (and_(held, since <= day), cast(DaysBetween(since, literal(day)) + 1, Text)), else_=""
        ),
        "citation_url": func.coalesce(site + "/citations/" + KeyText(citation), ""),
        "record_url": site + "/people/" + PersonSummary.reference,
        "version": cast(PersonSummary.version, Text),
        **{name: func.coalesce(cast(stored(name), Text), "") for name in _DATES},
    }
    return {
        name: computed[name] if name in computed else type_coerce(stored(name), Text)
        for name in PEOPLE_COLUMNS
    }
