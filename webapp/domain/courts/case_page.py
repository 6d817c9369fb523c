"""What a case comes to: its accused with their liberty over time, its hearings, and its charges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.claims.hearings import awaited, is_answered
from webapp.domain.claims.liberty_periods import LibertyPeriod, liberty_periods
from webapp.domain.claims.loading import claims_of
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.people.people import PersonRecord, record_from_claims
from webapp.domain.sources.passages import load_texts
from webapp.domain.visibility import Reader, may_see_claim, may_see_person
from webapp.models import Charge, ChargeStep, Claim, CourtCase, Hearing, Person, PersonalFact, StatusEvent
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import FACT_WORDS, FAIR_TRIAL
from webapp.vocab.words import Word


@dataclass(frozen=True)
class Accused:
    """Somebody whom a case tries: the record, and what is known of their liberty from day to day."""

    record: PersonRecord
    periods: list[LibertyPeriod]


@dataclass(frozen=True)
class Sitting:
    """One hearing of a case: the claims of all accused that tell the same of it."""

    hearings: list[Hearing]

    @property
    def hearing(self) -> Hearing:
        """The claim that stands for all."""
        return self.hearings[0]

    @property
    def day(self) -> date | None:
        """The last day on which the court may sit, None where none is told."""
        return self.hearing.date.latest if self.hearing.date else None

    @property
    def is_awaited(self) -> bool:
        """Whether no source tells what became of it."""
        return not is_answered(self.hearing)


@dataclass(frozen=True)
class ChargesUnder:
    """The charges of a case under one provision or offence, and how many came to which step last."""

    charges: list[Charge]
    last: dict[StepKind, int]


@dataclass(frozen=True)
class TrialFinding:
    """A word by which sources tell of a fair trial, and the facts that tell it, one for each accused."""

    word: Word
    facts: list[PersonalFact]


@dataclass(frozen=True)
class CaseRecord:
    """A case as one reader may see it; `sittings` the newest first, `next` the first day to come."""

    case: CourtCase
    accused: list[Accused]
    sittings: list[Sitting]
    next: PartialDate | None
    charges: list[ChargesUnder]
    fair_trial: list[TrialFinding]


def case_record(session: Session, case: CourtCase, *, to: Reader, today: date) -> CaseRecord:
    """Return what this reader may see of a case: of all whose charges or hearings name it."""
    people = _people(session, case, to)
    claims = claims_of(session, [person.id for person in people], to=to)
    load_texts(session, (c.passage for each in claims.values() for claim in each for c in claim.citations))
    accused = [_accused(person, claims.get(person.id, []), to, today) for person in people]
    known = [each for each in accused if each.record.name is not None or to.restricted]
    own = [claim for each in known for claim in each.record.claims]
    hearings = [claim for claim in own if isinstance(claim, Hearing) and claim.case_id == case.id]
    coming = [when for _, when in awaited(hearings) if when.latest and when.latest >= today]
    steps = [claim for claim in own if isinstance(claim, ChargeStep)]
    charges = [claim for claim in own if isinstance(claim, Charge) and claim.case_id == case.id]
    first = min(coming, key=lambda when: when.latest or date.max, default=None)
    return CaseRecord(case, known, _sittings(hearings), first, _by_offence(charges, steps), _fair_trial(own))


def _people(session: Session, case: CourtCase, to: Reader) -> list[Person]:
    named = [
        select(Claim.person_id)
        .join(model.__table__, model.__table__.c.id == Claim.id)
        .where(model.__table__.c.case_id == case.id, may_see_claim(to))
        for model in (Charge, Hearing)
    ]
    query = select(Person).where(or_(*(Person.id.in_(each) for each in named)), may_see_person(to))
    return list(session.scalars(query.order_by(Person.reference)))


def _accused(person: Person, claims: list[Claim], to: Reader, today: date) -> Accused:
    periods = liberty_periods(ranked_claims(claims, StatusEvent), to=to)
    return Accused(record_from_claims(person, claims, to=to, today=today), periods)


def _sittings(hearings: Iterable[Hearing]) -> list[Sitting]:
    """Return hearings that tell the same of several people as one, the newest first, the undated last."""
    groups: dict[object, list[Hearing]] = {}
    for hearing in hearings:
        if hearing.rank is not Rank.DEPRECATED:
            content = hearing.proceeding, hearing.date, hearing.court_id, hearing.outcome, hearing.ruling
            groups.setdefault((*content, hearing.postponed_to), []).append(hearing)
    sittings = [Sitting(group) for group in groups.values()]
    answered = [each.hearing.date for each in sittings if not each.is_awaited]
    shown = [each for each in sittings if not each.is_awaited or each.hearing.date not in answered]
    return sorted(shown, key=lambda each: (each.day is not None, each.day or date.min), reverse=True)


def _by_offence(charges: Sequence[Charge], steps: Sequence[ChargeStep]) -> list[ChargesUnder]:
    groups: dict[object, list[Charge]] = {}
    for charge in charges:
        groups.setdefault(charge.provision_id or charge.offence, []).append(charge)
    return [ChargesUnder(group, _last_steps(group, steps)) for group in groups.values()]


def _fair_trial(claims: Sequence[Claim]) -> list[TrialFinding]:
    """Return what is told of counsel, court, language and the like, in the order of the lists."""
    facts = ranked_claims(claims, PersonalFact)
    words = [word for kind in FAIR_TRIAL for word in FACT_WORDS[kind]]
    people = {word: {fact.person_id: fact for fact in facts if fact.value == word.value} for word in words}
    return [TrialFinding(word, list(group.values())) for word, group in people.items() if group]


def _last_steps(charges: Sequence[Charge], steps: Sequence[ChargeStep]) -> dict[StepKind, int]:
    last: dict[StepKind, int] = {}
    for charge in charges:
        own = [step for step in steps if step.charge_id == charge.id and step.rank is not Rank.DEPRECATED]
        if own:
            word = max(own, key=lambda step: (step.date and step.date.latest) or date.min).step
            last[word] = last.get(word, 0) + 1
    return last
