"""Cases, provisions and issues as JSON, all at once or one by one, and from the page of each."""

from typing import Any

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from webapp.domain.history.recording import editing
from webapp.vocab.charges import Instance
from webapp.vocab.claims import Visibility
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import PublicationState

SITE = "http://habeas.example"


def described(client: FlaskClient, path: str, schema: str) -> Any:
    """Return what an address answers, held against the description of the interface."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/json"), path
    components = client.get("/api/v1/openapi.json").json["components"]
    validator = Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components})
    assert [error.message for error in validator.iter_errors(answer.json)] == []
    return answer.json


@on_sqlite
def test_cases_come_with_their_accused_and_what_led_to_them_as_far_as_they_are_public(
    session: Session, client: FlaskClient
) -> None:
    elvin, retired = make.person(session), make.person(session, "Ayla Numunali")
    court = make.organization(session, "Example Court", OrganizationKind.COURT)
    trial = make.court_case(session, "The trial", other_names="Trial 1; The couriers", court=court)
    appeal = make.court_case(session, "The appeal", earlier=trial, instance=Instance.APPEAL)
    make.hearing(session, elvin, case=appeal)
    make.charge(session, retired, case=appeal)
    hidden = make.court_case(session, "Kept back")
    make.charge(session, elvin, case=hidden, visibility=Visibility.RESTRICTED)
    with editing(session, by=make.account(session), reason="A mistake", at=make.AT):
        retired.state = PublicationState.RETIRED
    session.commit()
    cases = described(client, "/api/v1/cases", "Cases")
    shown = {case["name"]: case for case in cases["cases"]}
    assert (cases["total"], set(shown)) == (2, {"The trial", "The appeal"})
    assert (shown["The appeal"]["accused"], shown["The trial"]["accused"]) == (["P-0001"], [])
    assert shown["The appeal"]["earlier"]["reference"] == trial.reference
    assert shown["The trial"]["other_names"] == ["Trial 1", "The couriers"]
    assert shown["The trial"]["court"]["name"] == "Example Court"
    assert client.get(f"/api/v1/cases/{hidden.reference}").status_code == 404
    assert hidden.reference not in client.get("/sitemaps/cases-1.xml").text
    assert f"{SITE}/cases/{appeal.reference}" in client.get("/sitemaps/cases-1.xml").text


@on_sqlite
def test_whoever_accepts_json_at_a_page_is_led_to_the_same_record(
    session: Session, client: FlaskClient
) -> None:
    make.provision(session)
    make.court_case(session)
    make.person(session)
    make.list_issue(session)
    session.commit()
    for name, schema, one in (
        ("cases", "Cases", "CaseRecord"), ("provisions", "Provisions", "ProvisionRecord"),
        ("issues", "Issues", "Issue"),
    ):  # fmt: skip
        (record,) = described(client, f"/api/v1/{name}", schema)[name]
        page = record["url"].removeprefix(SITE)
        assert client.get(page).status_code == 200
        led = client.get(page, headers={"Accept": "application/json"})
        assert (led.status_code, described(client, led.location, one)) == (303, record)
