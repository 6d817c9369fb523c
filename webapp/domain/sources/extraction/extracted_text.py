"""Reading files: from the bytes that somebody brings to a canonical text, its pages and its title."""

from dataclasses import dataclass

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.file_kinds import FileKind, longest_text, misnamed, plain_name
from webapp.domain.sources.extraction.guesses import guessed_day, guessed_title
from webapp.domain.sources.extraction.language import LANGUAGES, language_of, may_be_written
from webapp.domain.sources.extraction.messages import (
    AS_FOUND_OUT,
    MEGABYTE,
    Doubt,
    FileText,
    Limits,
    PageReader,
    ReadingChoice,
    Reason,
    Unreadable,
)
from webapp.domain.sources.extraction.sandbox import read_apart
from webapp.domain.sources.extraction.scans.reading import Scan, begun, found_in, read_on
from webapp.domain.sources.extraction.scans.tesseract import installed_languages
from webapp.domain.sources.extraction.stated_facts import (
    stated_address,
    stated_day,
    stated_language,
    stated_title,
)
from webapp.domain.text.canonical_text import canonical

LIMITS = Limits()
_LONG_TEXT = 200
# Seconds for which somebody waits for pages to be read by machine before being told how many were.
_PATIENCE = 15
_WITHOUT_OCR = {Reason.SCAN: Reason.SCAN_WITHOUT_OCR, Reason.PICTURE: Reason.PICTURE_WITHOUT_OCR}
FILE_LIMIT = LIMITS.file
"""The most bytes that a file has which is read."""


@dataclass(frozen=True)
class Extracted:
    """A text that was read, and what to show beside it for a person to confirm.

    `original` are the untouched bytes, `file_name` is that of the upload without its folders, None for a
    pasted text. `text` is canonical and not blank; `page_starts` counts its code points, one for each page,
    none for a document without pages; `date` is EDTF, `language` BCP 47, `url` http or https; `warnings` are
    messages to be translated; `encodings` are those that it may be in, each with the beginning of its
    letters; `scan` is how far a scan was read by machine, None for what was not.
    """

    original: bytes
    file_name: str | None
    text: str
    media_type: str
    page_starts: tuple[int, ...]
    extractor: str
    title: str | None
    date: str | None
    language: str | None
    url: str | None
    warnings: tuple[str, ...]
    encodings: tuple[tuple[str, str], ...] = ()
    scan: Scan | None = None


def extract(
    data: bytes,
    *,
    file_name: str | None,
    limits: Limits = LIMITS,
    choice: ReadingChoice = AS_FOUND_OUT,
    scans: bool = False,
) -> Extracted:
    """Return the text of a file: plain text, HTML, PDF or .docx, as its bytes tell, or read as was chosen.

    The bytes are read in another process, under limits of memory and time. Of `file_name` only the ending is
    looked at, to say where it contradicts. With `scans`, a scan or a picture is read by machine where that is
    installed: its first pages, as many as there is patience for. Raises Refused at field `file`.
    """
    try:
        found, scan = _found(data, limits, choice, scans)
    except Unreadable as why:
        raise _refused(why, limits) from why
    return _extracted(data, file_name, found, scan, limits)


def extract_on(data: bytes, *, file_name: str | None, scan: Scan, limits: Limits = LIMITS) -> Extracted:
    """Return the text of a scan with more of its pages read by machine. Raises Refused at field `file`."""
    try:
        further = read_on(data, scan, limits, seconds=_PATIENCE)
        found = found_in(data, further, limits)
    except Unreadable as why:
        raise _refused(why, limits) from why
    return _extracted(data, file_name, found, further, limits)


def _found(
    data: bytes, limits: Limits, choice: ReadingChoice, scans: bool
) -> tuple[FileText, Scan | None]:
    stamped: FileText | None = None
    if choice.page_reader is not PageReader.TESSERACT:
        try:
            found = read_apart(data, limits, choice)
            if not scans or Doubt.SCANNED not in found.doubts or not installed_languages():
                return found, None
            stamped = found
        except Unreadable as why:
            if why.reason in _WITHOUT_OCR and not installed_languages():
                raise Unreadable(_WITHOUT_OCR[why.reason]) from why
            if why.reason not in _WITHOUT_OCR or not scans:
                raise
    try:
        scan = read_on(data, begun(data, choice.languages, limits), limits, seconds=_PATIENCE)
        return found_in(data, scan, limits), scan
    except Unreadable:
        if stamped is None:
            raise
        return stamped, None


def _refused(why: Unreadable, limits: Limits) -> Refused:
    bounds = {"file": limits.file // MEGABYTE, "pages": limits.pages, "seconds": limits.seconds}
    return Refused("file", why.reason.message, **bounds, scanned=limits.scanned)


def _extracted(
    data: bytes, file_name: str | None, found: FileText, scan: Scan | None, limits: Limits
) -> Extracted:
    text = canonical("file", found.text, limit=longest_text(found, limits)).text
    name = plain_name(file_name)
    doubts = misnamed(FileKind(found.media_type), name) + found.doubts
    return Extracted(
        original=data,
        file_name=name,
        text=text,
        media_type=found.media_type,
        page_starts=found.page_starts,
        extractor=found.extractor,
        title=stated_title(found.title) or guessed_title(text),
        date=stated_day(found.date) or guessed_day(text),
        language=_language(stated_language(found.language), text),
        url=stated_address(found.url),
        warnings=tuple(doubt.message for doubt in doubts),
        encodings=found.encodings,
        scan=scan,
    )


def _language(stated: str | None, text: str) -> str | None:
    """Return the language that a file states, unless a long text is plainly in another that is known here."""
    own = language_of(text)
    if stated and not may_be_written(stated, text):
        # Many a program states the language of its user: English of a text in Arabic letters.
        return own
    if stated is None or own is None or len(text) < _LONG_TEXT:
        return stated or own
    # Of a language that is not known here, a neighbour's words speak: Belarusian is not taken for Russian.
    differs = stated.partition("-")[0] in LANGUAGES and stated.partition("-")[0] != own.partition("-")[0]
    return own if differs else stated


def read_pasted(text: str | None) -> Extracted:
    """Return a text that somebody pasted, in canonical form and without white space around it.

    Raises Refused at field `text`.
    """
    read = canonical("text", text, trim=True).text
    return Extracted(
        original=(text or "").encode("utf-8", "surrogatepass"),
        file_name=None,
        text=read,
        media_type=FileKind.TEXT,
        page_starts=(),
        extractor="pasted",
        title=guessed_title(read),
        date=guessed_day(read),
        language=language_of(read),
        url=None,
        warnings=(),
    )
