"""The text of a spreadsheet: its visible sheets, each row a record of CSV (RFC 4180) with line feeds."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.messages import Doubt, FileText, Limits, Reason, Unreadable
from webapp.domain.sources.extraction.producer import package, producer
from webapp.domain.sources.extraction.text_builder import storable

_STYLES = "xl/styles.xml"
_MOST_MEMBERS = 10_000
# Cells between the first and the last of a sheet, most of which are empty where it is wider than any list.
_MOST_COLUMNS, _MOST_CELLS = 1_000, 2_000_000
# What a workbook may unpack to in all, in parts of the limit for one.
_MOST_UNPACKED = 4


def reader(kind: FileKind) -> Callable[[bytes, Limits], FileText]:
    """Return what reads a spreadsheet of one kind."""

    def read(data: bytes, limits: Limits) -> FileText:
        """Return the text of a spreadsheet, a page for each sheet where there are several. Raises Unreadable.

        Formulas stand as the values that were last computed of them; days as ISO 8601.
        """
        marked = _is_marked(data, limits) if kind is FileKind.XLSX else True
        if kind is FileKind.ODS:
            packed_members(data, limits)
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
                return _text_of(workbook, kind, limits, marked)
        except PasswordError as error:
            raise Unreadable(Reason.LOCKED) from error
        except (CalamineError, ValueError, OSError) as error:
            raise Unreadable(Reason.DAMAGED) from error

    return read


def packed_members(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the parts of a packed workbook. Raises Unreadable for what unpacks to more than a list is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    sizes = [member.file_size for member in members]
    most = (limits.unpacked, _MOST_UNPACKED * limits.unpacked)
    if len(sizes) > _MOST_MEMBERS or max(sizes, default=0) > most[0] or sum(sizes) > most[1]:
        raise Unreadable(Reason.BOMB)
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable(Reason.LOCKED)
    return members


def _is_marked(data: bytes, limits: Limits) -> bool:
    """Tell whether an .xlsx has comments or struck-out cells. Raises Unreadable as `packed_members` does."""
    names = [member.filename for member in packed_members(data, limits)]
    if any(name.startswith(("xl/comments", "xl/threadedComments")) for name in names):
        return True
    if _STYLES not in names:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(_STYLES) as styles:
            return b"<strike" in styles.read(limits.unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unreadable(Reason.DAMAGED) from error


def _text_of(workbook: CalamineWorkbook, kind: FileKind, limits: Limits, marked: bool) -> FileText:
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]
    sheets, left = [], limits.table
    for name in visible:
        text, lost = storable(_csv_of(workbook.get_sheet_by_name(name), left))
        left -= len(text)
        if text.strip():
            sheets.append((text, lost))
    starts, place = [], 0
    for text, _ in sheets:
        starts.append(place)
        place += len(text) + 1
    doubts = dict.fromkeys(doubt for _, lost in sheets for doubt in lost)
    if len(visible) < len(workbook.sheets_metadata):
        doubts[Doubt.HIDDEN_SHEETS] = None
    return FileText(
        text="\n".join(text for text, _ in sheets),
        media_type=kind,
        extractor=producer(package("python-calamine")),
        page_starts=tuple(starts) if len(starts) > 1 else (),
        doubts=(*doubts, Doubt.MARKS_UNREAD) if marked else tuple(doubts),
    )


def _csv_of(sheet: CalamineSheet, most: int) -> str:
    """Return a sheet as CSV without its empty rows. Raises Unreadable for one too wide or too long."""
    width, height = sheet.total_width, sheet.total_height
    if width > _MOST_COLUMNS or width * height > _MOST_CELLS:
        raise Unreadable(Reason.WIDE)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    for row in _rows(sheet):
        writer.writerow(row)
        if lines.tell() > most:
            raise Unreadable(Reason.LONG)
    return lines.getvalue()


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    # A sheet without a cell has no rows to iterate over.
    if sheet.start is None:
        return
    for cells in sheet.iter_rows():
        row = [cell_text(value) for value in cells]
        if any(row):
            yield row


def cell_text(value: Any) -> str:
    """Return a cell as text: whole numbers without a point, midnight as its day."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
    return str(value).strip()
