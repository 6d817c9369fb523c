"""What the read model held of people before their rows were rewritten: kept, or left to history to tell."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select, true
from sqlalchemy.orm import Session

from webapp.models import PAST_TABLES, Base, Person, PersonVersion, Revision
from webapp.vocab.accounts import Action

VERSIONS = Base.metadata.tables[PersonVersion.__tablename__]
Rows = list[dict[str, Any]]


def begin(session: Session, *, revision: int, after: int = 0) -> None:
    """Note of people who were recorded from a revision on that nothing was known of them before it.

    Of those who were recorded until revision `after` it was noted already.
    """
    begun = select(VERSIONS.c.until).where(VERSIONS.c.person_id == Revision.row_id).exists()
    people = select(Revision.row_id, literal(revision), true()).where(
        Revision.number >= max(revision, after + 1), Revision.table_name == Person.__tablename__,
        Revision.action == Action.CREATED, ~begun,
    )  # fmt: skip
    session.execute(insert(VERSIONS).from_select(["person_id", "until", "kept"], people))


def keep(
    session: Session, ids: Sequence[UUID], *, revision: int, forgotten: Container[UUID] = frozenset()
) -> None:
    """Keep what the read model holds of these people, which is to be rewritten at a revision.

    Of whom it was rewritten at this revision before, nothing is kept: nobody could read it. Of those to be
    `forgotten` it is left to history too.
    """
    noted = select(VERSIONS.c.person_id).where(VERSIONS.c.person_id.in_(ids), VERSIONS.c.until == revision)
    rewritten = set(session.scalars(noted))
    people = [person_id for person_id in ids if person_id not in rewritten]
    if not people:
        return
    kept = [person_id for person_id in people if person_id not in forgotten]
    for model, past in PAST_TABLES.items() if kept else ():
        table = Base.metadata.tables[model.__tablename__]
        before = select(func.max(VERSIONS.c.until)).where(VERSIONS.c.person_id == table.c.person_id)
        rows = select(
            *table.c, func.coalesce(before.scalar_subquery(), 0), literal(revision).label("until")
        ).where(table.c.person_id.in_(kept))
        session.execute(insert(past).from_select([*table.c.keys(), "since", "until"], rows))
    over = [_version(person_id, revision) | {"kept": person_id not in forgotten} for person_id in people]
    session.execute(insert(VERSIONS), over)


def end(session: Session, ids: Sequence[UUID], *, revision: int) -> None:
    """Note that a version of these people is over at a revision, and leave it to history to tell of it."""
    session.execute(insert(VERSIONS), [_version(person_id, revision) | {"kept": False} for person_id in ids])


def drop(session: Session, ids: Sequence[UUID], *, revision: int) -> None:
    """Keep nothing of what was to be over of these people at a revision: it is not over."""
    for table in (*PAST_TABLES.values(), VERSIONS):
        session.execute(delete(table).where(table.c.person_id.in_(ids), table.c.until == revision))


def forget(session: Session, ids: Sequence[UUID]) -> None:
    """Leave it to history what was known of these people before."""
    _remove_rows(session, ids)
    versions = VERSIONS.update().where(VERSIONS.c.person_id.in_(ids), VERSIONS.c.kept)
    session.execute(versions.values(kept=False))


def forget_all(session: Session) -> None:
    """Leave it to history what was known of anybody before."""
    for past in PAST_TABLES.values():
        session.execute(delete(past))
    session.execute(VERSIONS.update().where(VERSIONS.c.kept).values(kept=False))


def ends(session: Session, ids: Sequence[UUID]) -> dict[UUID, dict[int, bool]]:
    """Return the revisions at which versions of people were over, and whether their rows are kept."""
    versions: dict[UUID, dict[int, bool]] = {}
    query = select(VERSIONS.c.person_id, VERSIONS.c.until, VERSIONS.c.kept)
    for person_id, until, kept in session.execute(query.where(VERSIONS.c.person_id.in_(ids))):
        versions.setdefault(person_id, {})[until] = kept
    return versions


def replace(
    session: Session, person_id: UUID, versions: Iterable[int], rows: Mapping[type[Base], Rows]
) -> None:
    """Keep these rows of a person instead of others, in the tables that are like those of their models.

    `versions` are the revisions at which one was over: at the first of them there was nothing before.
    """
    _remove_rows(session, [person_id])
    session.execute(delete(VERSIONS).where(VERSIONS.c.person_id == person_id))
    for model, past in PAST_TABLES.items():
        if own := rows.get(model):
            session.execute(insert(past), own)
    session.execute(insert(VERSIONS), [_version(person_id, until) for until in versions])


def unkept(session: Session, *, after: int, most: int | None = None) -> Sequence[UUID]:
    """Return the people of whom a version is not kept that was over only after a revision."""
    query = select(VERSIONS.c.person_id).where(VERSIONS.c.kept.is_(False), VERSIONS.c.until > after)
    return session.scalars(query.distinct().limit(most)).all()


def count_changed(session: Session, *, after: int) -> int:
    """Return of how many people at most a version was over only after a revision."""
    query = select(func.count()).select_from(VERSIONS).where(VERSIONS.c.until > after)
    return session.scalar(query) or 0


def changed(session: Session, *, after: int) -> Sequence[UUID]:
    """Return the people of whom a version was over only after a revision: who are not as they were."""
    query = select(VERSIONS.c.person_id).where(VERSIONS.c.until > after).distinct()
    return session.scalars(query).all()


def _remove_rows(session: Session, ids: Sequence[UUID]) -> None:
    for past in PAST_TABLES.values():
        session.execute(delete(past).where(past.c.person_id.in_(ids)))


def _version(person_id: UUID, revision: int) -> dict[str, Any]:
    return {"person_id": person_id, "until": revision, "kept": True}
