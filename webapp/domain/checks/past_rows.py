"""Whether what is kept of people's earlier versions says exactly what history tells of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import as_stored
from webapp.domain.history.recording import recorded
from webapp.domain.past.filling import earlier_versions, version_at
from webapp.domain.past.rows import FirstRevisions
from webapp.domain.read_model import past_rows
from webapp.domain.read_model.affected import OF_PEOPLE
from webapp.domain.read_model.past_rows import VERSIONS
from webapp.domain.read_model.refresh import every_person
from webapp.models import PAST_TABLES, READS_UNFINISHED, Person, Revision
from webapp.vocab.accounts import Action

_MENDED = "`habeas reindex` would mend it"
# How often a record was edited is not told by history.
_NOT_IN_HISTORY = ("version",)


def past_rows_faults(session: Session) -> Iterator[Fault]:
    """Yield every person of whom something else is kept than held, and whatever is kept of nobody."""
    people = select(Person.id)
    for table in (VERSIONS, *PAST_TABLES.values()):
        strays = select(table.c.person_id).where(table.c.person_id.not_in(people)).distinct()
        # Of people of a list that is being written it is known from when on.
        for person_id in session.scalars(strays, execution_options={READS_UNFINISHED: True}):
            yield Fault(f"{table.name} {person_id}", f"nobody stands behind it; {_MENDED}")
    firsts, newest = FirstRevisions(session), session.scalar(select(func.max(Revision.number))) or 0
    for ids in every_person(session):
        yield from _faults_among(session, ids, firsts, newest)


def _faults_among(
    session: Session, ids: Sequence[UUID], firsts: FirstRevisions, newest: int
) -> Iterator[Fault]:
    ends, begun = past_rows.ends(session, ids), _begun(session, ids, firsts)
    edited = _edited(session, ids, firsts)
    edges = firsts.among(end for own in ends.values() for end in own)
    kept = set[UUID]()
    for past in PAST_TABLES.values():
        kept.update(session.scalars(select(past.c.person_id).where(past.c.person_id.in_(ids)).distinct()))
    for person_id in ids:
        own = ends.get(person_id, {})
        first = min(own, default=None)
        if first is None or first != begun.get(person_id):
            yield _fault(session, person_id, "does not begin when it was recorded")
        elif not _ends_with_edits(own, edited.get(person_id, set()), edges):
            yield _fault(session, person_id, "does not end with each edit")
        elif (len(own) > 1 or person_id in kept) and (
            max(own) > newest or not _is_as_in_history(session, person_id, own, firsts)
        ):
            yield _fault(session, person_id, "differs from what history tells")


def _begun(session: Session, ids: Sequence[UUID], firsts: FirstRevisions) -> dict[UUID, int]:
    """Return the first revision of the edit in which each person was recorded."""
    query = select(Revision.row_id, Revision.edit_id).where(
        Revision.row_id.in_(ids), Revision.action == Action.CREATED
    )
    return {person_id: firsts[edit_id] for person_id, edit_id in session.execute(query)}


def _edited(session: Session, ids: Sequence[UUID], firsts: FirstRevisions) -> dict[UUID, set[int]]:
    """Return the first revisions of the edits of each person of which the read model tells."""
    edited: dict[UUID, set[int]] = {}
    query = select(Revision.about_id, Revision.edit_id).where(
        Revision.about_id.in_(ids), Revision.table_name.in_(OF_PEOPLE)
    )
    for person_id, edit_id in session.execute(query.distinct()):
        edited.setdefault(person_id, set()).add(firsts[edit_id])
    return edited


def _ends_with_edits(ends: Mapping[int, bool], edited: set[int], edges: set[int]) -> bool:
    """Tell whether a version was over at every edit of a person, and else at edits of others alone."""
    return edited <= ends.keys() <= edges


def _is_as_in_history(
    session: Session, person_id: UUID, ends: Mapping[int, bool], firsts: FirstRevisions
) -> bool:
    versions = earlier_versions(session, person_id, firsts)
    periods = [period for period in pairwise(sorted(ends)) if ends[period[1]]]
    for model, past in PAST_TABLES.items():
        columns = [column for column in past.c if column.name not in _NOT_IN_HISTORY]
        result = session.execute(select(*map(as_stored, columns)).where(past.c.person_id == person_id))
        stored = sorted(_plain(row._mapping) for row in result)
        held = sorted(
            _plain({**row, "since": since, "until": until})
            for since, until in periods
            for row in version_at(versions, until - 1).get(model, [])
        )
        if stored != held:
            return False
    return True


def _plain(row: Mapping[Any, Any]) -> str:
    """Return a row in words that are the same wherever its values come from."""
    columns = ((str(name), value) for name, value in row.items() if name not in _NOT_IN_HISTORY)
    return repr(sorted((name, recorded(name, value)) for name, value in columns))


def _fault(session: Session, person_id: UUID, message: str) -> Fault:
    reference = session.scalar(select(Person.reference).where(Person.id == person_id))
    return Fault(f"person {reference}", f"what is kept of before {message}; {_MENDED}")
