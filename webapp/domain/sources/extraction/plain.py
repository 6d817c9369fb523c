"""The text of a plain text file: decoded, and otherwise as it is."""

from webapp.domain.sources.extraction.decoding import decode, likely_encodings
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.messages import FileText, Limits
from webapp.domain.sources.extraction.producer import producer
from webapp.domain.sources.extraction.text_builder import storable


def read(data: bytes, limits: Limits, *, chosen: str | None = None) -> FileText:
    """Return a plain text. Raises Unreadable for bytes that are no text in any encoding."""
    decoded, encoding, doubts = decode(data, chosen=chosen)
    text, lost = storable(decoded)
    by_hand = ", chosen by hand" if chosen else ""
    return FileText(
        text=text,
        media_type=FileKind.TEXT,
        extractor=producer(f"{encoding}{by_hand}"),
        doubts=doubts + lost,
        encodings=likely_encodings(data) if chosen or doubts or encoding != "utf-8" else (),
    )
