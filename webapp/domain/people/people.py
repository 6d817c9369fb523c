"""People: adding a person with a first cited name, publishing, retiring, and reading one."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Select, bindparam, select
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
from webapp.domain.terms.differing_ends import differing_ends
from webapp.domain.terms.facts import TermEnd
from webapp.domain.terms.from_claims import differs, stated_ends, term_end
from webapp.domain.visibility import INTERNAL, Reader, in_use, sees_person
from webapp.models import ChargeStep, Citation, Claim, NewRows, Person, PersonName, PersonSummary, StatusEvent
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_


@dataclass(frozen=True)
class PersonRecord:
    """A person's record as one reader may see it, with what is current on one day.

    What follows from the claims is worked out when it is asked for: many who read a record want little of it.
    """

    person: Person
    claims: list[Claim]
    day: date
    today: date
    periods: list[LibertyPeriod]
    reader: Reader

    @cached_property
    def name(self) -> PersonName | None:
        """The name by which the person is called; None where the reader may see none."""
        return main_name(self.claims)

    @cached_property
    def current(self) -> LibertyPeriod:
        """What is known of the person's liberty on the day."""
        return period_on(self.periods, self.day)

    @property
    def days_held(self) -> tuple[int | None, int] | None:
        """The most and the least days of the present detention."""
        return days_held(self.current.held_since, self.day)

    @property
    def term_ended(self) -> bool:
        """Whether the term has ended of somebody who is held."""
        return term_ended(self.current.held, self.term_end.latest, self.day)

    @cached_property
    def term_end(self) -> TermEnd:
        """When the term ends, or why nobody can say."""
        return term_end(ranked_claims(self.claims, ChargeStep), self.periods, self.current)

    @property
    def stated_ends(self) -> list[tuple[StatusEvent, bool]]:
        """What sources say of the end of the term, each with whether it differs from the computed one."""
        events = ranked_claims(self.claims, StatusEvent)
        return [
            (event, differs(bounds, self.term_end)) for event, bounds in stated_ends(events, self.current)
        ]

    @property
    def sentences(self) -> list[ChargeStep]:
        """The sentences that stand."""
        return sentences(ranked_claims(self.claims, ChargeStep))

    @cached_property
    def conflicts(self) -> list[tuple[Claim, ...]]:
        """Claims that contradict one another, ends of the term among them."""
        groups = conflicts(self.claims, uncertain=period_on(self.periods, self.today).possible)
        end = self.term_end if self.current is self.periods[-1] else None
        return groups + differing_ends(self.claims, to=self.reader, periods=self.periods, end=end)


def person(session: Session, reference: str, *, to: Reader) -> Person | None:
    """Return the person with this reference, if the reader may see the person.

    The reference of a record that was merged into another means that other one.
    """
    own = person_of_exact_reference(session, reference)
    return own and holder_of_claims(session, own, to=to)


def holder_of_claims(session: Session, recorded: Person, *, to: Reader) -> Person | None:
    """Return the record that holds the claims of one, itself or what it was merged into, if it is seen."""
    shown = merged_into(session, recorded) or recorded
    return shown if sees_person(to, shown) else None


def person_of_exact_reference(session: Session, reference: str) -> Person | None:
    """Return the record of exactly this reference, merged into another or not, whoever may see it."""
    return session.scalar(_of_reference(), {"reference": canonical_reference(reference)})


@cache
def _of_reference() -> Select[Person]:
    return select(Person).where(Person.reference == bindparam("reference"))


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

    What is known of that day is the rule of the lists: `liberty_periods`.
    """
    periods = liberty_periods(ranked_claims(claims, StatusEvent), to=to)
    return PersonRecord(
        person=person, claims=claims, day=as_of or today, today=today, periods=periods, reader=to
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


def noted_people(session: Session, *, most: int) -> list[tuple[str, str, str]]:
    """Return reference, name and note of those on whom colleagues left a note, the newest records first."""
    query = select(PersonSummary.reference, PersonSummary.name, Person.note).join(Person)
    query = query.where(PersonSummary.audience == INTERNAL.audience, in_use(PersonSummary))
    query = query.where(Person.note.is_not(None)).order_by(Person.id.desc())
    return [(reference, name, note or "") for reference, name, note in session.execute(query.limit(most))]


def retire_person(session: Session, person: Person, *, version: int) -> Person:
    """Take a record out of use: no list holds it, its reference and history stay. Raises Stale."""
    return revise_person(session, person, version=version, state=PublicationState.RETIRED)
