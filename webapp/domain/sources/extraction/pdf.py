"""The text of a PDF, page by page, as its producer meant it to be copied."""

import io
import re
from dataclasses import dataclass, field

import pypdfium2
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError

from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.legibility import is_poor
from webapp.domain.sources.extraction.messages import (
    Doubt,
    FileText,
    Limits,
    PageReader,
    Reason,
    Unreadable,
)
from webapp.domain.sources.extraction.pdf_pages.columns import reads_across_columns
from webapp.domain.sources.extraction.pdf_pages.lines import Line, page_lines
from webapp.domain.sources.extraction.pdf_pages.marks import page_text
from webapp.domain.sources.extraction.pdf_pages.right_to_left import (
    holds_right_to_left,
    holds_stray_letters,
    line_as_read,
    plain_letters,
)
from webapp.domain.sources.extraction.pdf_pages.scanned import is_picture, may_be_stamp
from webapp.domain.sources.extraction.pdf_pages.soft_hyphens import draws_soft_hyphens, without_drawn_spaces
from webapp.domain.sources.extraction.pdf_pages.struck_words import struck_words, without
from webapp.domain.sources.extraction.pdf_pages.tables import table_text
from webapp.domain.sources.extraction.producer import package, producer
from webapp.domain.sources.extraction.text_builder import storable

_BETWEEN = "\n\n"
# Some programs draw the hyphen of a broken word as a piece of its own.
_LOOSE_HYPHEN = re.compile(r"(?<=[^\W\d_]) ([‐\u00ad])(?=\n[^\W\d_])")
_TAIL = 2048
# Bullets of the fonts Symbol and Wingdings, which have no letters of Unicode, as those that people know.
_BULLETS = str.maketrans(
    "\uf0b7\uf0a7\uf0a8\uf06c\uf06e\uf06f\uf071\uf076\uf0d8\uf0fc\uf0e0\uf02d", "•▪▫●■□❑❖➢✓→-"
)
# On how many pages columns are looked for, at the most: it takes its time.
_LOOKED_AT = 50
# The share of a page's letters that may be missing, and is said to be, rather than all its numbers reversed.
_MAY_LACK = 0.02


def read(data: bytes, limits: Limits, *, page_reader: PageReader | None = None) -> FileText:
    """Return the text of a PDF (ISO 32000) with the place at which each page begins. Raises Unreadable.

    Where no `page_reader` was chosen, a page is as pypdf gives it, with raised figures set apart, or, in
    right-to-left writing and where it holds a table, as pdfium finds its letters in place; neither lines nor
    hyphenated words are joined, but for the rows of a table. A blank line stands between pages; a page
    without text begins where the next one does. No script, form or attachment is looked at.
    """
    ending = _missing_end(data)
    reader = _opened(data + ending)
    doubts = {Doubt.REPAIRED} if ending else set()
    pages = _Pages(data + ending, limits.text, page_reader, doubts=doubts)
    try:
        if len(reader.pages) > limits.pages:
            raise Unreadable(Reason.MANY_PAGES)
        for page in reader.pages:
            pages.add(page)
    except (Unreadable, MemoryError):
        raise
    except DependencyError as error:
        # Encrypted in a way that takes a library of its own to undo.
        raise Unreadable(Reason.LOCKED) from error
    # Of damaged bytes a parser may raise anything at all.
    except Exception as error:
        raise Unreadable(Reason.DAMAGED) from error
    return pages.found(reader)


def _missing_end(data: bytes) -> bytes:
    """Return what a file lacks at its end so that its objects are looked for; nothing where it is whole."""
    tail = data[-_TAIL:]
    if b"%%EOF" in tail:
        return b""
    return b"\n%%EOF" if b"startxref" in tail else b"\nstartxref\n0\n%%EOF"


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        # Many a PDF is encrypted only so that it is not changed: everybody opens it without a password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Reason.LOCKED)
    except (Unreadable, MemoryError):
        raise
    except (DependencyError, NotImplementedError) as error:
        # Encrypted in a way that takes a library of its own to undo, or by a certificate.
        raise Unreadable(Reason.LOCKED) from error
    except LimitReachedError as error:
        raise Unreadable(Reason.BOMB) from error
    except Exception as error:
        raise Unreadable(Reason.DAMAGED) from error
    return reader


@dataclass
class _Pages:
    """The pages so far."""

    data: bytes
    limit: int
    page_reader: PageReader | None = None
    starts: list[int] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)
    _texts: list[str] = field(default_factory=list)
    _length: int = 0
    _damaged: int = 0
    _document: pypdfium2.PdfDocument | None = None
    # Whether pages were read by pdfium.
    _ordered: bool = False
    _columns_looked_for: int = 0
    # Whether a page has more text than what is printed over the picture of one.
    _has_text: bool = False

    def add(self, page: PageObject) -> None:
        """Add the text of the next page. Raises Unreadable where there is too much."""
        try:
            text, lost = storable(self._text(page))
        except (DependencyError, MemoryError):
            raise
        except Exception:
            text, lost = "", (Doubt.PAGES_DAMAGED,)
            self._damaged += 1
        text = self._without_struck_words(text)
        text = text.translate(_BULLETS)
        text = _LOOSE_HYPHEN.sub(r"\1", text).strip("\n")
        self.doubts.update(lost)
        self.starts.append(self._length)
        if text.strip():
            self._texts.append(text)
            self._length += len(text) + len(_BETWEEN)
        if not lost and (self._is_stamped(text) if text.strip() else _has_picture(page)):
            self.doubts.add(Doubt.PAGES_BARE)
        elif text.strip():
            self._has_text = True
        if self._length > self.limit:
            raise Unreadable(Reason.LONG)

    def _text(self, page: PageObject) -> str:
        text, side_by_side = page_text(page)
        if self.page_reader == PageReader.PDFIUM:
            self._ordered = True
            return "\n".join(map(line_as_read, self._lines()))
        if self.page_reader == PageReader.PYPDF:
            return plain_letters(text)
        if holds_right_to_left(text):
            return self._in_reading_order(text)
        if draws_soft_hyphens(page):
            text = without_drawn_spaces(text, self._text_by_pdfium())
        if side_by_side and self._columns_looked_for < _LOOKED_AT and Doubt.COLUMNS not in self.doubts:
            self._columns_looked_for += 1
            lines = self._lines()
            if reads_across_columns(lines):
                self.doubts.add(Doubt.COLUMNS)
            elif rows := table_text(lines, text):
                self._ordered = True
                return rows
        return text

    def _in_reading_order(self, text: str) -> str:
        lines = self._lines()
        ordered = "\n".join(map(line_as_read, lines))
        text = plain_letters(text)
        lost = _letters(text) - _letters(ordered) - sum(line.repetitions for line in lines)
        # A word in the wrong place can be seen, a lost one cannot.
        if lost > _MAY_LACK * _letters(text):
            self.doubts.add(Doubt.DISORDERED)
            return text
        if lost > 0 or holds_stray_letters(ordered):
            self.doubts.add(Doubt.LETTERS_LOST)
        self._ordered = True
        return ordered

    def _without_struck_words(self, text: str) -> str:
        try:
            self._document = self._document or pypdfium2.PdfDocument(self.data)
            struck = struck_words(self._document, len(self.starts))
        except pypdfium2.PdfiumError:
            return text
        text, all_left_out = without(text, struck)
        if struck:
            self.doubts.add(Doubt.STRUCK if all_left_out else Doubt.STRUCK_KEPT)
        return text

    def _text_by_pdfium(self) -> str:
        """Return the text of the page that was begun last, as pdfium gives it; empty where it cannot."""
        try:
            self._document = self._document or pypdfium2.PdfDocument(self.data)
            return str(self._document[len(self.starts)].get_textpage().get_text_range())
        except pypdfium2.PdfiumError:
            return ""

    def _is_stamped(self, text: str) -> bool:
        """Tell whether the page that was begun last is the picture of one, with a few words over it."""
        if self.page_reader is not None or not may_be_stamp(text):
            return False
        try:
            self._document = self._document or pypdfium2.PdfDocument(self.data)
            return is_picture(self._document, len(self.starts) - 1)
        except pypdfium2.PdfiumError:
            return False

    def _lines(self) -> list[Line]:
        """Return the lines of the page that was begun last, none where pdfium cannot read it."""
        try:
            self._document = self._document or pypdfium2.PdfDocument(self.data)
            return page_lines(self._document, len(self.starts))
        except pypdfium2.PdfiumError:
            return []

    def found(self, reader: PdfReader) -> FileText:
        """Return what the pages say together. Raises Unreadable where they say nothing."""
        text = _BETWEEN.join(self._texts)
        if not text:
            raise Unreadable(Reason.DAMAGED if self._damaged else Reason.SCAN)
        if not self._has_text and Doubt.PAGES_BARE in self.doubts:
            self.doubts.add(Doubt.SCANNED)
        elif is_poor(text):
            self.doubts.add(Doubt.POOR)
        title, language = _facts(reader)
        readers = (package("pypdf"), *([package("pypdfium2")] if self._ordered else ()))
        if self.page_reader is not None:
            readers = (f"{package('pypdfium2' if self._ordered else 'pypdf')}, chosen by hand",)
        return FileText(
            text=text,
            media_type=FileKind.PDF,
            extractor=producer(" and ".join(readers)),
            page_starts=tuple(min(start, len(text)) for start in self.starts),
            title=title,
            language=language,
            doubts=tuple(sorted(self.doubts)),
        )


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _has_picture(page: PageObject) -> bool:
    try:
        return bool(page.images.keys())
    except MemoryError:
        raise
    except Exception:
        return False


def _facts(reader: PdfReader) -> tuple[str | None, str | None]:
    """Return the title and the language that the document names. The days in it are those of the file."""
    try:
        title = reader.metadata.title if reader.metadata else None
        language = reader.root_object.get("/Lang")
    except MemoryError:
        raise
    except Exception:
        return None, None
    return (str(title) if title else None), (str(language) if language else None)
