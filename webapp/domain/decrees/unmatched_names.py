"""Names in a text that are nobody of ours: kept with its source until somebody of that name rests on it."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from webapp.domain.decrees.rows import DecreeRow
from webapp.domain.sources.passages import fix_passage
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.quote_location import Span
from webapp.models import Citation, Claim, Passage, PersonName, Source, SourceVersion, UnmatchedName
from webapp.vocab.claims import ClaimState
from webapp.vocab.decrees import NameOutcome


def names_to_keep(session: Session, version: SourceVersion, rows: Iterable[DecreeRow]) -> list[DecreeRow]:
    """Return the names that the text prints, that are nobody of ours, and are not kept yet."""
    query = select(UnmatchedName).join(UnmatchedName.passage).options(contains_eager(UnmatchedName.passage))
    known = session.scalars(query.where(Passage.source_version_id == version.id))
    kept = {(row.text, Span(row.passage.start, row.passage.end)) for row in known}
    nobody = (row for row in rows if row.outcome is NameOutcome.NOBODY and row.name.passage)
    return [row for row in nobody if (row.name.text, row.name.passage) not in kept]


def keep_names(session: Session, version: SourceVersion, rows: Iterable[DecreeRow]) -> None:
    """Keep the names of rows, each with the words about it."""
    for row in rows:
        assert row.name.passage is not None
        passage = fix_passage(session, version, row.name.passage)
        session.add(UnmatchedName(passage=passage, text=row.name.text))
    session.flush()


def unmatched_names(session: Session, source: Source) -> list[UnmatchedName]:
    """Return the names kept with a source whose bearer is still nobody of ours, in the order of the text.

    A name is matched once something that the source says is recorded of somebody who is called so.
    """
    # SQLite knows nothing of an empty table, and would look through all passages of a list for its rows.
    if session.scalar(select(UnmatchedName.id).limit(1)) is None:
        return []
    query = select(UnmatchedName).join(UnmatchedName.passage).join(Passage.source_version)
    query = query.where(SourceVersion.source_id == source.id)
    query = query.options(contains_eager(UnmatchedName.passage).contains_eager(Passage.source_version))
    kept = session.scalars(query.order_by(SourceVersion.number, Passage.start, UnmatchedName.id)).all()
    known = _names_resting_on(session, source) if kept else set()
    return [row for row in kept if _words(row.text) not in known]


def _names_resting_on(session: Session, source: Source) -> set[frozenset[str]]:
    """Return the words of every name of people of whom something rests on a source."""
    people = (
        select(Claim.person_id)
        .join(Citation, Citation.claim_id == Claim.id)
        .join(Citation.passage)
        .join(Passage.source_version)
        .where(SourceVersion.source_id == source.id, Claim.state != ClaimState.WITHDRAWN)
    )
    names = select(PersonName.text).where(
        PersonName.person_id.in_(people), PersonName.state != ClaimState.WITHDRAWN
    )
    return {_words(text) for text in session.scalars(names)}


def _words(name: str) -> frozenset[str]:
    return frozenset(name_tokens(name).tokens)
