"""One record in which every kind of claim stands, with all that a claim can refer to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_kinds import NOUNS
from tests.support.remembered import remembered
from webapp.models import Claim, Person
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind, Occupation


@remembered
def full_record(session: Session, *, in_court: bool = True) -> Person:
    """Record Elvin Sinagov: a draft of an old arrest, a sentence being served, and all else there can be.

    Databases of before could hold none of what he meets `in_court`.
    """
    with make.single_edit(session):
        return _full_record(session, in_court=in_court)


def _full_record(session: Session, *, in_court: bool) -> Person:
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    watch = make.organization(session, "Example Watch", OrganizationKind.NGO)
    person = make.person(session)
    make.status(session, person, Status.ARRESTED, "2026-01", place=prison, state=ClaimState.DRAFT)
    make.status(session, person, Status.IMPRISONED, "2023-11-20", place=prison)
    charge = make.charge(session, person, provision=make.provision(session), characterisation="false")
    make.step(session, charge, StepKind.CONVICTED, "2024-01", sentence=SentenceKind.TERM, years=7)
    make.affiliation(session, person, make.organization(session), occupation=Occupation.COURIER)
    if in_court:
        court = make.organization(session, "Example Court", OrganizationKind.COURT)
        judge = make.organization(session, "R. Uydurmazade", OrganizationKind.OFFICIAL)
        case = make.court_case(session, court=court, number="1(004)-212")
        make.hearing(session, person, case=case, court=court, judge=judge)
    make.treatment(session, person, perpetrator=prison)
    make.assessment(session, person, watch)
    make.fact(session, person, FactKind.SEX, "male")
    # A kind that is new stands in it without a further word, and in no database of before.
    recorded = set(session.scalars(select(Claim.kind)))
    for noun in NOUNS if in_court else ():
        if noun.kind not in recorded:
            noun.made(session, person)
    return person
