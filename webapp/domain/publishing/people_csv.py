"""The people list as CSV, row by row: the same bytes for the web and the command line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, select
from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.orders import PeopleOrder
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.csv_writer import (
    ROWS_AT_ONCE,
    columns_of_joined,
    copied_lines,
    escaped_lines,
    heading,
    joined,
    lines_of_joined,
)
from webapp.domain.publishing.people_columns import COLUMN_NAMES, LIST_COLUMNS, CellContext, ListColumn
from webapp.domain.publishing.sql_cells import escaped_cell
from webapp.domain.read_model.liberty_spans import holds_on, liberty_table
from webapp.domain.visibility import Reader
from webapp.models import LibertySpan, PersonSummary

_MAY_BE_FORMULA = [column.may_be_formula for column in LIST_COLUMNS]


def people_csv(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[bytes]:
    """Yield the list as CSV after RFC 4180: UTF-8 with byte order mark, CRLF, a header, one row a person.

    `days_held` counts to `today`, or to the day as of which the filter asks; `held` is `yes` or `no`, and
    `no` where nothing is stated. Memory does not grow with the number of people.
    """
    yield heading(COLUMN_NAMES)
    cells = _cells(people_filter, today=today, public_url=public_url)
    if _joins(session):
        for rows in _joined_rows(session, people_filter, list(cells.values()), _MAY_BE_FORMULA, to):
            yield lines_of_joined(rows, _MAY_BE_FORMULA)
        return
    safe = [escaped_cell(cell) if column.may_be_formula else cell for column, cell in cells.items()]
    yield from copied_lines(session, people_query(safe, people_filter, to=to))


def people_rows(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[list[str]]:
    """Yield the cells of each person of the list, not escaped, in the order of LIST_COLUMNS."""
    cells = list(_cells(people_filter, today=today, public_url=public_url).values())
    for columns in _columns(session, people_filter, cells, to):
        for row in zip(*columns, strict=True):
            yield list(row)


def people_columns(
    session: Session, people_filter: PeopleFilter, names: Sequence[str], *, to: Reader, today: date,
    public_url: str, also: Mapping[str, ColumnElement[str]],
) -> Iterator[dict[str, Sequence[str]]]:
    """Yield some people's cells at a time, by the name of the column; the first of the names is `reference`.

    Besides there is what each of the texts in `also` is of them.
    """
    cells = {
        column.name: cell
        for column, cell in _cells(people_filter, today=today, public_url=public_url).items()
    }
    wanted = {name: cells[name] for name in names} | dict(also)
    for columns in _columns(session, people_filter, list(wanted.values()), to):
        yield dict(zip(wanted, columns, strict=True))


def people_columns_and_lines(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[tuple[list[Sequence[str]], bytes]]:
    """Yield of some people each column's cells, as `people_rows` does, and their lines in `people_csv`."""
    cells = list(_cells(people_filter, today=today, public_url=public_url).values())
    columns: list[Sequence[str]]
    if _joins(session):
        for joined_rows in _joined_rows(session, people_filter, cells, _MAY_BE_FORMULA, to):
            columns = [*columns_of_joined(joined_rows)]
            yield columns, lines_of_joined(joined_rows, _MAY_BE_FORMULA)
        return
    for rows in _rows(session, people_filter, cells, to).partitions():
        columns = [*zip(*rows, strict=True)]
        yield columns, escaped_lines(columns, _MAY_BE_FORMULA)


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


def _joins(session: Session) -> bool:
    """Tell whether the cells of a row are asked for as one value."""
    return session.get_bind().dialect.name == "sqlite"


def _joined_rows(
    session: Session, people_filter: PeopleFilter, cells: Sequence[ColumnElement[str]],
    may_be_formula: Sequence[bool], to: Reader,
) -> Iterator[Sequence[bytes]]:  # fmt: skip
    query = people_query([joined(cells, may_be_formula)], people_filter, to=to)
    options = {"yield_per": ROWS_AT_ONCE}
    return session.connection().execute(query, execution_options=options).scalars().partitions()


def _columns(
    session: Session, people_filter: PeopleFilter, cells: Sequence[ColumnElement[str]], to: Reader
) -> Iterator[Sequence[Sequence[str]]]:
    if _joins(session):
        return map(columns_of_joined, _joined_rows(session, people_filter, cells, [False] * len(cells), to))
    pieces = _rows(session, people_filter, cells, to).partitions()
    return (list(zip(*rows, strict=True)) for rows in pieces)


def _rows(
    session: Session, people_filter: PeopleFilter, cells: Sequence[ColumnElement[str]], to: Reader
) -> Result[Any]:
    query = people_query(cells, people_filter, to=to)
    return session.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})


def _cells(
    people_filter: PeopleFilter, *, today: date, public_url: str
) -> dict[ListColumn, ColumnElement[str]]:
    context = CellContext(liberty_table(people_filter.as_of), people_filter.as_of or today, public_url)
    return {column: column.expression(context) for column in LIST_COLUMNS}
