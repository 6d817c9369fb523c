"""People of whom history records nothing since an instant, copied by SQLite itself from one file."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    MetaData,
    Select,
    Table,
    insert,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from webapp.domain.hidden_rows import keys_in
from webapp.domain.history.recording import head
from webapp.domain.past.facet_members import copy_members
from webapp.domain.past.tables import CLAIM_KINDS, OF_PEOPLE, table_of
from webapp.domain.read_model.facet_sets import move, values_of
from webapp.domain.read_model.person_rows import BY_PERSON
from webapp.domain.visibility import Reader
from webapp.models import (
    PAST_TABLES,
    Base,
    Citation,
    Claim,
    FacetMembers,
    NameKey,
    NameToken,
    Passage,
    Person,
    PersonVersion,
    Revision,
    file_to_read,
)

_TODAY = "today"
# Of so many people each is taken out of their own sets; of more, all sets are gone through once.
FEW = 300


def copy_from_file(
    session: Session,
    into: Session,
    changed: Collection[UUID],
    numbers: BitMap,
    *,
    since: int,
    claims: Select[UUID] | None,
    to: Reader,
    known: Collection[UUID] = (),
) -> bool:
    """Copy what `copy_unchanged` copies, and tell whether it could be done.

    With `claims`, of those `changed` too all rows beside the record itself are copied that were not changed
    after revision `since`. Of those `known` then, what lists showed is copied from where it is kept.

    It could not where the session does not read a file of SQLite, or where somebody has edited since it
    began to read: a file is opened as it stands now.
    """
    file = file_to_read(session)
    if file is None:
        return False
    into.commit()
    with _opened_beside(into, file) as today:
        if head(today) != head(session):
            return False
        _copy(today, Person, Person.id.not_in(_keys(changed)))
        if claims is None:
            for model, name in OF_PEOPLE.items():
                _copy(today, model, getattr(model, name).not_in(_keys(changed)))
        else:
            _copy_unchanged_rows(today, since, claims)
        for kind in BY_PERSON:
            _copy(today, kind, kind.audience == to.audience, kind.person_id.not_in(_keys(changed)))
        if known:
            _copy_kept_rows(today, known, since, to)
        _copy(today, NameKey, NameKey.token.in_(select(_copied(NameToken).c.token)))
        if len(changed) <= FEW:
            _copy(today, FacetMembers, FacetMembers.audience == to.audience)
        today.commit()
    if len(changed) > FEW:
        copy_members(session, into, numbers, to)
    else:
        move(into, to.audience, values_of(session, list(changed)).get(to.audience, {}), {})
    if known:
        move(into, to.audience, {}, values_of(into, list(known)).get(to.audience, {}))
    return True


@contextmanager
def _opened_beside(into: Session, file: str) -> Iterator[Session]:
    """Open a file beside the database of `into`, for a session to which its tables are those of the file."""
    with into.get_bind().engine.connect() as connection:
        connection.exec_driver_sql(f"ATTACH DATABASE ? AS {_TODAY}", (file,))
        connection.commit()
        connection.execution_options(schema_translate_map={None: _TODAY})
        try:
            with Session(connection) as today:
                # The driver begins with the first row written; what is read before would be of another state.
                today.connection().exec_driver_sql("BEGIN")
                yield today
        finally:
            connection.rollback()
            connection.exec_driver_sql(f"DETACH DATABASE {_TODAY}")


def _copy_unchanged_rows(today: Session, since: int, claims: Select[UUID]) -> None:
    later = select(Revision.row_id).where(Revision.number > since)
    for model in OF_PEOPLE:
        _copy(today, model, table_of(model).c.id.not_in(later))
    _copy(today, Claim, Claim.id.not_in(later), Claim.id.in_(claims))
    copied = select(_copied(Claim).c.id)
    for kind in CLAIM_KINDS:
        _copy(today, kind, table_of(kind).c.id.in_(copied))
    _copy(today, Citation, Citation.claim_id.in_(copied), Citation.id.not_in(later))
    citing = [_copied(Citation).c, *(_copied(model).c for model in OF_PEOPLE)]
    cited = [select(columns.passage_id) for columns in citing if "passage_id" in columns]
    _copy(today, Passage, Passage.id.in_(union(*cited)))


def _copy_kept_rows(today: Session, known: Collection[UUID], since: int, to: Reader) -> None:
    versions = table_of(PersonVersion)
    for model, past in PAST_TABLES.items():
        table = table_of(model)
        later = select(versions.c.until).where(
            versions.c.person_id == table.c.person_id, versions.c.until > since
        )
        as_today = select(table).where(~later.exists())
        then = select(*(past.c[column.name] for column in table.c))
        then = then.where(past.c.since <= since, past.c.until > since)
        of_known = (
            rows.where(columns.audience == to.audience, columns.person_id.in_(_keys(known)))
            for rows, columns in ((as_today, table.c), (then, past.c))
        )
        _insert(today, model, union_all(*of_known))


def _copy(today: Session, model: type[Any], *where: ColumnElement[bool]) -> None:
    _insert(today, model, select(table_of(model)).where(*where))


def _insert(today: Session, model: type[Any], rows: Select[Any] | CompoundSelect[Any]) -> None:
    today.execute(insert(_copied(model)).from_select(table_of(model).c.keys(), rows))


def _copied(model: type[Any]) -> Table:
    """Return a table of the database that is being filled."""
    return _copies()[model.__tablename__]


@cache
def _copies() -> dict[str, Table]:
    return {
        table.name: table.to_metadata(MetaData(), schema="main") for table in Base.metadata.sorted_tables
    }


def _keys(changed: Collection[UUID]) -> Select[UUID]:
    return keys_in(changed, "sqlite")
