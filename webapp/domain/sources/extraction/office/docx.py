"""The text of a Word document: its paragraphs, tables and notes, with tracked changes taken as accepted."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pyexpat import EXPAT_VERSION

from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.messages import Doubt, FileText, Limits, Reason, Unreadable
from webapp.domain.sources.extraction.office.docx_parts import Part, Title, parse
from webapp.domain.sources.extraction.office.docx_styles import DocumentParts
from webapp.domain.sources.extraction.producer import producer
from webapp.domain.sources.extraction.text_builder import Flow, storable

_MAIN = "word/document.xml"
# In this order after the text itself; what stands on the edge of every page is no part of it.
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_CORE = "docProps/core.xml"
_CORE_LIMIT = 100_000
_MOST_MEMBERS = 10_000
_CHUNK = 1 << 16


def read(data: bytes, limits: Limits) -> FileText:
    """Return the text of a Word document (ECMA-376, WordprocessingML). Raises Unreadable.

    Insertions that are tracked are kept, deletions are not; cells of a table are separated by tabs; foot-
    notes and endnotes follow the text. Nothing is unpacked to a file, no part past its limit, and no
    document type declaration is accepted, so that there are no entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = _names(packed)
            flow = Flow(limits.text)
            doubts: set[Doubt] = set()
            beside = DocumentParts()
            for name, listener in ((_STYLES, beside.styles), (_NUMBERING, beside.numbering)):
                if name in names:
                    parse(_unpacked(packed, name, limits.unpacked), listener)
            for name in (_MAIN, *_NOTES):
                if name in names:
                    part = Part(flow, beside)
                    parse(_unpacked(packed, name, limits.unpacked), part)
                    doubts |= part.doubts
            title = Title()
            if _CORE in names:
                parse(_unpacked(packed, _CORE, _CORE_LIMIT), title)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    text, lost = storable(flow.text())
    return FileText(
        text=text,
        media_type=FileKind.DOCX,
        extractor=producer(EXPAT_VERSION.replace("_", " ")),
        title=title.text(),
        doubts=(*sorted(doubts), *lost),
    )


def _names(packed: zipfile.ZipFile) -> set[str]:
    """Return the names of what is packed. Raises Unreadable for what is no Word document, or is locked."""
    members = packed.infolist()
    if len(members) > _MOST_MEMBERS:
        raise Unreadable(Reason.BOMB)
    names = {member.filename for member in members}
    if _MAIN not in names:
        office = "[Content_Types].xml" in names or "mimetype" in names
        raise Unreadable(Reason.OFFICE if office else Reason.PACKED)
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable(Reason.LOCKED)
    return names


def _unpacked(packed: zipfile.ZipFile, name: str, limit: int) -> Iterator[bytes]:
    """Yield a member bit by bit, never more than the archive says there is. Raises Unreadable."""
    if packed.getinfo(name).file_size > limit:
        raise Unreadable(Reason.BOMB)
    with packed.open(name) as member:
        while chunk := member.read(_CHUNK):
            yield chunk
