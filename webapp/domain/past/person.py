"""What the database said of a person at an instant, rebuilt from the history and not from today's rows."""

# What the record refers to is shown as it is today: passages and texts never change; organizations,
# provisions and sources are called by their present names. No other row of today is looked at, save to keep
# from readers what is not theirs any more. The rows rebuilt belong to no session, so no flush sees them.

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from webapp.domain.batches import among
from webapp.domain.claims.loading import keys_to_others, load_referred
from webapp.domain.named_access import limits_of
from webapp.domain.past.rows import rebuilt
from webapp.domain.people.people import PersonRecord, record_from_claims
from webapp.domain.refusals import Refused
from webapp.domain.sources.passages import load_texts
from webapp.domain.visibility import Reader, may_see_claim, may_see_person, sees_claim, sees_person
from webapp.models import (
    Account,
    Citation,
    Claim,
    CourtCase,
    Organization,
    Passage,
    Person,
    Provision,
    StatusEvent,
)
from webapp.vocab.dates.typed_instant import read_instant
from webapp.vocab.words import N_

_UNCHANGED = frozenset((Organization, CourtCase, Provision, Passage, Account))


@dataclass(frozen=True)
class KnownRecord:
    """A person's record as it was known at an instant; no record where the reader could see none yet.

    Citations that were taken away since have no page of their own any more: `removed` names them.
    """

    at: datetime
    record: PersonRecord | None
    removed: frozenset[UUID]


def read_known_on(text: str, *, now: datetime) -> datetime:
    """Return the instant that somebody typed; a day or a minute means its end, and never later than now.

    Raises BadDate for what is no day or instant, Refused at field `known_on` for the future.
    """
    stretch = read_instant(text)
    if stretch.first > now:
        raise Refused("known_on", N_("This lies in the future; nobody knows it yet."))
    return min(stretch.last, now)


def known_on(
    session: Session, person: Person, *, at: datetime, to: Reader, as_of: date | None = None
) -> KnownRecord:
    """Return a person's record as the database knew it at `at`.

    What is current in it is what was so on that day (in UTC), or on the day `as_of`.

    Whoever is no curator sees what readers saw then, less what they may not see today: claims withdrawn,
    hidden or restricted since, citations removed since, and sources that were closed to them.
    """
    rows = rebuilt(session, person.id, at=at)
    person_then: Person | None = rows.get(person.id)
    if person_then is None:
        return KnownRecord(at, None, frozenset())
    claims = sorted(
        (row for row in rows.values() if isinstance(row, Claim) and row.person_id == person.id),
        key=lambda claim: (claim.made_at, claim.id),
    )
    tie(session, claims, rows)
    if limits_of(session) is not None:
        claims = _readable(claims)
    cited = {citation.id for claim in claims for citation in claim.citations}
    cited_today = set(session.scalars(select(Citation.id).where(Citation.id.in_(cited))))
    if not to.restricted:
        claims = still_open(session, claims, cited_today, to)
    load_texts(session, (citation.passage for claim in claims for citation in claim.citations))
    removed = frozenset(cited - cited_today)
    if not sees_person(to, person_then):
        return KnownRecord(at, None, removed)
    seen = [claim for claim in claims if sees_claim(to, claim)]
    part_from_unseen(seen)
    record = record_from_claims(person_then, seen, to=to, today=at.date(), as_of=as_of)
    return KnownRecord(at, record, removed)


def still_open(
    session: Session, claims: Sequence[Claim], cited_today: set[UUID], to: Reader
) -> list[Claim]:
    """Return the claims, and of each the citations, that such a reader may see today as well."""
    # Of whomever they are told today: the record may have been merged into another.
    seen = select(Claim.id).join(Claim.person).where(may_see_claim(to), may_see_person(to))
    today = among(session, seen, Claim.id, (claim.id for claim in claims))
    claims = [claim for claim in claims if claim.id in today]
    for claim in claims:
        set_committed_value(claim, "citations", [row for row in claim.citations if row.id in cited_today])
    return claims


def _readable(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of which this session may read a passage, with those alone."""
    for claim in claims:
        readable = [row for row in claim.citations if row.passage is not None]
        set_committed_value(claim, "citations", readable)
    return [claim for claim in claims if claim.citations]


def tie(session: Session, claims: Iterable[Claim], rows: dict[UUID, Any]) -> None:
    """Tie rebuilt claims to their citations, and both to what they refer to."""
    cited: dict[UUID, list[Citation]] = {}
    citations = (row for row in rows.values() if isinstance(row, Citation))
    for citation in sorted(citations, key=lambda citation: citation.id):
        cited.setdefault(citation.claim_id, []).append(citation)
    rebuilt_rows: list[Any] = [row for claim in claims for row in (claim, *cited.get(claim.id, []))]
    for claim in claims:
        set_committed_value(claim, "citations", cited.get(claim.id, []))
    tie_to_records(session, rebuilt_rows)
    for row in rebuilt_rows:
        for relation, key in keys_to_others(row):
            if relation.mapper.class_ not in _UNCHANGED:
                set_committed_value(row, relation.key, rows.get(key))


def tie_to_records(session: Session, rows: Iterable[Any]) -> None:
    """Tie rebuilt claims and citations to records that are as they are today, in few queries."""
    load_referred(session, rows, _UNCHANGED)


def part_from_unseen(seen: Sequence[Claim]) -> None:
    """Let no event tell of another one, to which it is stated to stand so, that is not among these claims."""
    for claim in seen:
        for name in ("after", "disputes") if isinstance(claim, StatusEvent) else ():
            if getattr(claim, name) not in seen:
                set_committed_value(claim, name, None)
