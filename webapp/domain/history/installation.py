"""Which installation this is: the beginning of its history tells it from every other."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Revision

_LENGTH = 12


def installation_id(session: Session) -> str:
    """Return 12 hexadecimal digits that stay with a database wherever it is moved, and say nothing of it.

    A database in which nothing was recorded yet is called `new`.
    """
    first = session.scalar(select(Revision.hash).order_by(Revision.number).limit(1))
    return first[:_LENGTH] if first else "new"
