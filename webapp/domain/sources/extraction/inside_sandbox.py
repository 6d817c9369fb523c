"""The process that reads one file: bytes in, JSON or an image out, and little else within its reach."""

import json
import mimetypes
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from webapp.domain.sources.extraction.confinement.kernel import confine
from webapp.domain.sources.extraction.confinement.resources import limit
from webapp.domain.sources.extraction.file_kinds import FileKind, kind_of, longest_text
from webapp.domain.sources.extraction.messages import (
    FileText,
    Limits,
    PageImageOrder,
    ReadingChoice,
    Reason,
    Unreadable,
)


def main() -> None:
    """Do the order, given with its limits as JSON, with the file on standard input, and answer."""
    limits, order = Limits(**json.loads(sys.argv[1])), json.loads(sys.argv[2])
    limit(limits)
    confine(Path(__file__).parents[3])
    try:
        answer = _done(sys.stdin.buffer.read(), limits, order)
    except Unreadable as why:
        answer = _as_json({"reason": why.reason})
    except MemoryError:
        answer = _as_json({"reason": Reason.HEAVY})
    except RecursionError:
        answer = _as_json({"reason": Reason.DEEP})
    sys.stdout.buffer.write(answer)


def _done(data: bytes, limits: Limits, order: dict[str, Any]) -> bytes:
    if "marks" in order:
        # Where they are installed openpyxl takes them in: threads, and XML by other rules.
        sys.modules |= {"numpy": None, "lxml": None}  # type: ignore[dict-item]
        # Files of the system, which are out of reach here.
        mimetypes.knownfiles.clear()
        from webapp.domain.sources.extraction.office.spreadsheet_marks import read_marks

        return _as_json(read_marks(data, limits))
    if "number" not in order:
        return _as_json(asdict(_read(data, limits, ReadingChoice(**order))))
    from webapp.domain.sources.extraction.scans.page_image import page_count, page_image

    image = PageImageOrder(**order)
    return _as_json({"pages": page_count(data)}) if image.number is None else page_image(data, image)


def _as_json(answer: Any) -> bytes:
    return json.dumps(answer).encode("ascii")


def _read(data: bytes, limits: Limits, choice: ReadingChoice) -> FileText:
    found = _reader(kind_of(data), choice)(data, limits)
    if not found.text.strip():
        raise Unreadable(Reason.BLANK)
    if len(found.text.encode()) > longest_text(found, limits):
        raise Unreadable(Reason.LONG)
    return found


def _reader(kind: FileKind, choice: ReadingChoice) -> Callable[[bytes, Limits], FileText]:
    """Return what reads a kind of file; only that is imported, since a process lives for one file."""
    match kind:
        case FileKind.PDF:
            from webapp.domain.sources.extraction.pdf import read as read_pdf

            return partial(read_pdf, page_reader=choice.page_reader)
        case FileKind.DOCX:
            from webapp.domain.sources.extraction.office.docx import read
        case FileKind.HTML:
            from webapp.domain.sources.extraction.html import read as read_html

            return partial(read_html, chosen=choice.encoding)
        case FileKind.XLSX | FileKind.ODS | FileKind.XLS:
            from webapp.domain.sources.extraction.office.spreadsheet import reader

            return reader(kind)
        case FileKind.MAIL:
            from webapp.domain.sources.extraction.mail import read as read_mail

            return partial(read_mail, chosen=choice.encoding)
        case FileKind.TEXT:
            from webapp.domain.sources.extraction.plain import read as read_plain

            return partial(read_plain, chosen=choice.encoding)
        case FileKind.PNG | FileKind.JPEG | FileKind.TIFF:
            raise Unreadable(Reason.PICTURE)
    return read
