"""Cited passages held against a new version of their source: what was found, and what still waits."""

from collections import defaultdict
from collections.abc import Sequence, Set
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload, undefer

from webapp.domain.batches import batches
from webapp.domain.sources.new_version.reanchoring import Reanchoring
from webapp.domain.text.quote_location import Span
from webapp.models import (
    Account,
    Citation,
    Claim,
    Comparison,
    Passage,
    PersonName,
    Revision,
    Source,
    SourceVersion,
)
from webapp.vocab.accounts import Action
from webapp.vocab.claims import ClaimState
from webapp.vocab.comparisons import Decision


class Waiting(NamedTuple):
    """A version, and how many passages of older ones wait for a decision on it."""

    version: SourceVersion
    number: int


class Decided(NamedTuple):
    """Who decided, when and why."""

    by: str
    at: datetime
    reason: str


def compare(session: Session, version: SourceVersion) -> list[Comparison]:
    """Hold every passage of older versions of this source on which a live claim rests against a version.

    A passage that was moved on before is represented by the one it was moved to. Passages of a version whose
    text is not archived cannot be compared, and what was compared before is not compared again. Nothing
    moves: that takes a decision.
    """
    if version.text is None:
        return []
    query = _cited_before(version).where(SourceVersion.text.is_not(None))
    query = query.order_by(SourceVersion.number, Passage.start, Passage.end)
    cited = session.scalars(query.options(selectinload(Passage.source_version))).all()
    found = []
    about = _people_about(session, cited)
    spellings = _spellings(session, {person for people in about.values() for person in people})
    for older, passages in groupby(cited, key=lambda passage: passage.source_version):
        reanchoring = Reanchoring(older.text or "", version.text, spellings)
        for passage in passages:
            carried = reanchoring.carry(Span(passage.start, passage.end), about[passage.id])
            start, end = carried.span or (None, None)
            found.append(
                Comparison(
                    passage=passage, source_version=version, verdict=carried.verdict, start=start, end=end
                )
            )
    session.add_all(found)
    session.flush()
    return found


def _people_about(session: Session, cited: Sequence[Passage]) -> dict[UUID, set[UUID]]:
    """Return for each passage the people of whom a claim rests on it."""
    about = {passage.id: set[UUID]() for passage in cited}
    query = select(Citation.passage_id, Claim.person_id).join(Citation.claim)
    query = query.where(Claim.state != ClaimState.WITHDRAWN)
    for few in batches(about):
        for passage_id, person_id in session.execute(query.where(Citation.passage_id.in_(few))):
            about[passage_id].add(person_id)
    return about


def _spellings(session: Session, people: Set[UUID]) -> dict[UUID, list[str]]:
    """Return the names of people, in every recorded spelling."""
    names: dict[UUID, list[str]] = defaultdict(list)
    query = select(PersonName.person_id, PersonName.text).where(PersonName.state != ClaimState.WITHDRAWN)
    for few in batches(people):
        for person_id, text in session.execute(query.where(PersonName.person_id.in_(few))):
            names[person_id].append(text)
    return names


def comparisons(session: Session, version: SourceVersion) -> list[Comparison]:
    """Return what was compared with a version, in the order of the older texts, which are loaded."""
    query = (
        select(Comparison)
        .join(Comparison.passage)
        .join(Passage.source_version)
        .where(Comparison.source_version_id == version.id)
        .order_by(SourceVersion.number.desc(), Passage.start, Passage.end)
        .options(
            contains_eager(Comparison.passage).contains_eager(Passage.source_version),
            joinedload(Comparison.new_passage),
        )
    )
    found = list(session.scalars(query))
    _load_texts(session, {row.passage.source_version_id for row in found} | {version.id})
    return found


def comparison(session: Session, comparison_id: UUID) -> Comparison | None:
    """Return one comparison."""
    return session.get(Comparison, comparison_id)


def waiting(session: Session, source: Source | None = None) -> list[Waiting]:
    """Return the versions on which passages wait for a decision, of one source or of all, newest first."""
    query = _versions_waiting()
    if source is not None:
        query = query.where(SourceVersion.source_id == source.id)
    return [Waiting(version, number) for version, number in session.execute(query)]


@cache
def _versions_waiting() -> Select[SourceVersion, int]:
    waiting = select(Comparison.source_version_id, func.count().label("number"))
    counted = waiting.where(undecided()).group_by(Comparison.source_version_id).subquery()
    return (
        select(SourceVersion, counted.c.number)
        .join(counted, counted.c.source_version_id == SourceVersion.id)
        .order_by(SourceVersion.retrieved_at.desc(), SourceVersion.number.desc())
        .options(selectinload(SourceVersion.source))
    )


def waiting_ids(session: Session, version: SourceVersion) -> set[UUID]:
    """Return the ids of the comparisons with a version that wait for a decision."""
    query = select(Comparison.id).where(Comparison.source_version_id == version.id, undecided())
    return set(session.scalars(query))


def decided_by(session: Session, rows: Sequence[Comparison]) -> dict[UUID, Decided]:
    """Return who decided on each of the given comparisons, when and why, by its id."""
    query = (
        select(Revision.row_id, Account.name, Revision.at, Revision.reason)
        .join(Account, Revision.by_id == Account.id)
        .where(Revision.row_id.in_([row.id for row in rows]), Revision.action == Action.CHANGED)
        .order_by(Revision.number)
    )
    return {row_id: Decided(by, at, reason) for row_id, by, at, reason in session.execute(query)}


def undecided() -> ColumnElement[bool]:
    """Return the condition that a comparison waits: nobody decided, something still rests on the passage.

    Where the passage was compared with a newer version too, the question is asked there.
    """
    own, newer, later = aliased(SourceVersion), aliased(SourceVersion), aliased(Comparison)
    overtaken = exists().where(
        later.passage_id == Comparison.passage_id,
        newer.id == later.source_version_id,
        own.id == Comparison.source_version_id,
        newer.number > own.number,
    )
    return and_(Comparison.decision.is_(None), ~overtaken, _rested_on(Comparison.passage_id))


def not_compared(session: Session, version: SourceVersion) -> int:
    """Return how many cited passages of older versions stand in no comparison: a text is not archived."""
    return session.scalar(select(func.count()).select_from(_cited_before(version).subquery())) or 0


def _cited_before(version: SourceVersion) -> Any:
    """Return the query of the passages of older versions that are still to be compared with a version."""
    compared = exists().where(
        Comparison.passage_id == Passage.id,
        or_(Comparison.source_version_id == version.id, Comparison.decision == Decision.MOVED),
    )
    return (
        select(Passage)
        .join(Passage.source_version)
        .where(
            SourceVersion.source_id == version.source_id,
            SourceVersion.number < version.number,
            _rested_on(Passage.id),
            ~compared,
        )
    )


def _rested_on(passage_id: Any) -> ColumnElement[bool]:
    return exists().where(
        Citation.passage_id == passage_id,
        Claim.id == Citation.claim_id,
        Claim.state != ClaimState.WITHDRAWN,
    )


def _load_texts(session: Session, versions: set[UUID]) -> None:
    # Once each: joined to every passage, a text would be sent as often as it is cited.
    query = select(SourceVersion).where(SourceVersion.id.in_(versions)).options(undefer(SourceVersion.text))
    session.scalars(query.execution_options(populate_existing=True)).all()
