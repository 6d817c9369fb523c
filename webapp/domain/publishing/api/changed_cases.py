"""Which cases changed, and which of them everybody could read once and cannot now."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import among, batches
from webapp.domain.publishing.api.changed_records import (
    MOST_TOUCHED,
    change_report,
    claims_once_shown,
    unnamed_at_first,
)
from webapp.domain.visibility import PUBLIC, may_see_case
from webapp.models import Charge, Claim, CourtCase, Hearing, Revision
from webapp.vocab.people import PublicationState

_DRAFT = PublicationState.DRAFT.value


def changed_cases(session: Session, touched: Collection[UUID], *, now: datetime) -> dict[str, list[str]]:
    """Return the references of cases that are among touched records, or that tell of such.

    A case tells of its accused, its court and the case before it; and it is public where one is that led on
    from it. Under `gone` those that were public.
    """
    many = len(touched) > MOST_TOUCHED
    keys = set(session.scalars(select(CourtCase.id))) if many else _telling_of(session, touched)
    before = after = keys
    while before := among(session, select(CourtCase.earlier_id), CourtCase.id, before) - keys - {None}:
        keys = keys | before
    keys = keys | among(session, select(CourtCase.id), CourtCase.earlier_id, after)
    return change_report(
        session, CourtCase, may_see_case(PUBLIC), keys, lambda hidden: _once_known(session, hidden, now)
    )


def _telling_of(session: Session, touched: Collection[UUID]) -> set[UUID]:
    keys = {
        key
        for column in (CourtCase.id, CourtCase.court_id)
        for key in among(session, select(CourtCase.id), column, touched)
    }
    for kind in (Charge, Hearing):
        table = kind.__table__
        named = select(table.c.case_id).join(Claim, Claim.id == table.c.id)
        keys |= among(session, named.where(table.c.case_id.is_not(None)), Claim.person_id, touched)
    return keys


def _once_known(session: Session, ids: set[UUID], now: datetime) -> set[UUID]:
    """Return those of these cases that everybody could once read: by who is accused, or while nobody was."""
    known = set[UUID]()
    for kind in (Charge, Hearing):
        claims = kind.__table__.c
        query = select(claims.id, claims.case_id)
        named = (session.execute(query.where(claims.case_id.in_(batch))) for batch in batches(ids))
        rows = [row for found in named for row in found]
        shown = claims_once_shown(session, {row.id for row in rows}, now)
        known |= {row.case_id for row in rows if row.id in shown}
    known |= unnamed_at_first(session, ids)
    led_to = known
    while led_to := among(session, select(CourtCase.earlier_id), CourtCase.id, led_to) & ids - known:
        known = known | led_to
    return known & _once_in_use(session, ids)


def _once_in_use(session: Session, ids: set[UUID]) -> set[UUID]:
    """Return those that were no drafts at some time."""
    query = select(Revision.row_id, Revision.changes).where(Revision.table_name == CourtCase.__tablename__)
    return {
        key
        for batch in batches(ids)
        for key, changes in session.execute(query.where(Revision.row_id.in_(batch)))
        if any(state not in (None, _DRAFT) for state in changes.get("state", ()))
    }
