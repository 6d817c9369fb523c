"""The people list as CSV, row by row: the same bytes for the web and the command line."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.orders import PeopleOrder
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.csv_writer import ROWS_AT_ONCE, heading, lines, lines_of
from webapp.domain.publishing.people_columns import COLUMN_NAMES, LIST_COLUMNS, CellContext, ListColumn
from webapp.domain.publishing.sql_cells import escaped_cell
from webapp.domain.read_model.liberty_spans import holds_on, liberty_table
from webapp.domain.text.formula_escape import escaped
from webapp.domain.visibility import Reader
from webapp.models import LibertySpan, PersonSummary


def people_csv(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[bytes]:
    """Yield the list as CSV after RFC 4180: UTF-8 with byte order mark, CRLF, a header, one row a person.

    `days_held` counts to `today`, or to the day as of which the filter asks; `held` is `yes` or `no`, and
    `no` where nothing is stated. Memory does not grow with the number of people.
    """
    yield heading(COLUMN_NAMES)
    cells = _cells(people_filter, today=today, public_url=public_url)
    safe = [escaped_cell(cell) if column.may_be_formula else cell for column, cell in cells.items()]
    yield from lines_of(session, people_query(safe, people_filter, to=to))


def people_rows(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str,
    also: Sequence[ColumnElement[Any]] = (),
) -> Iterator[list[Any]]:
    """Yield the cells of each person of the list, not escaped, in the order of LIST_COLUMNS.

    After them comes what each of the expressions in `also` is of the person.
    """
    cells = [*_cells(people_filter, today=today, public_url=public_url).values(), *also]
    query = people_query(cells, people_filter, to=to).execution_options(yield_per=ROWS_AT_ONCE)
    for row in session.execute(query):
        yield list(row)


def csv_lines(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the cells of some people, as `people_rows` yields them, as the lines of `people_csv`."""
    columns = [
        map(escaped, cells) if column.may_be_formula else cells
        for column, cells in zip(LIST_COLUMNS, zip(*rows, strict=True), strict=True)
    ]
    return lines(zip(*columns, strict=True))


def people_cells(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[dict[str, str]]:
    """Yield the cells of each person of the list, not escaped, by the name of their column."""
    for row in people_rows(session, people_filter, to=to, today=today, public_url=public_url):
        yield dict(zip(COLUMN_NAMES, row, strict=True))


def people_query(
    cells: Sequence[ColumnElement[Any]], people_filter: PeopleFilter, *, to: Reader
) -> Select[Any]:
    """Return the query for these columns of each person of the list, in its order."""
    query = select(*cells).select_from(PersonSummary)
    if people_filter.as_of:
        query = query.join(LibertySpan, holds_on(people_filter.as_of))
    return query.where(matching(people_filter, to=to)).order_by(*PeopleOrder(people_filter, to).columns())


def _cells(
    people_filter: PeopleFilter, *, today: date, public_url: str
) -> dict[ListColumn, ColumnElement[str]]:
    context = CellContext(liberty_table(people_filter.as_of), people_filter.as_of or today, public_url)
    return {column: column.expression(context) for column in LIST_COLUMNS}
