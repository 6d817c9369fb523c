"""People: adding a person with a first cited name, publishing, retiring, and reading one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.claims.contradictions import conflicts
from webapp.domain.claims.current_status import (
    days_held,
    sentences,
    term_ended,
)
from webapp.domain.claims.liberty_periods import LibertyPeriod, liberty_periods, period_on
from webapp.domain.claims.loading import claims_of
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.ranking import main_name, ranked_claims
from webapp.domain.claims.recording import Evidence, add
from webapp.domain.input_rules import clean_text
from webapp.domain.people.merging import merged_into
from webapp.domain.people.namesakes import refuse_namesake
from webapp.domain.people.printed_names import refuse_unprinted
from webapp.domain.references import canonical_reference, next_reference
from webapp.domain.refusals import Refused, check_version
from webapp.domain.sources.passages import load_texts
from webapp.domain.terms.facts import TermEnd
from webapp.domain.terms.from_claims import differs, stated_ends, term_end
from webapp.domain.visibility import Reader, sees_person
from webapp.models import ChargeStep, Citation, Claim, NewRows, Person, PersonName, StatusEvent
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_


@dataclass(frozen=True)
class PersonRecord:
    """A person's record as one reader may see it, with what is current on one day."""

    person: Person
    claims: list[Claim]
    name: PersonName | None
    current: LibertyPeriod
    day: date
    days_held: tuple[int | None, int] | None
    term_ended: bool
    term_end: TermEnd
    stated_ends: list[tuple[StatusEvent, bool]]
    sentences: list[ChargeStep]
    conflicts: list[tuple[Claim, ...]]


def person(session: Session, reference: str, *, to: Reader) -> Person | None:
    """Return the person with this reference, if the reader may see the person.

    The reference of a record that was merged into another means that other one.
    """
    own = person_of_exact_reference(session, reference)
    shown = own and (merged_into(session, own) or own)
    return shown if shown is not None and sees_person(to, shown) else None


def person_of_exact_reference(session: Session, reference: str) -> Person | None:
    """Return the record of exactly this reference, merged into another or not, whoever may see it."""
    canonical = canonical_reference(reference)
    return session.scalar(select(Person).where(Person.reference == canonical))


def record_of(
    session: Session, person: Person, *, to: Reader, today: date, as_of: date | None = None
) -> PersonRecord:
    """Return everything that this reader may see of a person, with what is current today, or on a day."""
    claims = claims_of(session, [person.id], to=to).get(person.id, [])
    load_texts(session, (citation.passage for claim in claims for citation in claim.citations))
    return record_from_claims(person, claims, to=to, today=today, as_of=as_of)


def record_from_claims(
    person: Person, claims: list[Claim], *, to: Reader, today: date, as_of: date | None = None
) -> PersonRecord:
    """Return what claims on a person, wherever they come from, come to today, or came to on an earlier day.

    What is known of that day is the rule of the lists: `liberty_periods`. `days_held` is the most and the
    least days of the present detention; `stated_ends` are what sources say of the end of the term, each with
    whether it differs from the computed one.
    """
    day = as_of or today
    periods = liberty_periods(ranked_claims(claims, StatusEvent), to=to)
    current = period_on(periods, day)
    steps = ranked_claims(claims, ChargeStep)
    end = term_end(steps, periods, current)
    return PersonRecord(
        person=person,
        claims=claims,
        name=main_name(claims),
        current=current,
        day=day,
        days_held=days_held(current.held_since, day),
        term_ended=term_ended(current.held, end.latest, day),
        term_end=end,
        stated_ends=[
            (event, differs(bounds, end))
            for event, bounds in stated_ends(ranked_claims(claims, StatusEvent), current)
        ],
        sentences=sentences(steps),
        conflicts=conflicts(claims, uncertain=period_on(periods, today).possible),
    )


def add_person(
    session: Session,
    *,
    content: NameContent,
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    somebody_else: bool,
    not_printed: bool,
) -> Person:
    """Add a person with a first name and the passage that names them.

    The record is published together with the name, and a draft until then. A name that may be that of
    somebody recorded is refused, as long as nobody says that it is `somebody_else`; one that the passage
    does not print, as long as nobody says that it is `not_printed`. Raises Refused.
    """
    person = Person(reference=next_reference(session, "P"), state=_record_state(state))
    session.add(person)
    add(
        session, content, people=[person], evidence=evidence, state=state, visibility=visibility, note=note
    )
    if not somebody_else:
        refuse_namesake(session, str(content.text))
    if not not_printed:
        refuse_unprinted(str(content.text), evidence.passage.exact)
    return person


def new_person(rows: NewRows, reference: str, *, state: ClaimState) -> Person:
    """Return a record without a name yet, published if its first claims are; the caller adds one."""
    return rows.add(Person, reference=reference, state=_record_state(state))


def _record_state(state: ClaimState) -> PublicationState:
    return PublicationState.PUBLISHED if state is ClaimState.PUBLISHED else PublicationState.DRAFT


def add_person_once(session: Session, **name_values: Any) -> Person:
    """Add a person as `add_person` does, unless the same words of a source already name one so.

    A form sent twice makes one person. Raises Refused at field `text`.
    """
    # Added first: giving out the reference makes another who adds at this moment wait.
    person = add_person(session, **name_values)
    first_name = session.scalars(select(PersonName).where(PersonName.person_id == person.id)).one()
    twin = session.scalar(
        select(Person.reference)
        .join(PersonName, PersonName.person_id == Person.id)
        .join(PersonName.citations)
        .where(
            Person.id != person.id,
            PersonName.state != ClaimState.WITHDRAWN,
            PersonName.text == first_name.text,
            Citation.passage_id == first_name.citations[0].passage_id,
        )
        .limit(1)
    )
    if twin is not None:
        message = N_("These words name %(reference)s so already; for a namesake, cite other words.")
        raise Refused("text", message, reference=twin)
    return person


def revise_person(session: Session, person: Person, *, version: int, state: PublicationState) -> Person:
    """Change whether readers see a person's record. Raises Stale."""
    check_version(person, version)
    person.state = state
    session.flush()
    return person


def note_to_colleagues(session: Session, person: Person, *, version: int, note: str | None) -> Person:
    """Write down, or take away, what colleagues should know of a person. Raises Refused, Stale."""
    check_version(person, version)
    person.note = clean_text("note", note, limit=5000)
    session.flush()
    return person


def retire_person(session: Session, person: Person, *, version: int) -> Person:
    """Take a record out of use: no list holds it, its reference and history stay. Raises Stale."""
    return revise_person(session, person, version=version, state=PublicationState.RETIRED)
