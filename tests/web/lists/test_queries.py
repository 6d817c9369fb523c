"""A page asks the database as often for many rows as for few."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.web.conftest import Queries
from webapp.domain.history.recording import editing
from webapp.domain.sources import versions
from webapp.models import Person
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status

pytestmark = pytest.mark.both_engines

LISTS = ("/", "/people", "/people?held=yes&q=Elvin", "/people.csv", "/people.csv?held=yes")


def recorded(session: Session, first: int, number: int) -> None:
    """Record people of whom everything is stated that a list shows, each in an organization of their own."""
    with make.single_edit(session):
        for one in range(first, first + number):
            who = make.person(session, "Elvin Sinagov")
            make.status(session, who, Status.IMPRISONED, f"{1950 + one}")
            make.affiliation(session, who, make.organization(session, f"Union of Couriers {one}"))


def told(session: Session, who: Person, first: int, number: int) -> None:
    """Record claims of every kind on a person, each with an organization and a source of its own."""
    with make.single_edit(session):
        for one in range(first, first + number):
            union = make.organization(session, f"Union of Couriers {one}")
            words = f"Number {one} of what is said of somebody."
            evidence = make.evidence(session, words)
            make.status(session, who, since=f"{1950 + one}", place=union, authority=union, evidence=evidence)
            provision = make.provision(session, f"{one + 1}.1")
            charge = make.charge(session, who, provision=provision, evidence=evidence)
            make.step(
                session, charge, StepKind.REQUALIFIED, court=union, to_provision=provision, evidence=evidence
            )
            make.affiliation(session, who, union, evidence=evidence)
            make.treatment(session, who, perpetrator=union, evidence=evidence)
            make.assessment(session, who, union, evidence=evidence)
            make.fact(session, who, value=f"Town {one}", evidence=evidence)
            make.name(session, who, f"Elvin S. {one}", evidence=evidence)


def test_lists_of_twenty_people_take_the_statements_of_lists_of_three(
    session: Session, queries: Queries
) -> None:
    recorded(session, 0, 3)
    few = {path: queries(path) for path in LISTS}
    recorded(session, 3, 17)
    assert {path: queries(path) for path in LISTS} == few


def test_a_person_of_many_claims_takes_the_statements_of_one_of_few(
    session: Session, queries: Queries
) -> None:
    who = make.person(session)
    told(session, who, 0, 1)
    texts_attached(session, who, 0, 1)
    few = queries("/people/P-0001")
    told(session, who, 1, 4)
    texts_attached(session, who, 1, 4)
    assert queries("/people/P-0001") == few


def test_those_who_work_here_wait_no_longer_for_much_than_for_little(
    app: Flask, session: Session, rafa: FlaskClient
) -> None:
    pages = ("/", "/people", "/people/P-0001", "/people/P-0001/history", "/sources/S-0002")
    who = make.person(session)
    told(session, who, 0, 1)
    waiting(session, who, 0, 1)
    few = {path: statements(app, rafa, path) for path in pages}
    told(session, who, 1, 2)
    waiting(session, who, 1, 3)
    assert {path: statements(app, rafa, path) for path in pages} == few


def test_what_all_figures_of_a_page_depend_on_is_looked_up_once(
    app: Flask, session: Session, rafa: FlaskClient
) -> None:
    make.person(session)
    for path in ("/", "/people/P-0001", "/due"):
        with counted(app.extensions["habeas"].main) as sent:
            assert rafa.get(path).status_code == 200
        assert sum("FROM account_session" in statement for statement in sent) == 1, path
        assert sum("max(list_issue.number)" in statement for statement in sent) <= 1, path
        assert sum("WHERE person.reference" in statement for statement in sent) <= 1, path


def waiting(session: Session, who: Person, first: int, number: int) -> None:
    """Record claims that wait for a reviewer, each of them different."""
    with make.single_edit(session):
        for one in range(first, first + number):
            rest = {"state": ClaimState.IN_REVIEW, "evidence": make.evidence(session, f"Number {one} waits.")}
            union = make.organization(session, f"Waiting Room {one}")
            make.status(session, who, since=f"{1950 + one}", place=union, **rest)
            make.affiliation(session, who, union, **rest)
            make.assessment(session, who, union, **rest)
            make.treatment(session, who, perpetrator=union, **rest)
            provision = make.provision(session, f"{one + 1}.2")
            charge = make.charge(session, who, provision=provision, **rest)
            make.step(session, charge, court=union, **rest)


def texts_attached(session: Session, who: Person, first: int, number: int) -> None:
    """Record claims whose words were cited before the text of their source was there."""
    for one in range(first, first + number):
        source = make.cited_source(session, f"Note {one}", f"In {1990 + one} somebody was wanted.")
        words = make.cited(session, source, "was wanted", source.versions[-1].text_length - 11)
        make.status(session, who, Status.WANTED, f"{1990 + one}", evidence=words)
        with editing(session, by=make.account(session), reason="Found", at=make.AT):
            versions.attach_text(
                session, version=source.versions[-1], text=f"In {1990 + one} somebody was wanted."
            )


def statements(app: Flask, browser: FlaskClient, path: str) -> int:
    """Return how many statements showing a page sends to the database."""
    with counted(app.extensions["habeas"].main) as sent:
        assert browser.get(path).status_code == 200
    return len(sent)
