"""The end of a term on a person's page: between which days, by which steps, beside what sources state."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.engines import on_sqlite
from tests.support.forms import elements, main_text
from webapp.models import Charge, Person
from webapp.vocab.charges import Amount, Basis, SentenceKind, StepKind
from webapp.vocab.liberty import Status

PAGE = "/people/P-0001"


@pytest.fixture
def who(session: Session) -> Person:
    """Somebody held on remand since 20 November 2023."""
    person = make.person(session)
    make.status(session, person, Status.PRETRIAL_DETENTION, "2023-11-20")
    return person


@pytest.fixture
def charge(session: Session, who: Person) -> Charge:
    """A charge of which the person was convicted to nine years."""
    charge = make.charge(session, who, offence="smuggling of ink")
    make.step(session, charge, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=9)
    return charge


@pytest.mark.usefixtures("charge")
def test_the_page_says_when_the_term_ends_and_each_part_opens_its_passage(client: FlaskClient) -> None:
    page = main_text(client.get(PAGE))
    assert "Term ends 19 November 2032" in page
    assert "Convicted: 9 years (1 February 2024) then ends 19 November 2032 1 passage says so" in page
    assert "Runs from the first day held, 20 November 2023" in page
    assert "Pre-trial detention counted 1 : 1 assumed" in page


def test_a_halved_remainder_moves_the_end_to_one_of_two_days(
    session: Session, charge: Charge, client: FlaskClient
) -> None:
    half = {"amount": Amount.FRACTION, "numerator": 1, "denominator": 2}
    by = {"basis": Basis.PARDON, "instrument": "decree no. 12"}
    make.step(session, charge, StepKind.REMAINDER_REDUCED, "2024-05-25", **half, **by)
    page = main_text(client.get(PAGE))
    assert "Term ends 21 or 22 August 2028" in page
    assert "Remainder reduced: by 1/2 (25 May 2024, pardon, decree no. 12) then ends 21 or" in page


@pytest.mark.usefixtures("charge")
@pytest.mark.parametrize(("stated", "differs"), [("2032-11", False), ("2030-04", True), ("2034", True)])
def test_a_stated_end_stands_beside_the_computed_one_and_a_difference_is_to_be_looked_at(
    stated: str, differs: bool, session: Session, who: Person, client: FlaskClient
) -> None:
    make.status(session, who, Status.RELEASED_SERVED, stated, announced=True)
    page = client.get(PAGE)
    found = elements(page, "section", **{"class": "conflict"})
    assert bool(found) is differs
    assert ("A source states another end than the computed one" in main_text(page)) is differs
    assert ("What a source states of the end:" in main_text(page)) is not differs


def test_of_several_terms_the_page_says_that_no_day_is_computed_and_why(
    session: Session, who: Person, charge: Charge, client: FlaskClient
) -> None:
    other = make.charge(session, who, offence="possession of paper")
    make.step(session, other, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=2)
    assert charge.id != other.id
    page = main_text(client.get(PAGE))
    assert "No day is computed: Several terms stand, and no source says how long they are together." in page


def test_a_term_that_ended_within_some_days_is_over_only_after_the_last_of_them(
    session: Session, client: FlaskClient
) -> None:
    who = make.person(session)
    make.status(session, who, Status.IMPRISONED, "2024-11")
    charge = make.charge(session, who, offence="smuggling of ink")
    make.step(session, charge, StepKind.CONVICTED, "2024-12-01", sentence=SentenceKind.TERM, years=1)
    page = main_text(client.get(PAGE))
    assert "Term ends between 31 October 2025 and 29 November 2025" in page
    assert "Term ended, release not confirmed" in page
    assert "Term ended" not in main_text(client.get(f"{PAGE}?as_of=2025-11-29"))
    assert "Term ended, release not confirmed" in main_text(client.get(f"{PAGE}?as_of=2025-11-30"))


@on_sqlite
@pytest.mark.usefixtures("charge")
def test_where_sources_dispute_the_release_the_end_is_that_of_the_detention_if_it_goes_on(
    session: Session, who: Person, client: FlaskClient
) -> None:
    for status in (Status.IMPRISONED, Status.AT_LIBERTY):
        words = f"On the first of March: {status.value}."
        paper = make.source(session, words, words, date="2024-03-02")
        make.status(session, who, status, "2024-03-01", evidence=make.evidence(session, words, of=paper))
    page = main_text(client.get(PAGE))
    assert "Held uncertain" in page
    assert "Term ends 19 November 2032" in page
    assert "Runs from the first day held, 20 November 2023" in page


@on_sqlite
def test_a_counting_rule_holds_for_charges_of_its_code_and_its_words_stand_beside_it(
    session: Session, who: Person, client: FlaskClient
) -> None:
    code = make.legal_code(session, country="XN")
    law = make.source(session, "Criminal Code", "A day on remand is a day and a half.")
    words = make.evidence(session, "A day on remand is a day and a half.", of=law)
    counting_rule(session, code, given=words)
    charge = make.charge(session, who, provision=make.provision(session, code=code))
    make.step(session, charge, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=9)
    page = main_text(client.get(PAGE))
    # Of 73 days on remand 36 and a half are given back.
    assert "Term ends 14 October 2032" in page
    assert "counted 1 : 3/2 then ends" in page
    assert "The words of the law A day on remand is a day and a half. Criminal Code" in page
