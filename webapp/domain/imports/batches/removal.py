"""Removing what is written of a list that is not finished: nobody has seen any of it."""

# In windows from the highest key down, so that what refers to a row goes with it or before it.

from collections.abc import Callable
from time import sleep
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, delete, select, union
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.chain import await_turn
from webapp.domain.read_model import past_rows
from webapp.domain.read_model.refresh import keep_keys
from webapp.models import (
    Base,
    Citation,
    Claim,
    NameToken,
    Revision,
    UnfinishedBatch,
    hearing_others,
    key_of,
    tables_of_batch,
    writing_parts,
)

# Citations with which all goes at once, while others wait.
_AT_ONCE = 400
# Seconds that others who waited have between.
_PAUSE = 0.2
_REVISIONS = Base.metadata.tables[Revision.__tablename__]
_CLAIMS = Base.metadata.tables[Claim.__tablename__]
_CITATIONS = Base.metadata.tables[Citation.__tablename__]
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
        citations = select(_CITATIONS.c.id).where(_CITATIONS.c.id.between(batch.lowest_key, highest))
        # The key of a claim follows that of its citation.
        last = session.scalar(citations.order_by(_CITATIONS.c.id.desc()).offset(_AT_ONCE - 1).limit(1))
        lowest = last or batch.lowest_key

        def within(column: ColumnElement[UUID]) -> ColumnElement[bool]:
            return column.between(lowest, highest)

        for people in batches(_people(session, within)):
            past_rows.drop(session, people, revision=batch.first_number - 1)
        tokens = set(session.scalars(select(_TOKENS.c.token).where(within(_TOKENS.c.person_id))))
        for name in tables_of_batch():
            table = Base.metadata.tables[name]
            session.execute(delete(table).where(within(table.c[key_of(name)])))
        session.execute(delete(past_rows.VERSIONS).where(within(past_rows.VERSIONS.c.person_id)))
        session.execute(delete(_REVISIONS).where(within(_REVISIONS.c.row_id)))
        keep_keys(session, tokens, set())
        if last is None:
            session.delete(batch)
        session.commit()
    return last is not None


def _people(session: Session, within: Callable[[ColumnElement[UUID]], ColumnElement[bool]]) -> set[UUID]:
    """Return of whom something is claimed or cited within keys."""
    claimed = select(_CLAIMS.c.person_id).where(within(_CLAIMS.c.id))
    cited = select(_CLAIMS.c.person_id).join(_CITATIONS, _CITATIONS.c.claim_id == _CLAIMS.c.id)
    return set(session.scalars(union(claimed, cited.where(within(_CITATIONS.c.id)))))
