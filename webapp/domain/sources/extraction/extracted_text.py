"""Reading files: from the bytes that somebody brings to a canonical text, its pages and its title."""

from dataclasses import dataclass

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.file_kinds import FileKind, misnamed, plain_name
from webapp.domain.sources.extraction.guesses import guessed_day, guessed_title
from webapp.domain.sources.extraction.language import LANGUAGES, language_of
from webapp.domain.sources.extraction.messages import (
    AS_FOUND_OUT,
    MEGABYTE,
    Limits,
    ReadingChoice,
    Unreadable,
)
from webapp.domain.sources.extraction.sandbox import read_apart
from webapp.domain.sources.extraction.stated_facts import (
    stated_address,
    stated_day,
    stated_language,
    stated_title,
)
from webapp.domain.text.canonical_text import canonical

LIMITS = Limits()
_LONG_TEXT = 400
FILE_LIMIT = LIMITS.file
"""The most bytes that a file has which is read."""


@dataclass(frozen=True)
class Extracted:
    """A text that was read, and what to show beside it for a person to confirm.

    `original` are the untouched bytes, `file_name` is that of the upload without its folders, None for a
    pasted text. `text` is canonical and not blank; `page_starts` counts its code points, one for each page,
    none for a document without pages; `date` is EDTF, `language` BCP 47, `url` http or https; `warnings` are
    messages to be translated; `encodings` are those that it may be in, each with the beginning of its
    letters.
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


def extract(
    data: bytes, *, file_name: str | None, limits: Limits = LIMITS, choice: ReadingChoice = AS_FOUND_OUT
) -> Extracted:
    """Return the text of a file: plain text, HTML, PDF or .docx, as its bytes tell, or read as was chosen.

    The bytes are read in another process, under limits of memory and time. Of `file_name` only the ending is
    looked at, to say where it contradicts. Raises Refused at field `file`.
    """
    try:
        found = read_apart(data, limits, choice)
    except Unreadable as why:
        bounds = {"file": limits.file // MEGABYTE, "pages": limits.pages, "seconds": limits.seconds}
        raise Refused("file", why.reason.message, **bounds) from why
    text = canonical("file", found.text).text
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
    )


def _language(stated: str | None, text: str) -> str | None:
    """Return the language that a file states, unless a long text is plainly in another that is known here."""
    own = language_of(text)
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
