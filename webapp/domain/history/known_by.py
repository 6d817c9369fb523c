"""Which of history was known at an instant."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from webapp.models import ListBatch, ListPlace, Revision

_BY_PARTS = ListBatch.first_number.is_not(None)


def lists_by_parts(session: Session) -> list[tuple[ListBatch, ListPlace]]:
    """Return the lists that were written by parts, each with where its history stands."""
    batches = session.scalars(select(ListBatch).where(_BY_PARTS))
    return [(batch, place) for batch in batches if (place := batch.place)]


def known_by(at: datetime) -> ColumnElement[bool]:
    """Return the condition that a revision was known at an instant.

    That of a long list is known from its end on: it was written before, and nobody saw it.
    """
    later = select(ListBatch.id).where(_BY_PARTS, ListBatch.finished_at > at)
    return and_(Revision.at <= at, Revision.edit_id.not_in(later))
