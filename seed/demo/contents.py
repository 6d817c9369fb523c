"""What sentences of the invented texts say, as the contents of claims."""

from collections.abc import Callable
from datetime import date
from typing import Any

from seed.demo import country
from seed.demo.lives import Life
from seed.demo.written_text import Records
from webapp.domain.claims.affiliations import AffiliationContent
from webapp.domain.claims.assessments import AssessmentContent
from webapp.domain.claims.charge_steps import ChargeStepContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.content import Content
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.hearings import HearingContent
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.claims.treatments import TreatmentContent
from webapp.vocab.assessments import Outcome, Scheme
from webapp.vocab.charges import Openness, Proceeding, SentenceKind, StepKind
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind
from webapp.vocab.treatments import ActType

Make = Callable[[Records], Content]


def day(value: date) -> PartialDate:
    """Return a day as the date of a claim."""
    return PartialDate.parse(value.isoformat())


def in_words(value: date) -> str:
    """Return a day as the texts print it: 3 May 2024."""
    return f"{value.day} {value:%B} {value.year}"


def name(life: Life, text: str | None = None, kind: NameKind = NameKind.MAIN) -> Make:
    """Return a spelling of a name; without a text, the name itself with its parts."""
    given, family = (life.given, life.family) if text is None else (None, None)
    return lambda _: NameContent(
        text=text or life.name, language="en", name_kind=kind, given=given, patronymic=None, family=family
    )


def fact(kind: FactKind, value: str) -> Make:
    """Return a fact about a person."""
    return lambda _: FactContent(fact=kind, value=value, words=None, date=None)


def birth(life: Life) -> Make:
    """Return the day of birth of a person."""
    return lambda _: FactContent(fact=FactKind.BIRTH_DATE, value=None, words=None, date=day(life.born))


def calling(life: Life) -> Make:
    """Return the part that a person has in what they belong to, by calling."""
    role = AffiliationRole.EMPLOYEE if life.belongs_to == country.KITE else AffiliationRole.MEMBER
    occupation = country.CALLINGS[life.belongs_to][0]
    return lambda records: AffiliationContent(
        organization=records.organizations[life.belongs_to], role=role, occupation=occupation,
        since=None, until=None,
    )  # fmt: skip


def status(
    status: Status, since: date, *, place: str | None = None, words: str | None = None,
    cause: Cause | None = None, until: date | None = None, authority: str | None = None,
) -> Make:  # fmt: skip
    """Return a status from a day on; place and authority by their keys, or a place in words."""
    return lambda records: StatusContent(
        status=status, cause=cause, since=day(since),
        place=records.organizations[place] if place else None, place_words=words,
        authority=records.organizations[authority] if authority else None,
        until=day(until) if until else None,
    )  # fmt: skip


def charge(life: Life) -> Make:
    """Return the charge against a person."""
    return lambda records: ChargeContent(
        provision=records.provisions[life.article], offence=None, characterisation=None
    )


def conviction(life: Life) -> Make:
    """Return the judgment on the charge against a person."""
    return lambda records: ChargeStepContent(
        charge=records.charges[life.name], step=StepKind.CONVICTED, date=day(life.convicted),
        court=records.organizations[life.court], from_provision=None, to_provision=None,
        sentence=SentenceKind.TERM, years=life.years, months=None, days=None, suspended=False,
        fine_amount=None, fine_currency=None,
    )  # fmt: skip


def hearing(life: Life, proceeding: Proceeding, on: date) -> Make:
    """Return a sitting of the court in the case that a person is an accused of."""
    return lambda records: HearingContent(
        proceeding=proceeding, case=records.cases[life.belongs_to],
        court=records.organizations[country.COURTS[2]], date=day(on), openness=Openness.CLOSED,
        judge=records.organizations[country.JUDGE],
    )  # fmt: skip


def step(life: Life, kind: StepKind, on: date, *, moved_to: str | None = None, **changes: Any) -> Make:
    """Return what was done to the charge against a person, or to the sentence; `moved_to` is an article."""
    nothing = dict.fromkeys(("sentence", "years", "months", "days", "fine_amount", "fine_currency"))
    return lambda records: ChargeStepContent(
        charge=records.charges[life.name], step=kind, date=day(on), court=None,
        from_provision=records.provisions[life.article] if moved_to else None,
        to_provision=records.provisions[moved_to] if moved_to else None, suspended=False,
        **nothing | changes,
    )  # fmt: skip


def sitting(
    proceeding: Proceeding, on: date, case: str, *, postponed_to: date | None = None, **more: Any
) -> Make:
    """Return a sitting of the court in a case, with a prosecutor, and what came of it."""
    return lambda records: HearingContent(
        proceeding=proceeding, case=records.cases[case], court=records.organizations[country.COURTS[2]],
        date=day(on), judge=records.organizations[country.JUDGE], openness=Openness.OPEN,
        prosecutor=records.organizations[country.PROSECUTOR],
        postponed_to=day(postponed_to) if postponed_to else None, **more,
    )  # fmt: skip


def listed(organization: str, outcome: Outcome, on: date) -> Make:
    """Return what an organization's own list says of a person."""
    return lambda records: AssessmentContent(
        organization=records.organizations[organization], scheme=Scheme.OWN_LIST, criteria=(),
        outcome=outcome, list_group=None, date=day(on),
    )  # fmt: skip


def treatment(act: ActType) -> Make:
    """Return an act against a person, by nobody who is named."""
    return lambda _: TreatmentContent(act=act, date=None, perpetrator=None, perpetrator_words=None)
