"""Marks of a workbook that are no text: hidden rows and columns, merged, struck-out and commented cells."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from webapp.domain.sources import archive
from webapp.domain.sources.extraction.messages import Limits, MarksOrder, Reason, Unreadable
from webapp.domain.sources.extraction.sandbox import answer_apart
from webapp.vocab.imports import MarkKind


@dataclass(frozen=True)
class SheetMark:
    """A mark of a cell, a row or a column, by its place among the records of the text.

    Records are counted from 1, those without any text left out, and columns from 0; `row` is 0 for a column.
    `text` is the comment, or what a struck-out cell holds; `first_row` is where a merged cell begins.
    """

    kind: MarkKind
    row: int
    column: int
    text: str = ""
    first_row: int = 0


def marks_apart(data: bytes, limits: Limits) -> list[SheetMark]:
    """Return the marks that a child process finds in an .xlsx. Raises Unreadable."""
    answer = answer_apart(data, limits, MarksOrder())
    try:
        fields = json.loads(answer)
        if isinstance(fields, dict):
            raise Unreadable(Reason(fields["reason"]))
        return [
            SheetMark(MarkKind(kind), int(row), int(column), str(text), int(first_row))
            for kind, row, column, text, first_row in fields
        ]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Unreadable(Reason.BROKE_OFF) from error


def archived_marks(folder: Path, sha256: str) -> list[SheetMark]:
    """Return the marks of an archived .xlsx. Raises Unreadable."""
    marks = _archived_marks(folder, sha256)
    if isinstance(marks, Reason):
        raise Unreadable(marks)
    return marks


@lru_cache(maxsize=8)
def _archived_marks(folder: Path, sha256: str) -> list[SheetMark] | Reason:
    """Return the marks, or why there are none: the file never changes, and may take long to be refused."""
    data = archive.read(folder, sha256)
    if data is None:
        return Reason.DAMAGED
    try:
        return marks_apart(data, Limits())
    except Unreadable as error:
        if error.reason is Reason.BUSY:
            raise
        return error.reason
