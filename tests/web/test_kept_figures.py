"""Figures over everybody are kept as long as nothing changes, no moment longer, and for one reader each."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import main_text, post_form
from tests.web.conftest import Queries
from webapp.domain.claims.recording import withdraw_claim
from webapp.domain.history.recording import editing
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind

PAGES = [
    "/statistics", "/statistics/durations?by=court", "/places", "/law", "/organizations", "/sources",
    "/api/v1/people", "/api/v1/places",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_figure_is_worked_out_once_and_anew_after_any_change(
    session: Session, queries: Queries, path: str
) -> None:
    elvin = make.person(session)
    make.charge(session, elvin, provision=make.provision(session))
    make.fact(session, elvin, FactKind.RESIDENCE, "Nowhere")
    first, again = queries(path), queries(path)
    assert again < first
    make.fact(session, elvin, FactKind.RESIDENCE, "Elsewhere")
    assert queries(path) == first


def test_what_is_withdrawn_or_hidden_is_counted_no_more(session: Session, client: FlaskClient) -> None:
    elvin = make.person(session)
    fact = make.fact(session, elvin, FactKind.RESIDENCE, "Nowhere")
    assert "Nowhere" in main_text(client.get("/places"))
    with editing(session, by=make.account(session), reason="Wrong", at=make.AT):
        withdraw_claim(session, claim=fact, version=fact.version)
    session.commit()
    assert "Nowhere" not in main_text(client.get("/places"))


def test_figures_for_curators_are_no_figures_for_everybody(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    elvin = make.person(session)
    make.fact(session, elvin, FactKind.RESIDENCE, "Nowhere", state=ClaimState.DRAFT)
    make.fact(session, elvin, FactKind.RESIDENCE, "Anywhere", visibility=Visibility.RESTRICTED)
    make.status(session, elvin, Status.ARRESTED, "2023")
    session.commit()
    for _ in range(2):
        assert "Nowhere" in main_text(clara.get("/places"))
        assert "No place is recorded yet" in main_text(client.get("/places"))
        assert "Anywhere" not in main_text(clara.get("/places"))


def test_an_issue_that_is_frozen_is_in_the_next_answer(
    session: Session, client: FlaskClient, rafa: FlaskClient
) -> None:
    make.status(session, make.person(session), Status.ARRESTED, "2023")
    session.commit()
    before = client.get("/api/v1/issues")
    assert before.json is not None
    assert before.json["total"] == 0
    assert post_form(rafa, "/issues/new?held=yes", title="Held").status_code == 303
    after = client.get("/api/v1/issues", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.json is not None
    assert after.json["total"] == 1
    answer = post_form(rafa, "/people/P-0001/withhold", reason="In danger")
    assert answer.status_code == 303
    withheld = client.get("/api/v1/issues", headers={"If-None-Match": after.headers["ETag"]})
    assert withheld.json is not None
    assert withheld.json["issues"][0]["lines_withheld"] == 1
