"""The text of a plain text file: decoded, and otherwise as it is."""

from webapp.domain.sources.extraction.decoding import decode
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.messages import FileText, Limits
from webapp.domain.sources.extraction.producer import producer
from webapp.domain.sources.extraction.text_builder import storable


def read(data: bytes, limits: Limits) -> FileText:
    """Return a plain text. Raises Unreadable for bytes that are no text in any encoding."""
    decoded, encoding, doubts = decode(data)
    text, lost = storable(decoded)
    return FileText(text=text, media_type=FileKind.TEXT, extractor=producer(encoding), doubts=doubts + lost)
