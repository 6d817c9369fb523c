"""What an account did last: its newest edits with their reasons and whom they are about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import Account, HomeRules, PersonSummary, Revision
from webapp.vocab.claims import Audience

# Of so many of the newest changes of everybody those of one account are looked for.
_RECENT = 5_000
# And so many changes of one edit for names of people.
_LOOKED_AT = 1_000


@dataclass(frozen=True)
class LastEdit:
    """One form post: why, when, how many records its first changes are about, and a few people's names."""

    id: UUID
    at: datetime
    reason: str
    records: int
    names: list[str]


def last_edits(session: Session, account: Account, *, most: int = 5) -> list[LastEdit]:
    """Return the newest edits of records by an account, the newest first; those of accounts are no work."""
    # Taken in their order first: an engine may else go through all there are, edit by edit.
    recent = select(Revision).order_by(Revision.number.desc()).limit(_RECENT).subquery()
    query = (
        select(recent.c.edit_id, func.max(recent.c.at), func.max(recent.c.reason))
        .where(
            recent.c.by_id == account.id,
            recent.c.table_name.not_in([Account.__tablename__, HomeRules.__tablename__]),
        )
        .group_by(recent.c.edit_id)
        .order_by(func.max(recent.c.number).desc())
        .limit(most)
    )
    return [_edit(session, *row) for row in session.execute(query).all()]


def _edit(session: Session, edit_id: UUID, at: datetime, reason: str) -> LastEdit:
    # A list brought in changes a million rows; to name three people a part of them will do.
    of_edit = select(Revision.about_id).where(Revision.edit_id == edit_id)
    about = of_edit.order_by(Revision.number).limit(_LOOKED_AT).subquery().c.about_id
    records = session.scalar(select(func.count(about.distinct()))) or 0
    names = select(PersonSummary.name).where(
        PersonSummary.audience == Audience.INTERNAL,
        PersonSummary.person_id.in_(select(about).distinct()),
    )
    first = session.scalars(names.order_by(PersonSummary.name).limit(3))
    return LastEdit(edit_id, at, reason, records, list(first))
