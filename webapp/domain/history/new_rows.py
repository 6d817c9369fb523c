"""Writing many new rows at once, with their history and the read model of the people among them."""

# The same rows as a flush writes of the same objects, each table in one statement: the unit of work takes
# most of the time where there are hundreds.

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from webapp.domain.history.altering import ChangedRow
from webapp.domain.history.recording import (
    SKIPPED,
    Edit,
    open_edit,
    recorded,
    write_revisions,
)
from webapp.domain.read_model import refresh
from webapp.models import Citation, Claim, NewRow, NewRows, Person
from webapp.vocab.accounts import Action

_WITH_MAKER = (Claim, Citation)


def write_new(session: Session, rows: NewRows) -> None:
    """Write new rows under the edit that is open, and the read model of the people who are new.

    People who were there before are left to the end of the edit. Raises UnrecordedEdit where none is open.
    """
    if not rows.rows:
        return
    edit = open_edit(session)
    created = created_rows(edit, rows)
    for table, values in rows.by_table():
        session.execute(insert(table), values)
    write_revisions(session, edit, created)
    edit.touched |= cited_rows(rows)
    refresh.write_new(session, *new_people(rows))


def created_rows(edit: Edit, rows: NewRows) -> list[ChangedRow]:
    """Return what history tells of new rows, each of which gets who makes it and when."""
    for new in rows.rows:
        if isinstance(new.row, _WITH_MAKER):
            new.row.__dict__.update(made_by_id=edit.by_id, made_at=edit.at)
    ordered = sorted(rows.rows, key=lambda new: str(new.row.id))
    return [(Action.CREATED, new.row, dict(_changes(edit, new))) for new in ordered]


def new_people(rows: NewRows) -> tuple[list[Person], dict[UUID, list[Claim]]]:
    """Return the people among new rows, and what is claimed of them."""
    people = rows.of(Person)
    claims: dict[UUID, list[Claim]] = {person.id: [] for person in people}
    for claim in rows.of(Claim):
        if claim.person_id in claims:
            claims[claim.person_id].append(claim)
    return people, claims


def cited_rows(rows: NewRows) -> set[tuple[str, UUID]]:
    """Return the citations by which new rows touch people who were there before."""
    people = {person.id for person in rows.of(Person)}
    # No claim is new without a citation.
    cited = (citation for citation in rows.of(Citation) if citation.claim.person_id not in people)
    return {(citation.__tablename__, citation.id) for citation in cited}


def _changes(edit: Edit, new: NewRow) -> Iterator[tuple[str, list[Any]]]:
    """Yield what history tells of a new row: the columns that were given, and who made it when."""
    given = dict(new.given)
    if isinstance(new.row, _WITH_MAKER):
        given |= {"made_by_id": edit.by_id, "made_at": edit.at}
    for key, value in given.items():
        if value is not None and key not in SKIPPED:
            yield key, [None, recorded(key, value)]
