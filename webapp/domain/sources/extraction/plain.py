"""The text of a plain text file: decoded, and otherwise as it is."""

from webapp.domain.sources.extraction.decoding import decode
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.messages import Found, Limits
from webapp.domain.sources.extraction.producer import producer
from webapp.domain.sources.extraction.text_builder import storable


def read(data: bytes, limits: Limits) -> Found:
    """Return a plain text. Raises Unreadable for bytes that are no text in any encoding."""
    said, encoding, doubts = decode(data)
    text, lost = storable(said)
    return Found(text=text, media_type=FileKind.TEXT, extractor=producer(encoding), doubts=doubts + lost)
