"""Which of history was known at an instant."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select

from webapp.models import ListBatch, Revision


def known_by(at: datetime) -> ColumnElement[bool]:
    """Return the condition that a revision was known at an instant.

    That of a long list is known from its end on: it was written before, and nobody saw it.
    """
    later = select(ListBatch.id).where(ListBatch.finished_at > at)
    return and_(Revision.at <= at, Revision.edit_id.not_in(later))
