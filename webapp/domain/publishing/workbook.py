"""The people list as a workbook: text cells that nothing runs, links, and a sheet that says what it is."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any

from sqlalchemy.orm import Session
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.people_columns import LIST_COLUMNS
from webapp.domain.publishing.people_csv import people_csv, people_rows
from webapp.domain.visibility import Reader
from webapp.vocab.licence import Licence

# What a cell and a sheet of the format can hold (ECMA-376 as Excel reads it).
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_575
# A sheet may have 65,530 links; two a row.
_MOST_LINKED_ROWS = 32_000
_LONGEST_LINK = 2_000
# A sheet counts days from here on; an earlier one stays a text.
_FIRST_DAY = "1900-03-01"
_AT_ONCE = 1 << 16


def people_xlsx(
    session: Session, people_filter: PeopleFilter, *, to: Reader, at: datetime, public_url: str,
    licence: Licence | None = None,
) -> Iterator[bytes]:
    """Yield the list as an Office Open XML workbook: the columns of the CSV, days and numbers as such.

    The sheet `About` has the counts, the filter, its dates, and the SHA-256 of the same list as CSV. It is
    made in a temporary file, row by row; rows past what a sheet can hold are counted there and left out.
    """
    options: dict[str, Any] = {"to": to, "today": at.date(), "public_url": public_url}
    with TemporaryFile() as file:
        book = _book(file, at)
        bold, link = book.add_format({"bold": True}), book.get_default_url_format()
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        rows = people_rows(session, people_filter, **options)
        number = _write_people(book.add_worksheet("People"), rows, {"": bold, "link": link, "day": day})
        digest = _sha256(people_csv(session, people_filter, **options))
        _write_about(book.add_worksheet("About"), bold, {
            "People": str(number),
            "Unit": "people; a person who was taken twice counts once",
            "Filter": people_filter.query() or "none: everybody",
            "As of": (people_filter.as_of or at.date()).isoformat(),
            "Known on": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "Audience": to.audience.value,
            "SHA-256 of the same list as CSV": digest,
            "Address of the list": f"{public_url}/people?{people_filter.query()}".rstrip("?"),
            "Rows left out": str(max(0, number - _MOST_ROWS)),
            **({"Licence": f"{licence.name} {licence.url}"} if licence else {}),
        })  # fmt: skip
        book.close()
        file.seek(0)
        while piece := file.read(_AT_ONCE):
            yield piece


def _book(file: IO[bytes], at: datetime) -> Workbook:
    """Return a workbook in which formulas and numbers are never guessed from what a cell holds."""
    guesses = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)
    book = Workbook(file, {"constant_memory": True, "in_memory": False, **guesses})
    book.set_properties({"title": "People in Habeas", "created": at.replace(tzinfo=None)})
    return book


def _write_people(sheet: Worksheet, rows: Iterator[list[str]], formats: dict[str, Format]) -> int:
    """Write the people, and return how many there are."""
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(LIST_COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, formats[""])
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > _MOST_ROWS:
            continue
        for place, (column, cell) in enumerate(zip(LIST_COLUMNS, row, strict=True)):
            if not cell:
                continue
            if column.link and len(cell) < _LONGEST_LINK and number <= _MOST_LINKED_ROWS:
                sheet.write_url(number, place, cell, formats["link"], cell)
            elif column.type == "integer":
                sheet.write_number(number, place, int(cell))
            elif column.type == "date" and cell >= _FIRST_DAY:
                sheet.write_datetime(number, place, date.fromisoformat(cell), formats["day"])
            else:
                sheet.write_string(number, place, _fitting(cell))
    sheet.autofilter(0, 0, min(number, _MOST_ROWS), len(LIST_COLUMNS) - 1)
    return number


def _sha256(pieces: Iterator[bytes]) -> str:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _write_about(sheet: Worksheet, bold: Format, facts: dict[str, str]) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
    for place, (label, value) in enumerate(facts.items()):
        sheet.write_string(place, 0, label, bold)
        sheet.write_string(place, 1, _fitting(value))


def _fitting(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "\N{HORIZONTAL ELLIPSIS}"
