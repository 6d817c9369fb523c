"""The process that reads one file: bytes in, JSON or an image out, and little else within its reach."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from webapp.domain.sources.extraction.confinement.kernel import confine
from webapp.domain.sources.extraction.file_kinds import FileKind, kind_of
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
    _limit(limits)
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
    if "number" not in order:
        return _as_json(asdict(_read(data, limits, ReadingChoice(**order))))
    from webapp.domain.sources.extraction.scans.page_image import page_image

    return page_image(data, PageImageOrder(**order))


def _as_json(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer).encode("ascii")


def _read(data: bytes, limits: Limits, choice: ReadingChoice) -> FileText:
    found = _reader(kind_of(data), choice)(data, limits)
    if not found.text.strip():
        raise Unreadable(Reason.BLANK)
    if len(found.text.encode()) > limits.text:
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
        case FileKind.TEXT:
            from webapp.domain.sources.extraction.plain import read as read_plain

            return partial(read_plain, chosen=choice.encoding)
    return read


def _limit(limits: Limits) -> None:
    """Give up what reading a file does not need: memory, time, longer files, processes, precedence."""
    try:
        import resource
    except ImportError:
        # Windows knows no such limits; there the parent's clock is the only one.
        return
    most = {
        "RLIMIT_AS": limits.memory,
        "RLIMIT_CPU": limits.processor,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, value in most.items():
        # Some systems know a limit and do not let it be set, or have a lower one set already.
        with suppress(AttributeError, ValueError, OSError):
            resource_id = getattr(resource, name)
            # A second more before the end that cannot be told from any other.
            resource.setrlimit(resource_id, (value, value + 1 if name == "RLIMIT_CPU" else value))
    with suppress(OSError):
        os.nice(10)
