"""Who was last told to be in a place of detention, now or as of a day, each with the word that says so."""

# A later word of the same detention that names no place, a sentence for one, moves nobody; another place
# does, and so does a release. From where a move led, no silence is concluded.

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from webapp.domain.claims.by_person import NamedClaim, named_claims
from webapp.domain.claims.liberty_periods import liberty_periods, period_on, reported_by
from webapp.domain.claims.loading import claims_of
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.paged_lists import KeyPage, is_named, key_page
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.visibility import Reader, in_use
from webapp.models import Citation, Claim, LibertySpan, Organization, PersonSummary, StatusEvent
from webapp.vocab.liberty import Held, Status

PAGE = 25
NAME, WORD = "name", "word"
SORTS = (NAME, "-" + NAME, WORD, "-" + WORD)
# Between these nobody need have left the building; into all others one goes from it.
_IN_CUSTODY = (
    Status.ARRESTED, Status.ADMINISTRATIVE_DETENTION, Status.PRETRIAL_DETENTION, Status.IMPRISONED,
)  # fmt: skip


@dataclass(frozen=True)
class HeldThere:
    """Somebody last told to be in a place: by which claim, and by which last day a dated source says so.

    `status` is what is current on the day, `possible_statuses` those between which nothing decides then, and
    `heard_on` the last word on that; `claim_id` tells of the place.
    """

    reference: str
    name: str
    other_names: str
    status: Status
    possible_statuses: str
    held: Held
    heard_on: date | None
    claim_id: UUID
    reported_on: date | None


class _PlaceWord(NamedTuple):
    """A claim that tells of a place, the place where it is an organization, and by which day it tells it."""

    claim_id: UUID
    place_id: UUID | None
    reported_on: date | None


def held_there(
    session: Session, organization: Organization, *, to: Reader, day: date
) -> list[HeldThere]:
    """Return who was last told to be in a place or a part of it as of a day, as lists may know, by name.

    Where nothing decides which event came last, one that may have and leads there is enough.
    """
    places = parts_of(session, organization)
    rows = session.execute(_spans_until(day, places, to))
    people = [list(spans) for _, spans in groupby(rows, attrgetter("person_id"))]
    words = {spans[-1].person_id: _last_place(spans) for spans in people}
    unsettled = [spans[-1] for spans in people if spans[-1].held is Held.UNCERTAIN]
    words |= _possibly(session, [span for span in unsettled if not words[span.person_id]], to, day)
    return [
        HeldThere(
            span.reference, span.name, span.other_names, span.status,
            span.possible_statuses, span.held, span.last_word_on, word.claim_id, word.reported_on,
        )
        for span in (spans[-1] for spans in people)
        if span.held in (Held.YES, Held.UNCERTAIN)
        for word in [words[span.person_id]]
        if word and word.place_id in places
    ]  # fmt: skip


def parts_of(session: Session, organization: Organization) -> set[UUID]:
    """Return the keys of a place and of all that is part of it: blocks, wings and what is part of these."""
    found, last = {organization.id}, {organization.id}
    while last:
        below = set(session.scalars(select(Organization.id).where(Organization.parent_id.in_(last))))
        last = below - found
        found |= last
    return found


def _spans_until(day: date, places: Collection[UUID], to: Reader) -> Select[Any]:
    """Return the query of the spans until a day of all whom any event leads to places, by name and day."""
    event = StatusEvent.__table__
    led_there = select(Claim.person_id).join(event, event.c.id == Claim.id)
    return (
        select(
            PersonSummary.person_id, PersonSummary.reference, PersonSummary.name, PersonSummary.other_names,
            LibertySpan.held, LibertySpan.status, LibertySpan.possible_statuses, LibertySpan.last_word_on,
            event.c.id, event.c.place_id, event.c.place_words,
        )
        .join(LibertySpan, and_(
            LibertySpan.person_id == PersonSummary.person_id, LibertySpan.audience == PersonSummary.audience
        ))
        .outerjoin(Citation, Citation.id == LibertySpan.citation_id)
        .outerjoin(event, event.c.id == Citation.claim_id)
        .where(
            PersonSummary.audience == to.audience, in_use(PersonSummary), LibertySpan.begins <= day,
            PersonSummary.person_id.in_(led_there.where(event.c.place_id.in_(places))),
        )
        .order_by(PersonSummary.sort_key, LibertySpan.begins)
    )  # fmt: skip


def _last_place(spans: Iterable[Any]) -> _PlaceWord | None:
    """Return where the spans of a person leave them, None where no word of that detention names a place."""
    word: _PlaceWord | None = None
    for span in spans:
        if span.held is not Held.UNCERTAIN and not (span.held is Held.YES and span.status in _IN_CUSTODY):
            word = None
        if span.place_id is not None or span.place_words is not None:
            word = _PlaceWord(span.id, span.place_id, span.last_word_on)
    return word


def _possibly(
    session: Session, spans: Sequence[Any], to: Reader, day: date
) -> dict[UUID, _PlaceWord | None]:
    """Return where people may be of whom nothing decides which event came last, of these no word said it."""
    claims = claims_of(session, [span.person_id for span in spans], to=to) if spans else {}
    words: dict[UUID, _PlaceWord | None] = {}
    for person_id, own in claims.items():
        period = period_on(liberty_periods(ranked_claims(own, StatusEvent), to=to), day)
        places = [event for event in period.possible if event and event.place_id]
        words[person_id] = (
            _PlaceWord(places[-1].id, places[-1].place_id, reported_by(places[-1], to=to)) if places else None
        )
    return words


def held_page(
    rows: Sequence[HeldThere],
    *,
    typed: str = "",
    sort: str = NAME,
    before: str | None = None,
    after: str | None = None,
    size: int = PAGE,
) -> tuple[KeyPage, list[HeldThere]]:
    """Return a page of those whose reference or name is as `typed`, in one of SORTS."""
    listed = [row for row in rows if not typed or is_named(typed, _names(row))]
    if sort.endswith(WORD):
        listed.sort(key=lambda row: row.reported_on or date.min)
    if sort.startswith("-"):
        listed.reverse()
    by_claim = {row.claim_id: row for row in listed}
    entries = [(row.reference, row.claim_id) for row in listed]
    page = key_page(entries, before=before, after=after, size=size)
    return page, [by_claim[claim_id] for claim_id in page.ids]


def words_there(
    session: Session, rows: Sequence[HeldThere], *, to: Reader
) -> Mapping[UUID, NamedClaim]:
    """Return the claims that tell of the place, by their id, each with the name of its person."""
    ids = [row.claim_id for row in rows]
    claims = named_claims(session, StatusEvent, StatusEvent.id.in_(ids), to=to)
    return {named_claim.claim.id: named_claim for named_claim in claims}



def _names(row: HeldThere) -> list[str]:
    return [row.reference, row.name, *row.other_names.split(SEPARATOR)]
