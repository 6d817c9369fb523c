"""What the tests know of each kind of claim: how one is made, typed, mistyped and corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.claims.kinds import KINDS
from webapp.domain.organizations import organizations
from webapp.models import Charge, ChargeStep, Claim, Organization, Person
from webapp.vocab.claims import ClaimKind

# The first organization of each test. No text says this, so where it stands on a page a claim put it there.
CLUB = "Example Sports Club"


@dataclass(frozen=True)
class Noun:
    """One kind of claim and its pages."""

    name: str
    made: Callable[..., Claim]
    typed: dict[str, Any]
    shown: str
    "What of the claim just typed stands on the person's page, and nowhere else."
    mistake: dict[str, Any]
    told: dict[str, str]
    "By field, words of what is said of the mistake."
    correction: tuple[str, str, str]
    "A field of the form, what is typed into it, and how that is shown."
    rival: tuple[str, str]
    "What somebody else typed into that field meanwhile, and how that is shown."
    column: str
    change: tuple[Any, Any]
    "What the column held before the correction, and what after."
    history: tuple[str, ...]
    "How the history tells both."

    @property
    def kind(self) -> ClaimKind:
        """The word for it."""
        return next(word for word, kind in KINDS.items() if kind.noun == self.name)

    @property
    def model(self) -> type[Claim]:
        """The class of its claims."""
        return KINDS[self.kind].model

    def new(self, session: Session, who: Person) -> str:
        """Return the address of the page on which one is added."""
        if self.model is ChargeStep:
            return f"/charges/{of(session, who).id}/steps/new"
        return f"/people/{who.reference}/{self.name}/new"

    def revise(self, row: Claim) -> str:
        """Return the address of the page on which one is corrected."""
        return f"/{self.name}/{row.id}/revise"


def of(session: Session, who: Person) -> Charge:
    """Return a charge to which a step can belong, made where there is none."""
    return session.scalars(select(Charge).where(Charge.person == who)).first() or make.charge(session, who)


def another(session: Session, who: Person) -> Organization:
    """Return an organization that is not the club, made where it is missing."""
    name = f"Friends of {who.reference}"
    return organizations.organization_named(session, name) or make.organization(session, name)


NOUNS = (
    Noun(
        "statuses", make.status,
        typed={"status": "wanted", "since": "March 2022"}, shown="March 2022",
        mistake={"since": "31 November 2022"}, told={"since": "There is no day 31 in 2022-11"},
        correction=("since", "20.11.2023", "20.11.2023"), rival=("2022?", "2022?"),
        column="since_edtf", change=("2023-11", "2023-11-20"), history=("November 2023", "20 November 2023"),
    ),
    Noun(
        "names", lambda session, who, **other: make.name(session, who, "E. Sinagov", **other),
        typed={"text": "Elwin Sinaghov", "name_kind": "alias"}, shown="Elwin Sinaghov",
        mistake={"text": "Elvin\u202eSinagov"}, told={"text": "invisible character (U+202E)"},
        correction=("text", "El. Sinagov", "El. Sinagov"), rival=("Elv. Sinagov", "Elv. Sinagov"),
        column="text", change=("E. Sinagov", "El. Sinagov"), history=("E. Sinagov", "El. Sinagov"),
    ),
    Noun(
        "charges", lambda session, who, **other: make.charge(session, who, offence="smuggling", **other),
        typed={"offence": "theft of ink", "characterisation": "absurd"}, shown="theft of ink",
        mistake={"offence": "x" * 1001}, told={"offence": "at most 1000"},
        correction=("offence", "smuggling of ink", "smuggling of ink"), rival=("hooliganism", "hooliganism"),
        column="offence", change=("smuggling", "smuggling of ink"), history=("smuggling of ink",),
    ),
    Noun(
        "charge_steps", lambda session, who, **other: make.step(session, of(session, who), **other),
        typed={"step": "convicted", "date": "March 2022", "sentence": "term", "years": "7"},
        shown="March 2022",
        mistake={"step": "acquitted", "sentence": "term"}, told={"sentence": "Only a conviction"},
        correction=("step", "indicted", "Indicted"), rival=("dropped", "Dropped"),
        column="step", change=("charged", "indicted"), history=("Charged", "Indicted"),
    ),
    Noun(
        "affiliations",
        lambda session, who, **other: make.affiliation(session, who, another(session, who), **other),
        typed={"organization": "O-0001", "role": "founder"}, shown=CLUB,
        mistake={"organization": ""}, told={"organization": "Choose an organization."},
        correction=("role", "leader", "Leader"), rival=("employee", "Employee"),
        column="role", change=("member", "leader"), history=("Member", "Leader"),
    ),
    Noun(
        "hearings", make.hearing,
        typed={"proceeding": "extension", "counsel": "two lawyers"}, shown="two lawyers",
        mistake={"proceeding": "remand", "hour": "noon"}, told={"hour": "Write the hour as 10:30."},
        correction=("demanded", "five years", "five years"), rival=("six years", "six years"),
        column="demanded", change=(None, "five years"), history=("five years",),
    ),
    Noun(
        "treatments", make.treatment,
        typed={"act": "beating", "perpetrator_words": "masked strangers"}, shown="masked strangers",
        mistake={"act": ""}, told={"act": "Choose one."},
        correction=("perpetrator_words", "two guards", "two guards"), rival=("a guard", "a guard"),
        column="perpetrator_words", change=(None, "two guards"), history=("two guards",),
    ),
    Noun(
        "assessments",
        lambda session, who, **other: make.assessment(session, who, another(session, who), **other),
        typed={"organization": "O-0001", "outcome": "listed"}, shown=CLUB,
        mistake={"scheme": "wgad", "criteria": ["pace_a"]}, told={"criteria": "belong to another scheme"},
        correction=("outcome", "not_listed", "Not listed"), rival=("pending", "Pending"),
        column="outcome", change=("political_prisoner", "not_listed"),
        history=("Political prisoner", "Not listed"),
    ),
    Noun(
        "facts", make.fact,
        typed={"fact": "nationality", "value": "Examplian"}, shown="Examplian",
        mistake={"fact": "sex", "value": "unknown"}, told={"value": "Choose one of: female, male"},
        correction=("value", "Exampleton", "Exampleton"), rival=("Testville", "Testville"),
        column="value", change=("Sampletown", "Exampleton"), history=("Sampletown", "Exampleton"),
    ),
)  # fmt: skip
