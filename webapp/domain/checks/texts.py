"""Whether every archived text is the one that was hashed, and every quotation stands in it at its place."""

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.models import Passage, Source, SourceVersion


def text_faults(session: Session) -> Iterator[Fault]:
    """Yield every version with another text than was recorded, and every passage that differs from it."""
    version = (SourceVersion.id, SourceVersion.number, SourceVersion.text_sha256, SourceVersion.text_length)
    query = select(*version, Source.reference).join(SourceVersion.source)
    for row in rows(session, query.order_by(Source.reference, SourceVersion.number)):
        subject = f"source {row.reference} version {row.number}"
        text = session.scalar(select(SourceVersion.text).where(SourceVersion.id == row.id))
        if text is not None:
            yield from (Fault(subject, message) for message in _of_text(row, text))
        passages = select(Passage.__table__).where(Passage.source_version_id == row.id)
        for passage in rows(session, passages.order_by(Passage.start, Passage.id)):
            for message in _of_passage(passage, row.text_length, text):
                yield Fault(f"source {row.reference} passage {passage.id}", message)


def _of_text(version: Row[Any], text: str) -> Iterator[str]:
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != version.text_sha256:
        yield "the text has another SHA-256 than was recorded"
    if len(text) != version.text_length:
        yield f"the text is {len(text)} characters long, and {version.text_length} were recorded"
    if not unicodedata.is_normalized("NFC", text):
        yield "the text is not in NFC"
    if "\r" in text:
        yield "the text has line ends other than LF"


def _of_passage(passage: Row[Any], text_length: int, text: str | None) -> Iterator[str]:
    start, end = passage.start, passage.end
    if not 0 <= start < end <= text_length:
        yield f"it runs from {start} to {end} in a text of {text_length} characters"
    if len(passage.exact) != end - start:
        yield f"it quotes {len(passage.exact)} characters from {start} to {end}"
    if text is None:
        return
    if text[start:end] != passage.exact:
        yield f"the text has other words from {start} to {end}"
    elif not (text[:start].endswith(passage.prefix) and text[end:].startswith(passage.suffix)):
        yield "the text has other words around it"
