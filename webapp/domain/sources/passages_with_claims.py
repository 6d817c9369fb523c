"""What rests on a source: its passages in the order of the text, each with the claims that it bears out."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, union
from sqlalchemy.orm import Session, contains_eager, joinedload, selectin_polymorphic, selectinload

from webapp.domain.claims.by_person import with_names
from webapp.domain.claims.loading import load_referred
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import (
    Citation,
    Claim,
    CountingRule,
    OrganizationFact,
    OrganizationName,
    Passage,
    Person,
    PersonSummary,
    Source,
    SourceVersion,
)

# How many passages of a source a form offers.
OFFERED = 50
# What rests on passages and belongs to organizations.
_OF_ORGANIZATIONS: tuple[Any, ...] = (OrganizationName, OrganizationFact)


class CitedClaim(NamedTuple):
    """A citation, the claim that rests on it, and the summary that names its person to the reader."""

    citation: Citation
    claim: Any
    name: PersonSummary | None


class PassagePlace(NamedTuple):
    """Where a passage stands in a version of its source, in code points; a text may have thousands."""

    id: UUID
    source_version_id: UUID
    start: int
    end: int


class VersionPart(NamedTuple):
    """A part of the text of one version, in code points, and whether it is its last."""

    version_id: UUID
    start: int
    end: int
    last: bool


# Not joined: with each passage SQLite would read its version's whole text, behind which columns lie.
_VERSION = selectinload(Passage.source_version).joinedload(SourceVersion.source)


class PassageWithClaims(NamedTuple):
    """A passage, the claims that rest on it, names and rules of organizations, and rules of codes of law."""

    passage: Passage
    claims: list[CitedClaim]
    names: list[OrganizationName]
    facts: list[OrganizationFact]
    rules: list[CountingRule]


def passage_places(
    session: Session, source: Source, *, to: Reader, part: VersionPart | None = None
) -> list[PassagePlace]:
    """Return where a source's passages stand on which something rests that this reader may see.

    Newest version first, then in the order of the text; of a part, those that it holds or shares, and in the
    last part those of other versions too.
    """
    # By their keys: PostgreSQL knows of a version how many passages it has, and takes a version of whichever
    # source for as long as all are on average.
    versions = session.scalars(select(SourceVersion.id).where(SourceVersion.source_id == source.id)).all()
    inside = Passage.source_version_id.in_(versions), _in_part(part) if part else true()
    # Of this stretch alone, and not of each of its passages whether anything rests on it: PostgreSQL would
    # look up what rests on all passages there are.
    cited = select(Citation.passage_id).join(Citation.claim).join(Claim.person)
    cited = cited.join(Citation.passage).where(*inside)
    resting = [with_names(cited, Claim, to=to).with_only_columns(Citation.passage_id).order_by(None)]
    for kind in _OF_ORGANIZATIONS:
        telling = select(kind.passage_id).join(kind.organization).join(Passage, kind.passage_id == Passage.id)
        telling = telling.where(*inside)
        if _any(session, telling):
            resting.append(telling.where(may_see_organization(to)))
    ruled = select(CountingRule.passage_id).join(CountingRule.passage)
    resting.append(ruled.where(*inside))
    columns = (Passage.id, Passage.source_version_id, Passage.start, Passage.end)
    places = (
        _passages(source, to)
        .with_only_columns(*columns, maintain_column_froms=True)
        .options()
        .where(Passage.id.in_(union(*resting)), *inside)
    )
    return [PassagePlace(*row) for row in session.execute(places)]


def passages_by_id(session: Session, ids: Iterable[UUID]) -> dict[UUID, Passage]:
    """Return passages by their ids, each with its version and its source."""
    query = select(Passage).where(Passage.id.in_(list(ids))).options(_VERSION)
    return {passage.id: passage for passage in session.scalars(query)}


def passages_cited_last(
    session: Session, source: Source, *, to: Reader, chosen: UUID | None = None
) -> list[Passage]:
    """Return the passages of a source that claims cite, withdrawn ones too; in the order of the text.

    Of more than OFFERED those that were made last, and the chosen one.
    """
    cited = select(Citation.id).where(Citation.passage_id == Passage.id).exists()
    # Keys rise with the time at which they were made.
    last = _passages(source, to).where(cited).with_only_columns(Passage.id, maintain_column_froms=True)
    last = last.order_by(None).order_by(Passage.id != chosen, Passage.id.desc()).limit(OFFERED)
    return list(session.scalars(_passages(source, to).where(Passage.id.in_(last.options()))))


def _in_part(part: VersionPart) -> ColumnElement[bool]:
    inside = and_(
        Passage.source_version_id == part.version_id, Passage.start < part.end, Passage.end > part.start
    )
    return or_(inside, Passage.source_version_id != part.version_id) if part.last else inside


def _passages(source: Source, to: Reader) -> Select[Passage]:
    return (
        select(Passage)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(Source.id == source.id, may_see_source(to))
        .order_by(SourceVersion.number.desc(), Passage.start, Passage.end)
        .options(_VERSION)
    )


def with_claims(session: Session, passages: Sequence[Passage], *, to: Reader) -> list[PassageWithClaims]:
    """Return each passage with what rests on it that this reader may see, in the order given.

    How many queries it takes depends on no number of rows.
    """
    found = {passage.id: PassageWithClaims(passage, [], [], [], []) for passage in passages}
    for resting in _resting(session, list(found), to):
        found[resting.citation.passage_id].claims.append(resting)
    for name in _of_organizations(session, OrganizationName, list(found), to):
        found[name.passage_id].names.append(name)
    for fact in _of_organizations(session, OrganizationFact, list(found), to):
        found[fact.passage_id].facts.append(fact)
    rules = select(CountingRule).where(CountingRule.passage_id.in_(found))
    for rule in session.scalars(rules.options(joinedload(CountingRule.legal_code))):
        found[rule.passage_id].rules.append(rule)
    return list(found.values())


def by_person(passages: Sequence[PassageWithClaims]) -> list[tuple[CitedClaim, list[PassageWithClaims]]]:
    """Return the passages under each person of whom they tell, in the order given.

    Each person comes as the first claim on them; what only prints names of organizations is in no group.
    """
    of_person = attrgetter("claim.person_id")
    groups: dict[UUID, tuple[CitedClaim, list[PassageWithClaims]]] = {}
    for passage, claims, *_ in passages:
        for person_id, claims_of_person in groupby(sorted(claims, key=of_person), key=of_person):
            about = list(claims_of_person)
            own = PassageWithClaims(passage, about, [], [], [])
            groups.setdefault(person_id, (about[0], []))[1].append(own)
    return list(groups.values())


def citation_counts(session: Session, sources: Sequence[UUID], *, to: Reader) -> dict[UUID, int]:
    """Return how many citations that this reader may open rest on each of the sources, by its id."""
    query = with_names(_cited(select(Source.id)), Claim, to=to)
    query = query.where(may_see_source(to), Source.id.in_(sources))
    counted = query.with_only_columns(Source.id, func.count()).order_by(None).group_by(Source.id)
    return dict(session.execute(counted).all())


def _resting(session: Session, passages: Sequence[UUID], to: Reader) -> list[CitedClaim]:
    # Each kind by a query of its own: joined, PostgreSQL would read every claim there is.
    query = with_names(_cited(select(Citation, Claim)), Claim, to=to)
    query = query.where(Passage.id.in_(passages), may_see_source(to)).options(
        contains_eager(Citation.passage).options(_VERSION),
        contains_eager(Claim.person),
        selectin_polymorphic(Claim, Claim.__subclasses__()),
    )
    cited = [CitedClaim(citation, claim, name) for citation, claim, name in session.execute(query)]
    load_referred(session, [row.claim for row in cited])
    return cited


def _cited(query: Any) -> Any:
    return (
        query.select_from(Citation)
        .join(Claim, Citation.claim_id == Claim.id)
        .join(Person, Claim.person_id == Person.id)
        .join(Passage, Citation.passage_id == Passage.id)
        .join(SourceVersion, Passage.source_version_id == SourceVersion.id)
        .join(Source, SourceVersion.source_id == Source.id)
    )


def _of_organizations(session: Session, kind: Any, passages: Sequence[UUID], to: Reader) -> Any:
    """Return the names or the facts of organizations that passages tell, by their text."""
    if not _any(session, select(kind.id).where(kind.passage_id.in_(passages))):
        return []
    query = (
        select(kind)
        .join(kind.organization)
        .where(kind.passage_id.in_(passages), may_see_organization(to))
        .order_by(kind.text, kind.id)
        .options(contains_eager(kind.organization))
    )
    return session.scalars(query)


def _any(session: Session, rows: Select[Any]) -> bool:
    """Tell whether there is any such row: who may see it is a long question, and most texts have none."""
    return session.execute(rows.limit(1)).first() is not None
