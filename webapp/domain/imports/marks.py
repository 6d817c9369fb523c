"""Marks of the file of a list: read from its archived bytes, each put to the row or column that it is of."""

from dataclasses import replace
from pathlib import Path

from webapp.domain.imports.lists import ListTable
from webapp.domain.sources.extraction.file_kinds import SPREADSHEETS, FileKind
from webapp.domain.sources.extraction.messages import Unreadable
from webapp.domain.sources.extraction.sheet_marks import SheetMark, archived_marks
from webapp.models import SourceVersion
from webapp.vocab.imports import MarkKind
from webapp.vocab.words import N_

_OF_OTHER_KINDS = N_(
    "Marks can be read in .xlsx alone. Look in the file for hidden rows and columns, merged, struck-out and"
    " commented cells."
)
_UNREAD = N_("The marks of this file could not be read. Look in it for hidden and for struck-out rows.")


def marked_table(version: SourceVersion, table: ListTable, folder: Path) -> ListTable:
    """Return the table of a version's text with the marks of its file, or why they are not known."""
    if version.media_type not in SPREADSHEETS:
        return table
    if version.media_type != FileKind.XLSX:
        return replace(table, marks_unread=_OF_OTHER_KINDS)
    try:
        marks = archived_marks(folder, version.bytes_sha256 or "")
    except (Unreadable, ValueError):
        return replace(table, marks_unread=_UNREAD)
    return with_marks(table, marks)


def with_marks(table: ListTable, marks: list[SheetMark]) -> ListTable:
    """Return a table whose rows have their marks."""
    of_rows: dict[int, list[SheetMark]] = {}
    for mark in marks:
        if mark.column < table.width:
            of_rows.setdefault(mark.row, []).append(mark)
    hidden = {mark.column for mark in marks if mark.kind is MarkKind.HIDDEN_COLUMN}
    if not of_rows:
        return replace(table, hidden_columns=frozenset(hidden))
    rows = [
        replace(row, marks=tuple(of_rows[row.number])) if row.number in of_rows else row for row in table.rows
    ]
    return replace(table, rows=rows, hidden_columns=frozenset(hidden))
