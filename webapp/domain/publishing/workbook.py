"""The people list as a workbook: text cells that nothing runs, links, and a sheet that says what it is."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.orm import Session
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.csv_writer import heading
from webapp.domain.publishing.people_columns import COLUMN_NAMES, LIST_COLUMNS
from webapp.domain.publishing.people_csv import people_columns_and_lines
from webapp.domain.publishing.sheet_rows import CellStyles, Link, fitting, sheet_rows
from webapp.domain.visibility import Reader
from webapp.vocab.licence import Licence

_MOST_ROWS = 1_048_575
_BYTES_AT_ONCE = 1 << 16
# The sheet of the people within the workbook, and a row in which the library shows the formats of its cells.
_SHEET = "xl/worksheets/sheet1.xml"
_LINKS_OF_SHEET = "xl/worksheets/_rels/sheet1.xml.rels"
_STYLES = CellStyles(link=2, day=3)
_STYLED_CELLS = f'<c r="A2" s="{_STYLES.link}"/><c r="B2" s="{_STYLES.day}"/>'
_STYLED_ROW = f'<row r="2" spans="1:{len(LIST_COLUMNS)}">{_STYLED_CELLS}</row>'
_LAST_COLUMN = f"A1:{xl_col_to_name(len(LIST_COLUMNS) - 1)}"
# What an address between quotation marks says in other signs, besides those of any text.
_OF_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_WRITTEN_OTHERWISE = ("&", "<", ">", *_OF_ATTRIBUTE)
_SCHEMAS = "http://schemas.openxmlformats.org"
# Of zlib: a fifth larger than by itself, in two fifths of the time.
_LEVEL = 1
# A part of which more bytes may come than the format of a ZIP file counts by itself.
_LARGE_PART = 1 << 30


def people_xlsx(
    session: Session, people_filter: PeopleFilter, *, to: Reader, at: datetime, public_url: str,
    licence: Licence | None = None,
) -> Iterator[bytes]:
    """Yield the list as an Office Open XML workbook: the columns of the CSV, days and numbers as such.

    The sheet `About` has the counts, the filter, its dates, and the SHA-256 of the same list as CSV. It is
    made in a temporary file, row by row; rows past what a sheet can hold are counted there and left out.
    """
    options: dict[str, Any] = {"to": to, "today": at.date(), "public_url": public_url}
    with TemporaryFile() as written, TemporaryFile() as file:
        links: list[Link] = []
        pieces = people_columns_and_lines(session, people_filter, **options)
        number, digest = _write_rows(written, pieces, links)
        frame = _frame(min(number, _MOST_ROWS), at, {
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
        _fill(file, frame, written, links, lines=1 + min(number, _MOST_ROWS))
        file.seek(0)
        while piece := file.read(_BYTES_AT_ONCE):
            yield piece


def _write_rows(
    file: IO[bytes], pieces: Iterator[tuple[list[Sequence[str]], bytes]], links: list[Link]
) -> tuple[int, str]:
    """Write the rows of the people; return how many people there are, and the SHA-256 of their CSV."""
    number, digest = 0, sha256(heading(COLUMN_NAMES))
    for columns, lines in pieces:
        digest.update(lines)
        places_left = max(0, _MOST_ROWS - number)
        if places_left:
            fitting_rows = [column[:places_left] for column in columns]
            file.write(sheet_rows(fitting_rows, number, _STYLES, links))
        number += len(columns[0])
    return number, digest.hexdigest()


def _frame(rows: int, at: datetime, facts: dict[str, str]) -> IO[bytes]:
    """Return the workbook without its people; nothing is guessed from what a cell holds."""
    guesses = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, **guesses})
    book.set_properties({"title": "People in Habeas", "created": at.replace(tzinfo=None)})
    bold, link = book.add_format({"bold": True}), book.get_default_url_format()
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    people = book.add_worksheet("People")
    people.freeze_panes(1, 2)
    for place, column in enumerate(LIST_COLUMNS):
        people.set_column(place, place, column.width)
        people.write_string(0, place, column.name, bold)
    people.write_blank(1, 0, None, link)
    people.write_blank(1, 1, None, day)
    people.autofilter(0, 0, rows, len(LIST_COLUMNS) - 1)
    about = book.add_worksheet("About")
    about.set_column(0, 0, 34)
    about.set_column(1, 1, 70)
    for place, (label, value) in enumerate(facts.items()):
        about.write_string(place, 0, label, bold)
        about.write_string(place, 1, fitting(value))
    book.close()
    return file


def _fill(file: IO[bytes], frame: IO[bytes], rows: IO[bytes], links: Sequence[Link], *, lines: int) -> None:
    """Write the workbook with its people, whose rows and links are written already."""
    with ZipFile(frame) as empty, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as book:
        for part in empty.infolist():
            content = empty.read(part)
            # A part that is written piece by piece takes no level in any other way.
            part._compresslevel = _LEVEL  # type: ignore[attr-defined]
            if part.filename != _SHEET:
                book.writestr(part, content)
                continue
            head, styled_row, tail = content.decode().partition(_STYLED_ROW)
            assert styled_row, "the library writes a sheet in another way"
            with book.open(part, "w", force_zip64=rows.tell() > _LARGE_PART) as sheet:
                sheet.write(head.replace(f"{_LAST_COLUMN}2", f"{_LAST_COLUMN}{lines}", 1).encode())
                rows.seek(0)
                copyfileobj(rows, sheet, _BYTES_AT_ONCE)
                sheet.write(tail.replace("<pageMargins", f"{_link_cells(links)}<pageMargins", 1).encode())
        if links:
            book.writestr(_LINKS_OF_SHEET, _link_targets(links))


def _link_cells(links: Sequence[Link]) -> str:
    cells = [
        f'<hyperlink ref="{cell}" r:id="rId{number}"/>' for number, (cell, _) in enumerate(links, start=1)
    ]
    return f"<hyperlinks>{''.join(cells)}</hyperlinks>" if links else ""


def _link_targets(links: Sequence[Link]) -> str:
    addresses = [address for _, address in links]
    together = "".join(addresses)
    if any(sign in together for sign in _WRITTEN_OTHERWISE):
        addresses = [escape(address, _OF_ATTRIBUTE) for address in addresses]
    end = f'" Type="{_SCHEMAS}/officeDocument/2006/relationships/hyperlink" Target="'
    targets = [
        f'<Relationship Id="rId{number}{end}{address}" TargetMode="External"/>'
        for number, address in enumerate(addresses, start=1)
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{"".join(targets)}</Relationships>'
    )
