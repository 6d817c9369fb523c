"""The tables of the data package: their columns, keys and rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.loading import references
from webapp.domain.law.provisions import cited_as
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.data_package.cited_rows import AT_ONCE, Cited, people_of_filter
from webapp.domain.publishing.data_package.columns import (
    CASE_COLUMNS,
    CITATION_COLUMNS,
    CLAIM_COLUMNS,
    COUNTING_RULE_COLUMNS,
    ORGANIZATION_COLUMNS,
    ORGANIZATION_FACT_COLUMNS,
    OWN_COLUMNS,
    PASSAGE_COLUMNS,
    PERSON_COLUMNS,
    SOURCE_COLUMNS,
    VERSION_COLUMNS,
    Column,
)
from webapp.domain.visibility import Reader, may_see_claim
from webapp.models import (
    Claim,
    CourtCase,
    Organization,
    Person,
    Provision,
)
from webapp.vocab.claims import ClaimKind


@dataclass(frozen=True)
class Table:
    """A table of the package: name, columns, primary key, foreign keys as (column, table, its column)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign: tuple[tuple[str, str, str], ...] = ()
    model: type[Any] | None = None


_OF_PERSON = ("person_reference", "persons", "reference")


def _tables_of_records(column: str) -> str:
    return "court_cases" if column == "case_reference" else "organizations"


def _claims(word: ClaimKind) -> Table:
    """Return the table of one kind of claim, with keys to what its claims refer to."""
    columns = (*CLAIM_COLUMNS, *OWN_COLUMNS[word])
    records = tuple(
        (column.name, _tables_of_records(column.name), "reference")
        for column in columns
        if column.name.endswith("_reference") and column.name != "person_reference"
    )
    claims = tuple(
        (f"{relation.key}_id", f"{relation.mapper.class_.__tablename__}s", "claim_id")
        for relation in references(KINDS[word].model, Claim)
        if f"{relation.key}_id" in {column.name for column in columns}
    )
    foreign = (_OF_PERSON, *records, *claims)
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
        "court_cases", CASE_COLUMNS, ("reference",),
        (
            ("court_reference", "organizations", "reference"),
            ("earlier_reference", "court_cases", "reference"),
        ),
    ),
    Table(
        "organizations", ORGANIZATION_COLUMNS, ("reference",),
        (("parent_reference", "organizations", "reference"),),
    ),
    Table(
        "organization_facts", ORGANIZATION_FACT_COLUMNS, ("fact_id",),
        (
            ("organization_reference", "organizations", "reference"),
            ("source_reference", "sources", "reference"),
        ),
    ),
    Table(
        "counting_rules", COUNTING_RULE_COLUMNS, ("rule_id",),
        (("source_reference", "sources", "reference"),),
    ),
)  # fmt: skip


def claim_rows(
    session: Session, table: Table, people_filter: PeopleFilter, *, to: Reader, cited: Cited
) -> Iterator[list[str]]:
    """Yield the claims of one kind on the people of a filter that the reader may see."""
    model = table.model
    assert model is not None
    named = references(model, Organization, Provision, CourtCase)
    query = (
        select(model, Person.reference)
        .join(Person, model.person_id == Person.id)
        .where(model.person_id.in_(people_of_filter(people_filter, to)), model.id.in_(_visible(to)))
        .order_by(Person.reference, model.id)
        .options(*(joinedload(relation.class_attribute) for relation in named))
    )
    for relation in references(model, Claim):
        parts = (column for column in relation.local_columns if not column.nullable)
        query = query.where(*(column.in_(_visible(to)) for column in parts))
    hidden = _hidden_relations(session, model, to)
    for claim, reference in session.execute(query, execution_options=AT_ONCE):
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
        record: Organization | CourtCase | None = getattr(claim, name.removesuffix("_reference"))
        if record is not None:
            (cited.cases if isinstance(record, CourtCase) else cited.organizations).add(record.id)
        return record.reference if record else None
    if name in ("provision", "from_provision", "to_provision"):
        provision: Provision | None = getattr(claim, name)
        return cited_as(provision) if provision else None
    return getattr(claim, name)
