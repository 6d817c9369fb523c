"""Every kind of edit that can change what is told of a person, each done to the one full record."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from random import Random
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.one_edit import described, edit, revise
from webapp.domain.claims import recording
from webapp.domain.law import legal_codes, provisions
from webapp.domain.organizations import organizations
from webapp.domain.people import people
from webapp.domain.refusals import Refused
from webapp.domain.sources import sources
from webapp.models import (
    Affiliation,
    Assessment,
    Base,
    Charge,
    ChargeStep,
    Hearing,
    LegalCode,
    Organization,
    Person,
    PersonalFact,
    PersonName,
    Provision,
    Source,
    StatusEvent,
    Treatment,
)
from webapp.vocab.assessments import Outcome
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import Rank, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind, PublicationState

AS_IT_IS = {"rank": Rank.NORMAL, "rank_reason": None, "visibility": Visibility.PUBLIC, "note": None}
T = TypeVar("T", bound=Base)


def first(session: Session, kind: type[T]) -> T:
    """The first row of a kind, of which there are few."""
    return session.scalars(select(kind).order_by(kind.id)).first()  # type: ignore[attr-defined,return-value]


def revised(kind: type[Base], **values: Any) -> Callable[[Session], Any]:
    """Correct the first claim of a kind; what is not named stays, and nothing is noted or ranked."""
    return lambda session: revise(session, first(session, kind), **AS_IT_IS, **values)


def renamed(name: str) -> Callable[[Session], Any]:
    """Give the organization of this name another one."""

    def rename(session: Session) -> None:
        row = organizations.organization_named(session, name)
        assert row is not None
        edit(
            session, organizations.revise_organization, row, version=row.version, name=f"{name} of the North",
            language=None, kind=row.kind, country=row.country, parent=row.parent, note=row.note,
        )  # fmt: skip

    return rename


def source_seen_by(visibility: Visibility) -> Callable[[Session], Any]:
    """Open or close the first source."""

    def describe(session: Session) -> None:
        row = first(session, Source)
        description = described(row, visibility=visibility, date=None)
        edit(session, sources.revise_source, row, version=row.version, description=description)

    return describe


def recited(session: Session) -> None:
    """Cite a second passage for a status, and take the first away."""
    event = first(session, StatusEvent)
    other = make.evidence(session, make.RELEASED)
    edit(session, recording.cite, claim=event, evidence=other)
    citation = next(row for row in event.citations if row.id == event.lead_citation_id)
    edit(session, recording.uncite, citation=citation, version=citation.version)


def code_renamed(session: Session) -> None:
    """Correct the short name of the code under which somebody is charged."""
    code = first(session, LegalCode)
    edit(
        session, legal_codes.revise_legal_code, code, version=code.version, country="AZ", code="PC",
        year=2001, title="Penal Code",
    )  # fmt: skip


def acted(verb: Callable[..., Any], kind: type[Base]) -> Callable[[Session], Any]:
    """Publish or withdraw the first claim of a kind."""

    def act(session: Session) -> None:
        row: Any = first(session, kind)
        edit(session, verb, claim=row, version=row.version)

    return act


def on_person(verb: Callable[..., Any], **values: Any) -> Callable[[Session], Any]:
    """Do something with the person's record itself."""
    return lambda session: edit(
        session, verb, first(session, Person), version=first(session, Person).version, **values
    )


SEEDS = {"sqlite": 1, "postgresql": 2}
"""What draws the order of the edits: another one on each database system."""


def in_turn(
    session: Session,
    edits: Sequence[Callable[[Session], Any]],
    hours: Sequence[datetime],
    it_is: Callable[[datetime], None],
    seed: int,
) -> Iterator[datetime]:
    """Make edits in an order drawn by `seed`, one an hour, and yield each hour; some edits are refused."""
    shuffled = list(edits)
    Random(seed).shuffle(shuffled)
    for at, change in zip(hours, shuffled, strict=False):
        it_is(at)
        session.commit()
        try:
            change(session)
        except Refused:
            session.rollback()
        yield at
    session.commit()


EDITS: dict[str, Callable[[Session], Any]] = {
    "a name added": lambda session: make.name(session, first(session, Person), "Elvin the courier"),
    "a status added": lambda session: make.status(session, first(session, Person), Status.EXILED, "2026"),
    "a charge added": lambda session: make.charge(session, first(session, Person), offence="treason"),
    "a step added": lambda session: make.step(session, first(session, Charge), StepKind.OVERTURNED, "2026"),
    "an affiliation added": lambda session: make.affiliation(
        session, first(session, Person), make.organization(session, "Example Club")
    ),
    "a hearing added": lambda session: make.hearing(session, first(session, Person)),
    "an act added": lambda session: make.treatment(session, first(session, Person)),
    "an assessment added": lambda session: make.assessment(
        session, first(session, Person), first(session, Organization), Outcome.PENDING
    ),
    "a fact added": lambda session: make.fact(session, first(session, Person), FactKind.OCCUPATION, "lawyer"),
    "a name corrected": revised(PersonName, text="Elvin Sinagovzade"),
    "a status corrected": revised(StatusEvent, status=Status.HOUSE_ARREST),
    "a charge corrected": revised(Charge, provision=None, offence="theft of ink"),
    "a step corrected": revised(ChargeStep, years=9),
    "an affiliation corrected": revised(Affiliation, occupation=None),
    "a hearing corrected": revised(Hearing, demanded="nine years"),
    "an act corrected": revised(Treatment, perpetrator_words="two guards"),
    "an assessment corrected": revised(Assessment, criteria="", outcome=Outcome.NOT_LISTED),
    "a fact corrected": revised(PersonalFact, value="female"),
    "a draft published": acted(recording.publish_claim, StatusEvent),
    "a status withdrawn": acted(recording.withdraw_claim, StatusEvent),
    "an affiliation withdrawn": acted(recording.withdraw_claim, Affiliation),
    "another passage cited": recited,
    "a record hidden": on_person(people.revise_person, state=PublicationState.DRAFT),
    "a record retired": on_person(people.retire_person),
    "a record verified": lambda session: make.verification(session, first(session, Person)),
    "an earlier day verified": lambda session: make.verification(
        session, first(session, Person), day=date(2024, 6, 1)
    ),
    "another person added": lambda session: make.person(session, "Ayla Numunali"),
    "the organization of an affiliation renamed": renamed("Union of Invented Couriers"),
    "a place of detention renamed": renamed("Example Prison"),
    "an assessing organization renamed": renamed("Example Watch"),
    "a source made internal": source_seen_by(Visibility.INTERNAL),
    "a source restricted": source_seen_by(Visibility.RESTRICTED),
    "a code of law corrected": code_renamed,
    "a counting rule added": lambda session: counting_rule(
        session, first(session, LegalCode), restraint=Status.ARRESTED, until=date(1990, 1, 1)
    ),
    "a provision corrected": lambda session: edit(
        session, provisions.revise_provision, first(session, Provision),
        version=first(session, Provision).version, number="206.4", title=None,
    ),
}  # fmt: skip
