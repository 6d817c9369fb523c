"""The tables of the data package: their columns, keys and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import among
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.loading import references
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package.cited_rows import AT_ONCE, Cited, people_of_filter
from webapp.domain.publishing.data_package.claim_cells import RECORDS, claim_cells
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
from webapp.domain.visibility import Reader
from webapp.models import Claim, CourtCase, Person
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
) -> Iterator[Sequence[str]]:
    """Yield the claims of one kind on the people of a filter that the reader may see."""
    model, names = table.model, [column.name for column in table.columns]
    assert model is not None
    people = model.person_id.in_(people_of_filter(people_filter, to))
    query = claim_cells(model, names, to=to).where(people).order_by(Person.reference, model.id)
    records = {
        names.index(f"{relation.key}_reference"): relation.mapper.class_
        for relation in references(model, *RECORDS)
    }
    named: dict[int, set[str]] = {place: set() for place in records}
    for rows in session.execute(query, execution_options=AT_ONCE).partitions():
        columns = list(zip(*rows, strict=True))
        for place, of_rows in named.items():
            of_rows.update(columns[place])
        yield from rows
    for place, record in records.items():
        keys = cited.cases if record is CourtCase else cited.organizations
        keys |= among(session, select(record.id), record.reference, named[place] - {""})
