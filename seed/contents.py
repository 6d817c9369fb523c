"""What a seed file says of a person, read as the contents of claims: one reader for each kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from seed.cases import Cases
from seed.entries import Entry
from seed.organizations import Organizations
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
from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.vocab.charges import (
    Amount,
    Basis,
    HearingOutcome,
    Joined,
    Openness,
    Proceeding,
    Regime,
    Ruling,
    SentenceKind,
    StepKind,
)
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind, Occupation, Script, script_of
from webapp.vocab.treatments import ActType


@dataclass(frozen=True)
class Named:
    """What the claims of a seed may name by its key: organizations, officials among them, and cases."""

    organizations: Organizations
    cases: Cases


def read_name(entry: Entry) -> NameContent:
    """Read a spelling of a name. Raises BadSeed."""
    text, script = entry.needed("text"), entry.word("script", Script)
    if script not in (None, script_of(text)):
        raise entry.wrong("script", f"the letters are {script_of(text)}")
    return NameContent(
        text=text,
        language=entry.text("language"),
        name_kind=entry.needed_word("kind", NameKind),
        given=entry.text("given"),
        patronymic=entry.text("patronymic"),
        family=entry.text("family"),
    )


def _fact(entry: Entry, _named: Named) -> Iterator[Content]:
    yield FactContent(
        fact=entry.needed_word("fact", FactKind),
        value=entry.text("value"),
        words=entry.text("words"),
        date=entry.date("date"),
    )


def _affiliation(entry: Entry, named: Named) -> Iterator[Content]:
    yield AffiliationContent(
        organization=named.organizations.needed_at(entry, "organization"),
        role=entry.needed_word("role", AffiliationRole),
        occupation=entry.word("occupation", Occupation),
        since=entry.date("since"),
        until=entry.date("until"),
    )


def _charge(entry: Entry, named: Named) -> Iterator[Content]:
    yield ChargeContent(
        provision=None,
        offence=entry.text("offence"),
        characterisation=entry.text("characterisation"),
        case=named.cases.at(entry, "case"),
    )


def read_step(entry: Entry, named: Named) -> Callable[..., ChargeStepContent]:
    """Read a step, to be completed with the `charge`, which is recorded before it. Raises BadSeed."""
    return partial(
        ChargeStepContent,
        step=entry.needed_word("step", StepKind),
        date=entry.date("date"),
        court=named.organizations.at(entry, "court"),
        from_provision=None,
        to_provision=None,
        sentence=entry.word("sentence", SentenceKind),
        years=entry.number("years"),
        months=entry.number("months"),
        days=entry.number("days"),
        suspended=entry.flag("suspended"),
        fine_amount=entry.number("fine_amount"),
        fine_currency=entry.text("fine_currency"),
        amount=entry.word("amount", Amount),
        numerator=entry.number("numerator"),
        denominator=entry.number("denominator"),
        joined=entry.word("joined", Joined),
        regime=entry.word("regime", Regime),
        basis=entry.word("basis", Basis),
        instrument=entry.text("instrument"),
    )


def _status(entry: Entry, named: Named) -> Iterator[Content]:
    yield StatusContent(
        status=entry.needed_word("status", Status),
        cause=entry.word("cause", Cause),
        since=entry.date("since"),
        until=entry.date("until"),
        place=named.organizations.at(entry, "place"),
        place_words=entry.text("place_words"),
        authority=named.organizations.at(entry, "authority"),
        reason_words=entry.text("reason_words"),
    )


def _hearing(entry: Entry, named: Named) -> Iterator[Content]:
    yield HearingContent(
        proceeding=entry.needed_word("proceeding", Proceeding),
        case=named.cases.at(entry, "case"),
        court=named.organizations.at(entry, "court"),
        date=entry.date("date"),
        hour=entry.text("hour"),
        openness=entry.word("openness", Openness),
        judge=named.organizations.at(entry, "judge"),
        second_judge=named.organizations.at(entry, "second_judge"),
        third_judge=named.organizations.at(entry, "third_judge"),
        judges_words=entry.text("judges_words"),
        prosecutor=named.organizations.at(entry, "prosecutor"),
        counsel=entry.text("counsel"),
        demanded=entry.text("demanded"),
        outcome=entry.word("outcome", HearingOutcome),
        postponed_to=entry.date("postponed_to"),
        ruling=entry.word("ruling", Ruling),
    )


def _treatment(entry: Entry, named: Named) -> Iterator[Content]:
    yield TreatmentContent(
        act=entry.needed_word("act", ActType),
        date=entry.date("date"),
        perpetrator=named.organizations.at(entry, "perpetrator"),
        perpetrator_words=entry.text("perpetrator_words"),
        place_words=entry.text("place_words"),
    )


def _assessment(entry: Entry, named: Named) -> Iterator[Content]:
    """Read one judgement that several organizations signed: it is a claim of each."""
    judgement = partial(
        AssessmentContent,
        scheme=entry.needed_word("scheme", Scheme),
        criteria=entry.words("criteria", Criterion),
        outcome=entry.needed_word("outcome", Outcome),
        list_group=entry.text("list_group"),
        date=entry.date("date"),
    )
    for organization in named.organizations.all_at(entry, "organizations"):
        yield judgement(organization=organization)


# In this order, the steps of a charge after it; within a kind, in the order of the text, which decides
# between events of one date.
READERS: dict[str, Callable[[Entry, Named], Iterator[Content]]] = {
    "facts": _fact,
    "affiliations": _affiliation,
    "charges": _charge,
    "statuses": _status,
    "hearings": _hearing,
    "treatments": _treatment,
    "assessments": _assessment,
}
