"""Removing what is written of a list that is not finished: nobody has seen any of it."""

# In windows from the highest key down, so that what refers to a row goes with it or before it.

from time import sleep
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, delete, select
from sqlalchemy.orm import Session

from webapp.domain.history.chain import await_turn
from webapp.domain.read_model.past_rows import VERSIONS
from webapp.domain.read_model.refresh import keep_keys
from webapp.models import (
    Base,
    NameToken,
    Person,
    Revision,
    UnfinishedBatch,
    hearing_others,
    key_of,
    tables_of_batch,
    writing_parts,
)

# People with whom all goes at once, while others wait.
_AT_ONCE = 100
# Seconds that others who waited have between.
_PAUSE = 0.2
_REVISIONS = Base.metadata.tables[Revision.__tablename__]
_PEOPLE = Base.metadata.tables[Person.__tablename__]
_TOKENS = Base.metadata.tables[NameToken.__tablename__]


def remove_batch(engine: Engine, batch_id: UUID) -> None:
    """Remove all that is written of a list, part by part, its history too; others save meanwhile.

    Does nothing where it is finished, or gone.
    """
    with hearing_others(engine) as others_wait:
        while _remove_window(engine, batch_id):
            if others_wait():
                sleep(_PAUSE)


def _remove_window(engine: Engine, batch_id: UUID) -> bool:
    """Remove the last rows, and return whether there are others."""
    with Session(writing_parts(engine)) as session:
        # Names of others may get the keys at this moment that go with these.
        await_turn(session)
        batch = session.get(UnfinishedBatch, batch_id, with_for_update=True)
        if batch is None:
            return False
        highest = batch.highest_key
        people = select(_PEOPLE.c.id).where(_PEOPLE.c.id.between(batch.lowest_key, highest))
        last_people = session.scalars(people.order_by(_PEOPLE.c.id.desc()).limit(_AT_ONCE)).all()
        is_rest = len(last_people) < _AT_ONCE
        lowest = batch.lowest_key if is_rest else last_people[-1]

        def within(column: ColumnElement[UUID]) -> ColumnElement[bool]:
            return column.between(lowest, highest)

        tokens = set(session.scalars(select(_TOKENS.c.token).where(within(_TOKENS.c.person_id))))
        for name in tables_of_batch():
            table = Base.metadata.tables[name]
            session.execute(delete(table).where(within(table.c[key_of(name)])))
        session.execute(delete(VERSIONS).where(within(VERSIONS.c.person_id)))
        session.execute(delete(_REVISIONS).where(within(_REVISIONS.c.row_id)))
        keep_keys(session, tokens, set())
        if is_rest:
            session.delete(batch)
        session.commit()
    return not is_rest
