"""Statuses: what befell a person's liberty, since when, why, where and by whom."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Organization, Person, StatusEvent
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Held, Status, held
from webapp.vocab.words import N_


def add_status(
    session: Session,
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    status: Status,
    cause: Cause | None,
    since: PartialDate | None,
    place: Organization | None,
    place_words: str | None,
    authority: Organization | None,
) -> list[StatusEvent]:
    """Record a status of each person from a date on. Raises Refused."""
    return record(
        session,
        StatusEvent,
        people=people,
        evidence=evidence,
        state=state,
        visibility=visibility,
        note=note,
        **_said(
            status=status, cause=cause, since=since, place=place, place_words=place_words, authority=authority
        ),
    )


def revise_status(
    session: Session,
    event: StatusEvent,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    status: Status,
    cause: Cause | None,
    since: PartialDate | None,
    place: Organization | None,
    place_words: str | None,
    authority: Organization | None,
) -> StatusEvent:
    """Correct a status event. Raises Refused, Stale."""
    said = _said(
        status=status, cause=cause, since=since, place=place, place_words=place_words, authority=authority
    )
    revise(
        session,
        event,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return event


def _said(
    *,
    status: Status,
    cause: Cause | None,
    since: PartialDate | None,
    place: Organization | None,
    place_words: str | None,
    authority: Organization | None,
) -> dict[str, Any]:
    if cause is not None and held(status) is Held.YES:
        raise Refused("cause", N_("These are causes of release; a person who is held has none."))
    return {
        "status": status,
        "cause": cause,
        "since": since,
        "place": place,
        "place_words": clean_line("place_words", place_words),
        "authority": authority,
    }
