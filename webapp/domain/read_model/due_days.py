"""What falls due of a person: days that are ordered, announced, computed or recur, and hearings awaited."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from webapp.domain.claims.hearings import awaited
from webapp.models import Claim, Hearing, StatusEvent
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Held
from webapp.vocab.people import PublicationState
from webapp.vocab.terms import DueKind

# Birthdays lie in a leap year after all days that fall due, so that a range of days holds none of them.
BIRTHDAYS_IN = 9996
# What the read model holds of days was derived with these.
DUE_DAYS = "due-days"


def due_days(
    person_id: UUID, claims: Sequence[Claim], summary: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield what falls due of a person in use, by the claims that a reader sees and what they come to.

    Of a day that lies between two the last one counts; what has no last day never falls due.
    """
    if summary["state"] is PublicationState.RETIRED:
        return
    for kind, day, edtf in _own_days(claims, summary):
        if day is not None:
            yield _row(person_id, kind, person_id, day, edtf, None, str(person_id))
    for hearing, when in awaited(claim for claim in claims if isinstance(claim, Hearing)):
        if when.latest is not None:
            yield _row(
                person_id, DueKind.HEARING, hearing.id, when.latest, when.edtf, hearing.case_id,
                f"{hearing.case_id or person_id} {hearing.proceeding.value}",
            )  # fmt: skip


def _own_days(
    claims: Iterable[Claim], summary: Mapping[str, Any]
) -> Iterator[tuple[DueKind, date | None, str]]:
    current = next((claim for claim in claims if _rests_on(claim, summary["citation_id"])), None)
    if isinstance(current, StatusEvent) and current.until is not None:
        yield DueKind.ORDER_ENDS, current.until.latest, current.until.edtf
    yield DueKind.ANNOUNCED, summary["announced_latest"], summary["announced_edtf"]
    if summary["held"] is Held.YES:
        yield DueKind.TERM_ENDS, summary["term_ends_on"], ""
        yield DueKind.BIRTHDAY, _birthday(summary["born"]), ""


def _rests_on(claim: Claim, citation_id: UUID | None) -> bool:
    return any(citation.id == citation_id for citation in claim.citations)


def _birthday(born: str) -> date | None:
    day = PartialDate.parse(born) if born else None
    known = day is not None and day.is_day and day.earliest
    return known.replace(year=BIRTHDAYS_IN) if known else None


def _row(
    person_id: UUID, kind: DueKind, event_id: UUID, day: date, edtf: str, case_id: UUID | None, sitting: str
) -> dict[str, Any]:
    return {
        "person_id": person_id, "kind": kind, "event_id": event_id, "day": day, "edtf": edtf,
        "case_id": case_id, "sitting": sitting,
    }  # fmt: skip
