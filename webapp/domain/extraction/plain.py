"""The text of a plain text file: decoded, and otherwise as it is."""

from webapp.domain.extraction.decoding import decode
from webapp.domain.extraction.findings import Found, Limits
from webapp.domain.extraction.flow import storable
from webapp.domain.extraction.kinds import Kind
from webapp.domain.extraction.producer import producer


def read(data: bytes, limits: Limits) -> Found:
    """Return a plain text. Raises Unreadable for bytes that are no text in any encoding."""
    said, encoding, doubts = decode(data)
    text, lost = storable(said)
    return Found(text=text, media_type=Kind.TEXT, extractor=producer(encoding), doubts=doubts + lost)
