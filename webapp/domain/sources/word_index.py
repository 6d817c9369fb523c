"""The words of archived texts, kept beside them, so that search and spotting look them up in an index."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.orm import Session

from webapp.domain.text.scripts.unspaced import letter_groups
from webapp.domain.text.words import has_broken_words, words
from webapp.models import SourceVersion, SourceWord

_ROWS_AT_ONCE = 5_000
_TEXTS_AT_ONCE = 200


def index(session: Session, version: SourceVersion) -> None:
    """Write the words of a version's text anew; a version that is cited and not archived has none."""
    session.flush()
    _index(session, version.id, version.text)


def rows_of(version_id: UUID, text: str | None) -> list[dict[str, Any]]:
    """Return the rows that hold the words of a version's text."""
    return [{"word": word, "source_version_id": version_id} for word in sorted(found_in(text or ""))]


def found_in(text: str) -> set[str]:
    """Return the folded words under which a text is found.

    Of names also what is left without a case ending, so that `Həsənlinin` is found as `Həsənli`; words broken
    at the end of a line also whole; single letters and digits are left out. Of writings that part no words
    the groups of letters that stand together are there too.
    """
    found: set[str] = set()
    for word in chain(words(text), words(text, whole=True) if has_broken_words(text) else ()):
        found.add(word.folded)
        found.update(word.stems)
    return {word for word in found if len(word) > 1} | letter_groups(text)


def rebuild(session: Session) -> Iterator[int]:
    """Write the words of all texts anew, and yield 1 after each text."""
    session.execute(delete(SourceWord), execution_options={"synchronize_session": False})
    for version_id in texts(session):
        _index(session, version_id, text_of(session, version_id))
        yield 1


def texts(session: Session) -> Iterator[UUID]:
    """Yield the ids of the versions whose text is archived."""
    query = select(SourceVersion.id).where(SourceVersion.text.is_not(None)).order_by(SourceVersion.id)
    ids = session.scalars(query.limit(_TEXTS_AT_ONCE)).all()
    while ids:
        yield from ids
        ids = session.scalars(query.where(SourceVersion.id > ids[-1]).limit(_TEXTS_AT_ONCE)).all()


def text_of(session: Session, version_id: UUID) -> str | None:
    """Return the text of one version, without keeping it in the session."""
    return session.scalar(select(SourceVersion.text).where(SourceVersion.id == version_id))


def count(session: Session) -> int:
    """Return how many texts are archived."""
    query = select(func.count()).select_from(SourceVersion).where(SourceVersion.text.is_not(None))
    return session.scalar(query) or 0


def missing(session: Session) -> bool:
    """Tell whether there are texts and yet not one word, as after the migration that made the table."""
    texts_there = session.scalar(select(exists().where(SourceVersion.text.is_not(None))))
    return bool(texts_there) and not session.scalar(select(exists().where(SourceWord.word != "")))


def _index(session: Session, version_id: UUID, text: str | None) -> None:
    session.execute(
        delete(SourceWord).where(SourceWord.source_version_id == version_id),
        execution_options={"synchronize_session": False},
    )
    rows = rows_of(version_id, text)
    for place in range(0, len(rows), _ROWS_AT_ONCE):
        session.execute(insert(SourceWord), rows[place : place + _ROWS_AT_ONCE])
