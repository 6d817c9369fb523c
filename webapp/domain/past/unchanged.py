"""People of whom history records nothing since an instant: copied, with what is derived of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Select, Table, insert, select, type_coerce
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import NullType

from webapp.domain.past.facet_members import copy_members
from webapp.domain.past.file_copy import copy_from_file
from webapp.domain.past.tables import CLAIM_KINDS, OF_PEOPLE, table_of
from webapp.domain.read_model.facet_sets import number_of
from webapp.domain.read_model.person_rows import BY_PERSON
from webapp.domain.visibility import Reader
from webapp.models import (
    Citation,
    Claim,
    NameKey,
    Passage,
    Person,
    Revision,
)
from webapp.vocab.accounts import Action

_AT_ONCE = 2_000


@dataclass(frozen=True)
class ChangedPeople:
    """Of whom history records something since an instant; `known` were there before it."""

    known: frozenset[UUID]
    new: frozenset[UUID]
    numbers: BitMap


def changed_people(session: Session, *, since: int) -> ChangedPeople:
    """Return the people of whom history records anything after revision `since`.

    Everybody whom a row was ever recorded of is among them: one that was moved changed two people.
    """
    later, earlier = aliased(Revision), aliased(Revision)
    rows = select(later.row_id).where(later.number > since)
    records = select(Revision.about_id).where(Revision.row_id.in_(rows))
    begun = earlier.row_id == Person.id, earlier.action == Action.CREATED, earlier.number <= since
    known = select(earlier.number).where(*begun).exists()
    people = session.execute(select(Person.id, Person.reference, known).where(Person.id.in_(records))).all()
    return ChangedPeople(
        known=frozenset(key for key, _, was_known in people if was_known),
        new=frozenset(key for key, _, was_known in people if not was_known),
        numbers=BitMap(number_of(reference) for _, reference, _ in people),
    )


def copy_unchanged(
    session: Session, into: Session, changed: ChangedPeople, *, since: int, claims: Select[UUID] | None,
    to: Reader, is_kept: bool = False,
) -> bool:  # fmt: skip
    """Copy all other people, those of their claims that `claims` finds, and what one audience sees of them.

    `into` is a database on SQLite without people: rows are written as that keeps them, and never made
    objects; those of a file are copied by SQLite itself. Return whether of the others too everything was
    copied, but for their records and what was changed after revision `since`: what is derived of them only
    where it `is_kept`.
    """
    keys = changed.known | changed.new
    known = changed.known if is_kept and claims is not None else ()
    if copy_from_file(
        session, into, keys, changed.numbers, since=since, claims=claims, to=to, known=known
    ):
        return claims is not None
    copy_row_by_row(session, into, changed, claims=claims, to=to)
    return False


def copy_row_by_row(
    session: Session, into: Session, changed: ChangedPeople, *, claims: Select[UUID] | None, to: Reader
) -> None:
    """Copy what `copy_unchanged` copies, from whichever engine."""
    changed_keys = {key.hex for key in changed.known | changed.new}

    def is_unchanged(key: str) -> bool:
        return key not in changed_keys

    cited = set[Any]()
    _copy(session, into, Person, "id", is_unchanged)
    for model, name in OF_PEOPLE.items():
        cited |= _copy(session, into, model, name, is_unchanged, noting="passage_id")
    if claims is not None:
        open_to_reader = table_of(Claim).c.id.in_(claims)
        copied = _copy(session, into, Claim, "person_id", is_unchanged, open_to_reader, noting="id")
        for kind in CLAIM_KINDS:
            _copy(session, into, kind, "id", copied.__contains__)
        cited |= _copy(session, into, Citation, "claim_id", copied.__contains__, noting="passage_id")
        _copy(session, into, Passage, "id", cited.__contains__)
    tokens = set[Any]()
    for kind in BY_PERSON:
        seen = table_of(kind).c.audience == to.audience
        tokens |= _copy(session, into, kind, "person_id", is_unchanged, seen, noting="token")
    _copy(session, into, NameKey, "token", tokens.__contains__)
    copy_members(session, into, changed.numbers, to)


def _copy(
    session: Session,
    into: Session,
    model: type[Any],
    name: str,
    is_wanted: Callable[[Any], bool],
    *where: ColumnElement[bool],
    noting: str = "",
) -> set[Any]:
    """Copy the rows whose column `name` holds what is wanted; return what their column `noting` holds."""
    table = table_of(model)
    names, noted = table.c.keys(), set[Any]()
    place = names.index(name)
    # Without types, what is read is what the engine's driver gives.
    query = select(*(type_coerce(column, NullType()) for column in table.c)).where(*where)
    for partition in session.execute(query, execution_options={"yield_per": _AT_ONCE}).partitions():
        rows = [row for row in map(_stored, partition) if is_wanted(row[place])]
        _write(into, table, rows)
        if noting in names:
            noted.update(row[names.index(noting)] for row in rows)
    return noted


def _write(into: Session, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        statement = str(insert(table).compile(into.get_bind()))
        into.connection().exec_driver_sql(statement, rows)


def _stored(row: Iterable[Any]) -> tuple[Any, ...]:
    """Return the values of a row as SQLite keeps them, whichever engine they come from."""
    return tuple([_FORMS[type(value)](value) if type(value) in _FORMS else value for value in row])


_FORMS: dict[type[Any], Callable[[Any], Any]] = {
    UUID: lambda key: key.hex,
    date: date.isoformat,
    datetime: lambda at: at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds"),
}

