"""One ruling for all accused: a hearing of each, and where it orders remand until a day, a status of each."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims import recording
from webapp.domain.claims.hearings import HearingContent
from webapp.domain.claims.recording import Evidence
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.refusals import Refused
from webapp.models import Claim, Hearing, Person
from webapp.vocab.charges import Ruling
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_

_REMAND = (Ruling.REMAND_ORDERED, Ruling.REMAND_EXTENDED)


def record_ruling(
    session: Session,
    content: HearingContent,
    *,
    until: PartialDate | None,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility | None,
    note: str | None,
) -> list[Claim]:
    """Record a ruling for each of `people` on one passage, and return the claims, hearings first.

    `until` is the day to which remand is ordered or extended. Raises Refused.
    """
    if until is not None and content.ruling not in _REMAND:
        raise Refused("until", N_("Only a ruling that orders or extends remand has such a day."))
    shared: dict[str, Any] = {
        "people": people, "evidence": evidence, "state": state, "visibility": visibility, "note": note,
    }  # fmt: skip
    claims = recording.add(session, content, **shared)
    if until is not None:
        remand = StatusContent(
            status=Status.PRETRIAL_DETENTION, cause=None, since=content.date, until=until, place=None,
            place_words=None, authority=content.court,
        )  # fmt: skip
        claims += recording.add(session, remand, **shared)
    return claims


def ruling_counts(hearings: Iterable[Hearing]) -> tuple[dict[Ruling, int], int]:
    """Return how many rulings came to what, and how many there are.

    A ruling on several accused of one case on one day is one; without a case, each person's is one of its
    own. Deprecated claims do not count.
    """
    rulings = {
        (hearing.case_id or hearing.person_id, hearing.date, hearing.ruling)
        for hearing in hearings
        if hearing.ruling is not None and hearing.rank is not Rank.DEPRECATED
    }
    counts: dict[Ruling, int] = {}
    for _, _, ruling in rulings:
        counts[ruling] = counts.get(ruling, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0].value))), len(rulings)
