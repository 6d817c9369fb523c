"""Reading a file in a process of its own, which may die without harm and knows no secret of ours."""

import json
from dataclasses import asdict
from subprocess import Popen
from threading import BoundedSemaphore
from typing import Any

from webapp.domain.sources.extraction.confinement.child import answer_of, started
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.messages import (
    AS_FOUND_OUT,
    MEGABYTE,
    Doubt,
    FileText,
    Limits,
    MarksOrder,
    PageImageOrder,
    ReadingChoice,
    Reason,
    Unreadable,
)

_INSIDE = "webapp.domain.sources.extraction.inside_sandbox"
# A letter may become six bytes of JSON, a page twelve.
_INFLATED = 6
# Uploads wait for one another, so that together they take no more memory than this many; and so do images,
# apart from them, for everybody may look at pages.
_UPLOADS = BoundedSemaphore(2)
_AT_ONCE = {ReadingChoice: _UPLOADS, MarksOrder: _UPLOADS, PageImageOrder: BoundedSemaphore(2)}
_PNG = b"\x89PNG\r\n"


def read_apart(data: bytes, limits: Limits, choice: ReadingChoice = AS_FOUND_OUT) -> FileText:
    """Return what a child process finds in a file. Raises Unreadable, whatever becomes of the process."""
    return _understood(answer_apart(data, limits, choice))


def image_apart(data: bytes, limits: Limits, order: PageImageOrder) -> bytes:
    """Return the image of a page, a PNG that a child process draws. Raises Unreadable."""
    answer = answer_apart(data, limits, order)
    if not answer.startswith(_PNG):
        _understood(answer)
        raise Unreadable(Reason.BROKE_OFF)
    return answer


def count_apart(data: bytes, limits: Limits) -> int:
    """Return how many pages a PDF or a picture has. Raises Unreadable."""
    answer = answer_apart(data, limits, PageImageOrder(None))
    try:
        return int(json.loads(answer)["pages"])
    except (KeyError, TypeError, ValueError) as error:
        _understood(answer)
        raise Unreadable(Reason.BROKE_OFF) from error


def answer_apart(data: bytes, limits: Limits, order: ReadingChoice | MarksOrder | PageImageOrder) -> bytes:
    """Return what a child process answers about a file. Raises Unreadable.

    The child starts with none of our environment, working folder or open files, takes the bytes by a pipe
    and limits itself before it looks at them; when its time is up it is killed.
    """
    if not data:
        raise Unreadable(Reason.EMPTY)
    if len(data) > limits.file:
        raise Unreadable(Reason.LARGE)
    if not _AT_ONCE[type(order)].acquire(timeout=limits.seconds):
        raise Unreadable(Reason.BUSY)
    try:
        return _answer(data, limits, order)
    finally:
        _AT_ONCE[type(order)].release()


def _answer(data: bytes, limits: Limits, order: ReadingChoice | MarksOrder | PageImageOrder) -> bytes:
    most = limits.image if isinstance(order, PageImageOrder) else limits.table * _INFLATED + MEGABYTE
    return answer_of(_started(limits, order), data, seconds=limits.seconds, most=most)


def _started(limits: Limits, order: ReadingChoice | MarksOrder | PageImageOrder) -> Popen[bytes]:
    return started(_INSIDE, *(json.dumps(asdict(part)) for part in (limits, order)))


def _understood(answer: bytes) -> FileText:
    """Return an answer as what was found; it is believed as little as the file. Raises Unreadable."""
    try:
        fields = json.loads(answer)
        if "reason" in fields:
            raise Unreadable(Reason(fields["reason"]))
        return FileText(
            text=_string(fields["text"]),
            media_type=FileKind(fields["media_type"]),
            extractor=_string(fields["extractor"]),
            page_starts=_inside(fields["text"], tuple(map(int, fields["page_starts"]))),
            title=_maybe(fields["title"]),
            date=_maybe(fields["date"]),
            language=_maybe(fields["language"]),
            url=_maybe(fields["url"]),
            doubts=tuple(map(Doubt, fields["doubts"])),
            encodings=tuple((_string(name), _string(words)) for name, words in fields["encodings"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Unreadable(Reason.BROKE_OFF) from error


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _inside(text: str, starts: tuple[int, ...]) -> tuple[int, ...]:
    if any(later < start for start, later in zip((0, *starts), (*starts, len(text)), strict=True)):
        raise ValueError
    return starts


def _maybe(value: Any) -> str | None:
    return None if value is None else _string(value)
