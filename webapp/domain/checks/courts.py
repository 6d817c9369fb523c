"""Whether cases and hearings are such as a form would take: no case leads to itself, no hearing is absurd."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Table, and_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.models import CourtCase, Hearing
from webapp.vocab.charges import HearingOutcome


def court_faults(session: Session) -> Iterator[Fault]:
    """Yield every case that leads to itself, and every hearing whose parts cannot all be true."""
    cases: Table = CourtCase.__table__  # type: ignore[assignment]
    led = select(cases.c.id, cases.c.reference, cases.c.earlier_id).where(cases.c.earlier_id.is_not(None))
    later = list(rows(session, led.order_by(cases.c.reference)))
    earlier: dict[UUID, UUID] = {case.id: case.earlier_id for case in later}
    for case in later:
        if _leads_to_itself(case.id, earlier):
            yield Fault(f"case {case.reference}", "it leads to itself over the cases of lower courts")
    hearing: Table = Hearing.__table__  # type: ignore[assignment]
    column = hearing.c
    single_day = and_(column.date_earliest.is_not(None), column.date_earliest == column.date_latest)
    absurd = {
        "it has an hour and no single day": and_(
            column.hour.is_not(None), or_(column.date_earliest.is_(None), ~single_day)
        ),
        "it is put off to a day before its own": column.postponed_to_latest < column.date_earliest,
        "it was cancelled and has a ruling": and_(
            column.outcome == HearingOutcome.CANCELLED, column.ruling.is_not(None)
        ),
    }
    for message, condition in absurd.items():
        for (key,) in rows(session, select(column.id).where(condition)):
            yield Fault(f"hearing {key}", message)


def _leads_to_itself(key: UUID, earlier: dict[UUID, UUID]) -> bool:
    met, before = set[UUID](), earlier.get(key)
    while before is not None and before not in met:
        if before == key:
            return True
        met.add(before)
        before = earlier.get(before)
    return False
