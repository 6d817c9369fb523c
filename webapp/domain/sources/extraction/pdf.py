"""The text of a PDF, page by page, as its producer meant it to be copied."""

import io
from dataclasses import dataclass, field

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError

from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.legibility import is_poor
from webapp.domain.sources.extraction.messages import Doubt, FileText, Limits, Reason, Unreadable
from webapp.domain.sources.extraction.pdf_marks import page_text
from webapp.domain.sources.extraction.producer import package, producer
from webapp.domain.sources.extraction.text_builder import storable

_BETWEEN = "\n\n"
_TAIL = 2048


def read(data: bytes, limits: Limits) -> FileText:
    """Return the text of a PDF (ISO 32000) with the place at which each page begins. Raises Unreadable.

    A page is as pypdf gives it, with raised figures set apart; neither lines nor hyphenated words are joined.
    A blank line stands between pages; a page without text begins where the next one does. No script, form or
    attachment is looked at.
    """
    ending = _missing_end(data)
    reader = _opened(data + ending)
    pages = _Pages(limits.text, doubts={Doubt.REPAIRED} if ending else set())
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
    except DependencyError as error:
        raise Unreadable(Reason.LOCKED) from error
    except LimitReachedError as error:
        raise Unreadable(Reason.BOMB) from error
    except Exception as error:
        raise Unreadable(Reason.DAMAGED) from error
    return reader


@dataclass
class _Pages:
    """The pages so far."""

    limit: int
    starts: list[int] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)
    _texts: list[str] = field(default_factory=list)
    _length: int = 0
    _damaged: int = 0

    def add(self, page: PageObject) -> None:
        """Add the text of the next page. Raises Unreadable where there is too much."""
        try:
            text, lost = storable(page_text(page))
        except (DependencyError, MemoryError):
            raise
        except Exception:
            text, lost = "", (Doubt.PAGES_DAMAGED,)
            self._damaged += 1
        text = text.strip("\n")
        self.doubts.update(lost)
        self.starts.append(self._length)
        if text.strip():
            self._texts.append(text)
            self._length += len(text) + len(_BETWEEN)
        elif not lost and _has_picture(page):
            self.doubts.add(Doubt.PAGES_BARE)
        if self._length > self.limit:
            raise Unreadable(Reason.LONG)

    def found(self, reader: PdfReader) -> FileText:
        """Return what the pages say together. Raises Unreadable where they say nothing."""
        text = _BETWEEN.join(self._texts)
        if not text:
            raise Unreadable(Reason.DAMAGED if self._damaged else Reason.SCAN)
        if is_poor(text):
            self.doubts.add(Doubt.POOR)
        title, language = _facts(reader)
        return FileText(
            text=text,
            media_type=FileKind.PDF,
            extractor=producer(package("pypdf")),
            page_starts=tuple(min(start, len(text)) for start in self.starts),
            title=title,
            language=language,
            doubts=tuple(sorted(self.doubts)),
        )


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
