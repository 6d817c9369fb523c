"""The tables of the data package: their columns, keys and rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from webapp.domain.batches import batches
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.loading import references
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.law.provisions import cited_as
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.data_package.columns import (
    CITATION_COLUMNS,
    CLAIM_COLUMNS,
    ORGANIZATION_COLUMNS,
    OWN_COLUMNS,
    PASSAGE_COLUMNS,
    PERSON_COLUMNS,
    SOURCE_COLUMNS,
    VERSION_COLUMNS,
    Column,
)
from webapp.domain.visibility import Reader, may_see_claim, may_see_source
from webapp.models import (
    Citation,
    Claim,
    Organization,
    Passage,
    Person,
    PersonSummary,
    Provision,
    Source,
    SourceVersion,
)
from webapp.vocab.claims import ClaimKind

_AT_ONCE = {"yield_per": 500}


@dataclass(frozen=True)
class Table:
    """A table of the package: name, columns, primary key, foreign keys as (column, table, its column)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign: tuple[tuple[str, str, str], ...] = ()
    model: type[Any] | None = None


@dataclass
class Cited:
    """The keys of what the rows written so far refer to."""

    organizations: set[Any] = field(default_factory=set)
    sources: set[Any] = field(default_factory=set)


_CITED_CLASSES = (Organization, Provision)
_OF_PERSON = ("person_reference", "persons", "reference")


def _claims(word: ClaimKind) -> Table:
    """Return the table of one kind of claim, with keys to what its claims refer to."""
    columns = (*CLAIM_COLUMNS, *OWN_COLUMNS[word])
    organizations = tuple(
        (column.name, "organizations", "reference")
        for column in columns
        if column.name.endswith("_reference") and column.name != "person_reference"
    )
    claims = tuple(
        (f"{relation.key}_id", f"{relation.mapper.class_.__tablename__}s", "claim_id")
        for relation in references(KINDS[word].model, Claim)
        if f"{relation.key}_id" in {column.name for column in columns}
    )
    foreign = (_OF_PERSON, *organizations, *claims)
    return Table(f"{word.value}s", columns, ("claim_id",), foreign, KINDS[word].model)


PERSONS = Table("persons", PERSON_COLUMNS, ("reference",))
CLAIMS = tuple(_claims(word) for word in ClaimKind)
TABLES = (
    PERSONS,
    *CLAIMS,
    Table(
        "citations", CITATION_COLUMNS, ("citation_id",),
        (_OF_PERSON, ("source_reference", "sources", "reference")),
    ),
    Table("passages", PASSAGE_COLUMNS, ("passage_id",), (("source_reference", "sources", "reference"),)),
    Table(
        "source_versions", VERSION_COLUMNS, ("source_reference", "number"),
        (("source_reference", "sources", "reference"),),
    ),
    Table(
        "sources", SOURCE_COLUMNS, ("reference",), (("publisher_reference", "organizations", "reference"),)
    ),
    Table(
        "organizations", ORGANIZATION_COLUMNS, ("reference",),
        (("parent_reference", "organizations", "reference"),),
    ),
)  # fmt: skip


def _people(people_filter: PeopleFilter, to: Reader) -> Any:
    return select(PersonSummary.person_id).where(matching(people_filter, to=to))


def claim_rows(
    session: Session, table: Table, people_filter: PeopleFilter, *, to: Reader, cited: Cited
) -> Iterator[list[str]]:
    """Yield the claims of one kind on the people of a filter that the reader may see."""
    model = table.model
    assert model is not None
    named = references(model, Organization, Provision)
    query = (
        select(model, Person.reference)
        .join(Person, model.person_id == Person.id)
        .where(model.person_id.in_(_people(people_filter, to)), model.id.in_(_visible(to)))
        .order_by(Person.reference, model.id)
        .options(*(joinedload(relation.class_attribute) for relation in named))
    )
    for relation in references(model, Claim):
        parts = (column for column in relation.local_columns if not column.nullable)
        query = query.where(*(column.in_(_visible(to)) for column in parts))
    hidden = _hidden_relations(session, model, to)
    for claim, reference in session.execute(query, execution_options=_AT_ONCE):
        row = {"claim_id": claim.id, "person_reference": reference, "citation_id": claim.lead_citation_id}
        row |= hidden.get(claim.id, {})
        for column in table.columns:
            if column.name not in row:
                row[column.name] = _value(claim, column.name, cited)
        yield [cell(row[column.name]) for column in table.columns]


def _hidden_relations(session: Session, model: Any, to: Reader) -> dict[UUID, dict[str, None]]:
    """Return by claim, as empty cells, what is stated of it beside a claim that the reader may not see."""
    hidden: dict[UUID, dict[str, None]] = {}
    for relation in references(model, Claim):
        for column in (column for column in relation.local_columns if column.nullable):
            query = select(model.id).where(column.is_not(None), column.not_in(_visible(to)))
            for claim_id in session.scalars(query):
                hidden[claim_id] = {f"{relation.key}_id": None, "order_reason": None}
    return hidden


def _visible(to: Reader) -> Any:
    return select(Claim.id).where(may_see_claim(to))


def _value(claim: Any, name: str, cited: Cited) -> Any:
    """Return a claim's value for a column of the package, and keep in mind what it refers to."""
    if name.endswith("_reference"):
        body: Organization | None = getattr(claim, name.removesuffix("_reference"))
        if body is not None:
            cited.organizations.add(body.id)
        return body.reference if body else None
    if name in ("provision", "from_provision", "to_provision"):
        provision: Provision | None = getattr(claim, name)
        return cited_as(provision) if provision else None
    return getattr(claim, name)


def cited_rows(
    session: Session, table: Table, people_filter: PeopleFilter, *, to: Reader, cited: Cited
) -> Iterator[list[str]]:
    """Yield the rows of what the claims rest on and refer to, once each."""
    rows = _CITED[table.name](session, people_filter, to, cited)
    yield from ([cell(value) for value in row] for row in rows)


def _citations(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    query = (
        select(
            Citation.id, Claim.id, Claim.kind, Person.reference, Source.reference,
            SourceVersion.text_sha256, Passage.start, Passage.end, Passage.exact, Citation.stance,
            Citation.credibility,
        )
        .select_from(Citation).join(Citation.claim).join(Person, Claim.person_id == Person.id)
        .join(Citation.passage).join(Passage.source_version).join(SourceVersion.source)
        .where(Claim.person_id.in_(_people(people_filter, to)), may_see_claim(to), may_see_source(to))
        .order_by(Person.reference, Citation.id)
    )  # fmt: skip
    yield from session.execute(query, execution_options=_AT_ONCE)


def _cited_passages(people_filter: PeopleFilter, to: Reader) -> Any:
    """Return the passages on which the claims of the package rest."""
    return (
        select(Citation.passage_id).join(Citation.claim)
        .where(Claim.person_id.in_(_people(people_filter, to)), may_see_claim(to))
    )  # fmt: skip


def _passages(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    query = (
        select(
            Passage.id, Source.reference, SourceVersion.number, Passage.start, Passage.end, Passage.exact,
            Passage.prefix, Passage.suffix, Passage.page,
        )
        .join(Passage.source_version).join(SourceVersion.source)
        .where(Passage.id.in_(_cited_passages(people_filter, to)), may_see_source(to))
        .order_by(Source.reference, Passage.id)
    )  # fmt: skip
    yield from session.execute(query, execution_options=_AT_ONCE)


def _versions(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    passages = select(Passage.source_version_id).where(Passage.id.in_(_cited_passages(people_filter, to)))
    used = select(SourceVersion.id) if _is_everybody(people_filter) else passages
    query = (
        select(
            Source.reference, SourceVersion.number, SourceVersion.bytes_sha256, SourceVersion.text_sha256,
            SourceVersion.text_length, SourceVersion.media_type, SourceVersion.extractor,
            SourceVersion.retrieved_at, Source.id,
        )
        .join(SourceVersion.source).where(SourceVersion.id.in_(used), may_see_source(to))
        .order_by(Source.reference, SourceVersion.number)
    )  # fmt: skip
    for *row, source_id in session.execute(query, execution_options=_AT_ONCE):
        cited.sources.add(source_id)
        yield row


def _sources(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    if not cited.sources:
        for _ in _versions(session, people_filter, to, cited):
            pass
    if _is_everybody(people_filter):
        # What has no text yet has no version either.
        cited.sources.update(session.scalars(select(Source.id).where(may_see_source(to))))
    publisher = aliased(Organization)
    query = (
        select(Source, publisher.id, publisher.reference)
        .outerjoin(publisher, Source.publisher_id == publisher.id).order_by(Source.reference)
    )  # fmt: skip
    for keys in batches(cited.sources):
        for source, publisher_id, reference in session.execute(query.where(Source.id.in_(keys))):
            if publisher_id is not None:
                cited.organizations.add(publisher_id)
            names = (column.name for column in SOURCE_COLUMNS)
            yield [
                reference if name == "publisher_reference" else getattr(source, name) for name in names
            ]


def _organizations(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    # Of a database restored as it was, nobody can tell what was named only by something hidden.
    if _is_everybody(people_filter) and not people_filter.known_on:
        left = may_see_organization(to), Organization.merged_into_id.is_(None)
        cited.organizations.update(session.scalars(select(Organization.id).where(*left)))
    unwritten, written = set(cited.organizations), set[Any]()
    while unwritten:
        # A parent that nobody names comes along, so that no reference leads nowhere.
        for keys in batches(unwritten):
            for body in session.scalars(select(Organization).where(Organization.id.in_(keys))):
                written.add(body.id)
                if body.parent_id is not None:
                    cited.organizations.add(body.parent_id)
                parent = body.parent.reference if body.parent else None
                yield body.reference, body.name, body.kind, body.country, parent
        unwritten = cited.organizations - written


def _is_everybody(people_filter: PeopleFilter) -> bool:
    """Tell whether a filter asks for nobody in particular; its package holds every source then."""
    return people_filter.without("as_of").without("known_on") == PeopleFilter()


_CITED: dict[str, Callable[[Session, PeopleFilter, Reader, Cited], Iterator[Any]]] = {
    "citations": _citations,
    "passages": _passages,
    "source_versions": _versions,
    "sources": _sources,
    "organizations": _organizations,
}
