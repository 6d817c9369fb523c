"""One ruling for all accused: a hearing of each, and where it orders remand until a day, a status of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.domain.claims import recording
from webapp.domain.claims.by_person import NamedClaims, by_name, with_names
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
_HEARING: Any = Hearing.__table__.c
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
    """Return the hearings in which an official had a part, as far as the reader may see.

    A ruling on several accused of one case on one day is counted as one; without a case, each person's is
    one of its own. Deprecated claims do not count.
    """
    judged = or_(*(judge_id == official.id for judge_id in _JUDGES))
    query = with_names(select(Hearing).join(Hearing.person), Hearing, to=to).order_by(None)
    part = query.where(or_(judged, Hearing.prosecutor_id == official.id))
    newest = part.order_by(_HEARING.date_latest.desc().nulls_last(), *by_name(Hearing))
    keys = newest.with_only_columns(_HEARING.id, maintain_column_froms=True)
    ruled = query.where(judged, Hearing.ruling.is_not(None), Hearing.rank != Rank.DEPRECATED)
    ruling = func.coalesce(_HEARING.case_id, Hearing.person_id), _HEARING.date_edtf, Hearing.ruling
    rulings = ruled.with_only_columns(*ruling, maintain_column_froms=True).distinct().subquery().c
    numbers = select(rulings.ruling, func.count()).group_by(rulings.ruling)
    by_number = numbers.order_by(func.count().desc(), rulings.ruling)
    counts: dict[Ruling, int] = dict(session.execute(by_number).all())
    hearings = NamedClaims(session, Hearing, keys, to=to, load=_load_passages)
    return OfficialRulings(hearings, counts, sum(counts.values()))


def _load_passages(session: Session, hearings: Sequence[Hearing]) -> None:
    load_citations(session, hearings)
    load_texts(session, (citation.passage for hearing in hearings for citation in hearing.citations))
