"""What rests on a source: its passages in the order of the text, each with the claims that it bears out."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, with_polymorphic

from webapp.domain.loading import referred
from webapp.domain.named import named
from webapp.domain.reading import Reader, may_see_source
from webapp.models import (
    Citation,
    Claim,
    Organization,
    OrganizationName,
    Passage,
    Person,
    PersonSummary,
    Source,
    SourceVersion,
)
from webapp.vocab.people import PublicationState


class Resting(NamedTuple):
    """A citation, the claim that rests on it, and the summary that names its person to the reader."""

    citation: Citation
    claim: Any
    name: PersonSummary | None


class Borne(NamedTuple):
    """A passage, the claims that rest on it, and the names of organizations that it prints."""

    passage: Passage
    claims: list[Resting]
    names: list[OrganizationName]


def resting_on(session: Session, source: Source, *, to: Reader) -> list[Borne]:
    """Return a source's passages on which something rests that this reader may see.

    Newest version first, then in the order of the text. How many queries it takes depends on no number of
    rows.
    """
    found: dict[UUID, Borne] = {}
    for resting in _resting(session, source, to):
        passage = resting.citation.passage
        found.setdefault(passage.id, Borne(passage, [], [])).claims.append(resting)
    for passage, name in _printed(session, source, to):
        found.setdefault(passage.id, Borne(passage, [], [])).names.append(name)
    return sorted(
        found.values(), key=lambda b: (-b.passage.source_version.number, b.passage.start, b.passage.end)
    )


def citation_counts(session: Session, *, to: Reader) -> dict[UUID, int]:
    """Return how many citations that this reader may open rest on each source, by its id."""
    query = named(_cited(select(Source.id), Claim), Claim, to=to).where(may_see_source(to))
    counted = query.with_only_columns(Source.id, func.count()).order_by(None).group_by(Source.id)
    return dict(session.execute(counted).all())


def _resting(session: Session, source: Source, to: Reader) -> list[Resting]:
    every = with_polymorphic(Claim, "*")
    query = named(_cited(select(Citation, every), every), every, to=to)
    query = query.where(Source.id == source.id, may_see_source(to)).options(
        contains_eager(Citation.passage)
        .contains_eager(Passage.source_version)
        .contains_eager(SourceVersion.source),
        contains_eager(every.person),
        *referred(every),
    )
    return [Resting(citation, claim, name) for citation, claim, name in session.execute(query)]


def _cited(query: Any, claim: Any) -> Any:
    return (
        query.select_from(Citation)
        .join(claim, Citation.claim_id == claim.id)
        .join(Person, claim.person_id == Person.id)
        .join(Passage, Citation.passage_id == Passage.id)
        .join(SourceVersion, Passage.source_version_id == SourceVersion.id)
        .join(Source, SourceVersion.source_id == Source.id)
    )


def _printed(session: Session, source: Source, to: Reader) -> list[tuple[Passage, OrganizationName]]:
    query = (
        select(Passage, OrganizationName)
        .join(OrganizationName, OrganizationName.passage_id == Passage.id)
        .join(OrganizationName.organization)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(Source.id == source.id, may_see_source(to), Organization.state != PublicationState.DRAFT)
        .order_by(OrganizationName.text, OrganizationName.id)
        .options(contains_eager(Passage.source_version), contains_eager(OrganizationName.organization))
    )
    return list(session.execute(query))
