"""Where the clock was set back while history was written: no fault, but it tells what was known when."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import Revision

# A long list is recorded as of the moment at which somebody began it, and others save meanwhile.
_AT_ONCE = timedelta(hours=1)


def set_back(session: Session) -> Iterator[str]:
    """Yield a line for every revision whose time lies more than an hour before that of the one before it."""
    before = func.lag(Revision.at, type_=Revision.__table__.c.at.type).over(order_by=Revision.number)
    listed = select(Revision.number, Revision.at, before.label("before")).subquery()
    query = select(listed).where(listed.c.at < listed.c.before).order_by(listed.c.number)
    for number, at, earlier in session.execute(query):
        if earlier - at > _AT_ONCE:
            yield (
                f"revision {number}: its time, {at:%Y-%m-%d %H:%M} UTC, lies before that of the one before,"
                f" {earlier:%Y-%m-%d %H:%M} UTC; the clock was set back"
            )
