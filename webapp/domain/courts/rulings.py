"""One ruling for all accused: a hearing of each, and where it orders remand until a day, a status of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.claims import recording
from webapp.domain.claims.by_person import NamedClaims, with_names
from webapp.domain.claims.hearings import HearingContent
from webapp.domain.claims.loading import load_citations
from webapp.domain.claims.recording import Evidence
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.refusals import Refused
from webapp.domain.sources.passages import load_texts
from webapp.domain.visibility import Reader
from webapp.models import Claim, Hearing, Organization, Person
from webapp.vocab.charges import Ruling
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_

_JUDGES = (Hearing.judge_id, Hearing.second_judge_id, Hearing.third_judge_id)
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


@dataclass(frozen=True)
class OfficialRulings:
    """The hearings of an official, the newest first, and the numbers of those in which they judged."""

    hearings: NamedClaims
    counts: dict[Ruling, int]
    total: int


def official_rulings(session: Session, official: Organization, *, to: Reader) -> OfficialRulings:
    """Return the hearings in which an official had a part, as far as the reader may see."""
    judged = or_(*(judge_id == official.id for judge_id in _JUDGES))
    columns = (Hearing.id, Hearing.case_id, Hearing.person_id, Hearing.date, Hearing.ruling, Hearing.rank)
    query = with_names(select(Hearing).join(Hearing.person), Hearing, to=to)
    query = query.where(or_(judged, Hearing.prosecutor_id == official.id))
    rows: Sequence[Any] = session.execute(
        query.with_only_columns(*columns, judged.label("judged"), maintain_column_froms=True)
    ).all()
    counts, total = ruling_counts(row for row in rows if row.judged)
    ids = [row.id for row in sorted(rows, key=_day, reverse=True)]
    return OfficialRulings(NamedClaims(session, Hearing, ids, to=to, load=_load_passages), counts, total)


def _load_passages(session: Session, hearings: Sequence[Hearing]) -> None:
    load_citations(session, hearings)
    load_texts(session, (citation.passage for hearing in hearings for citation in hearing.citations))


def _day(hearing: Any) -> date:
    return (hearing.date and hearing.date.latest) or date.min


def ruling_counts(hearings: Iterable[Any]) -> tuple[dict[Ruling, int], int]:
    """Return how many rulings came to what, and how many there are, of hearings or rows with their columns.

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
