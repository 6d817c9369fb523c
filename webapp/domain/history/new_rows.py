"""Writing many new rows at once, with their history and the read model of the people among them."""

# The same rows as a flush writes of the same objects, each table in one statement: the unit of work takes
# most of the time where there are hundreds.

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from webapp.domain.history.recording import (
    SKIPPED,
    ChangedRow,
    Edit,
    open_edit,
    recorded,
    write_revisions,
)
from webapp.domain.read_model import refresh
from webapp.models import Citation, Claim, NewRow, NewRows, Person
from webapp.vocab.accounts import Action


def write_new(session: Session, rows: NewRows) -> None:
    """Write new rows under the edit that is open, and the read model of the people who are new.

    People who were there before are left to the end of the edit. Raises UnrecordedEdit where none is open.
    """
    if not rows.rows:
        return
    edit = open_edit(session)
    for new in rows.rows:
        if isinstance(new.row, Claim | Citation):
            new.row.__dict__.update(made_by_id=edit.by_id, made_at=edit.at)
    for table, values in rows.by_table():
        session.execute(insert(table), values)
    write_revisions(session, edit, [_created(edit, new) for new in sorted(rows.rows, key=_by_id)])
    people = {person.id: person for person in rows.of(Person)}
    claims: dict[UUID, list[Claim]] = {person_id: [] for person_id in people}
    for claim in rows.of(Claim):
        if claim.person_id in claims:
            claims[claim.person_id].append(claim)
    # No claim is new without a citation.
    cited = (citation for citation in rows.of(Citation) if citation.claim.person_id not in people)
    edit.touched |= {(citation.__tablename__, citation.id) for citation in cited}
    refresh.write_new(session, list(people.values()), claims)


def _by_id(new: NewRow) -> str:
    return str(new.row.id)


def _created(edit: Edit, new: NewRow) -> ChangedRow:
    return Action.CREATED, new.row, dict(_changes(edit, new))


def _changes(edit: Edit, new: NewRow) -> Iterator[tuple[str, list[Any]]]:
    """Yield what history tells of a new row: the columns that were given, and who made it when."""
    given = dict(new.given)
    if isinstance(new.row, Claim | Citation):
        given |= {"made_by_id": edit.by_id, "made_at": edit.at}
    for key, value in given.items():
        if value is not None and key not in SKIPPED:
            yield key, [None, recorded(key, value)]
