"""Parts of long texts, by which the database holds a passage against its place without reading the whole."""

from typing import Any

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from webapp.models import PART_LENGTH, Base, SourcePart, SourceVersion

_PARTS = Base.metadata.tables[SourcePart.__tablename__]


def keep(session: Session, version: SourceVersion) -> None:
    """Write the parts of a version's text, unless they are there; a short text is its own part."""
    text = version.text
    if text is None or len(text) <= PART_LENGTH:
        return
    session.flush()
    if session.scalar(select(exists().where(SourcePart.source_version_id == version.id))):
        return
    session.execute(insert(_PARTS), rows_of(version))


def rows_of(version: SourceVersion) -> list[dict[str, Any]]:
    """Return the parts of a version's text as rows; a short text is its own part, and has none."""
    text = version.text or ""
    places = range(0, len(text), PART_LENGTH) if len(text) > PART_LENGTH else ()
    return [
        {"source_version_id": version.id, "number": number, "text": text[place : place + PART_LENGTH]}
        for number, place in enumerate(places)
    ]
