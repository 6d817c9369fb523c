"""Programs read the list and its records as JSON, exactly as described, and nothing that is not public."""

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from pyarrow.parquet import read_table
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import main_text
from tests.support.full_record import full_record
from webapp.domain.claims.recording import cite
from webapp.domain.history.recording import editing
from webapp.models import Person, PersonName, Source
from webapp.vocab.claims import ClaimKind, ClaimState, Stance, Visibility
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import FactKind, PublicationState

PEOPLE = "/api/v1/people"
SECRET = "Kept Back"
LATER = make.AT + timedelta(days=3)


@pytest.fixture
def elvin(session: Session) -> Person:
    """Elvin, of whom every kind of claim is public; with a draft, an internal and a restricted claim."""
    person = full_record(session)
    denial = make.source(session, "Denial", "He was never imprisoned.", url="https://example.org/denial")
    words = make.evidence(session, "never imprisoned", of=denial, stance=Stance.CONTRADICTS)
    held = make.status(session, person, Status.PRETRIAL_DETENTION, "2023-11-05/2023-11-09")
    with editing(session, by=make.account(session), reason="A denial", at=make.AT):
        cite(session, claim=held, evidence=words)
    make.charge(session, person, offence=f"{SECRET} 1", state=ClaimState.DRAFT)
    make.charge(session, person, offence=f"{SECRET} 2", visibility=Visibility.INTERNAL)
    make.charge(session, person, offence=f"{SECRET} 3", visibility=Visibility.RESTRICTED)
    withdrawn = make.charge(session, person, offence=f"{SECRET} 4")
    hidden = make.source(session, SECRET, f"{SECRET}.", visibility=Visibility.INTERNAL)
    make.charge(session, person, offence=f"{SECRET} 5", evidence=make.evidence(session, SECRET, of=hidden))
    with editing(session, by=make.account(session), reason="Mistaken", at=make.AT):
        withdrawn.state = ClaimState.WITHDRAWN
    # What supports a public claim in a source that is not.
    hint = make.evidence(session, SECRET, of=hidden)
    with editing(session, by=make.account(session), reason="A second source", at=make.AT):
        cite(session, claim=held, evidence=hint)
    make.person(session, SECRET, state=ClaimState.DRAFT)
    session.commit()
    return person


def answer(client: FlaskClient, path: str, schema: str) -> Any:
    """Return what an address answers, held against the description of the interface."""
    got = client.get(path)
    assert (got.status_code, got.mimetype) == (200, "application/json")
    assert "<http://habeas.example/api/v1/openapi.json>; rel=\"service-desc\"" in got.headers["Link"]
    return described(client, got.json, schema)


def described(client: FlaskClient, data: Any, schema: str) -> Any:
    """Return data that are as the description of the interface has them."""
    components = client.get("/api/v1/openapi.json").json["components"]
    validator = Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components})
    assert [error.message for error in validator.iter_errors(data)] == []
    return data


def test_the_description_is_valid_and_names_every_operation(client: FlaskClient) -> None:
    description = client.get("/api/v1/openapi.json").json
    validate(description)
    rules = {str(rule) for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/api/")}
    paths = {path.replace("{", "<").replace("}", ">") for path in description["paths"]}
    rules = {re.sub(r"<[^<]*:", "<", rule) for rule in rules}
    assert rules - {"/api/v1/", "/api/v1/openapi.json"} == paths
    taken = {entry["name"]: entry["schema"] for entry in description["paths"][PEOPLE]["get"]["parameters"]}
    assert taken["held"]["items"]["enum"] == ["", *(word.value for word in Held)]
    assert (taken["size"]["minimum"], taken["size"]["maximum"]) == (1, 100)
    assert taken["broad"]["enum"] == ["", "yes"]
    assert {*taken["sort"]["enum"]} >= {"name", "-since", "word"}
    page = main_text(client.get("/api/v1/"))
    assert all(path in page for path in description["paths"])


def test_a_person_comes_with_every_public_claim_and_its_quotations(
    client: FlaskClient, elvin: Person
) -> None:
    person = answer(client, f"{PEOPLE}/P-0001", "Person")
    claims = {claim["kind"]: claim for claim in person["claims"]}
    assert claims.keys() == set(ClaimKind)
    assert claims["charge_step"]["values"]["years"] == 7
    assert claims["charge_step"]["values"]["charge"] == {"claim_id": claims["charge"]["id"]}
    assert claims["affiliation"]["values"]["organization"]["reference"].startswith("O-")
    (held,) = [
        claim for claim in person["claims"] if claim["values"].get("status") == "pretrial_detention"
    ]
    assert held["values"]["since"] == {
        "edtf": "2023-11-05/2023-11-09", "earliest": "2023-11-05", "latest": "2023-11-09",
    }  # fmt: skip
    supporting, contradicting = held["quotations"]
    assert (supporting["stance"], contradicting["stance"]) == ("supports", "contradicts")
    assert contradicting["exact"] == "never imprisoned"
    around = contradicting["prefix"], contradicting["exact"], contradicting["suffix"]
    assert "".join(around) == "He was never imprisoned."
    assert contradicting["source"]["found_at"] == "https://example.org/denial"
    assert client.get(contradicting["url"].removeprefix("http://habeas.example")).status_code == 200
    assert (person["current"]["held"], person["current"]["statuses"]) == ("yes", ["imprisoned"])
    assert answer(client, f"{PEOPLE}/P-0001?as_of=2020-01-01", "Person")["current"]["held"] == "not_stated"


def test_what_is_current_is_what_the_file_of_the_list_says(
    client: FlaskClient, session: Session, elvin: Person
) -> None:
    dates = "2023-11~", "../2023", "2023-11-20/..", "2030-05-01", None
    for number, date in enumerate(dates):
        ayla = make.person(session, f"Ayla {number} Numunali")
        make.status(session, ayla, Status.IMPRISONED, "2022")
        make.status(session, ayla, Status.RELEASED_EARLY, date)
    session.commit()
    for query in ("", "?as_of=2023-11-07", "?as_of=2030-01-01", "?sort=-since"):
        lines = csv.DictReader(io.StringIO(client.get(f"/people.csv{query}").data.decode("utf-8-sig")))
        rows, people = list(lines), answer(client, f"{PEOPLE}{query}", "PeoplePage")["people"]
        assert [person["reference"] for person in people] == [row["reference"] for row in rows]
        for row, person in zip(rows, people, strict=True):
            current, since = person["current"], person["current"]["since"] or {}
            assert (current["held"], " | ".join(current["statuses"])) == (row["held"], row["status"])
            assert " | ".join(current["details"]) == row["status_detail"]
            for name in ("edtf", "earliest", "latest"):
                assert (since.get(name) or "") == row[f"status_since_{name}"]
            assert (current["last_word_on"] or "") == row["last_word_on"]
        assert len({row["held"] for row in rows}) > 1


@on_sqlite
def test_nobody_is_told_what_is_not_public(
    request: pytest.FixtureRequest, session: Session, elvin: Person
) -> None:
    make.list_issue(session)
    session.commit()
    parquet = [f"/export/{table}.parquet" for table in ("persons", "charges", "citations", "sources")]
    files = (
        "/people/P-0001.jsonld", "/people.ftm.json", "/sources.csv", "/organizations.csv", "/issues/1.csv",
        "/statuses.atom", "/statistics/status.csv", "/sitemap.xml", "/sitemaps/sources-1.xml",
        "/sitemaps/people-1.xml", "/people.csv-metadata.json",
    )  # fmt: skip
    records = ("sources", "organizations", "places", "provisions", "issues", "vocabulary", "changes")
    paths = [PEOPLE, f"{PEOPLE}/P-0001", f"{PEOPLE}?audience=internal", f"{PEOPLE}?q=kept", *files, *parquet]
    paths += [f"/api/v1/{name}?audience=internal" for name in records]
    hidden = session.scalars(select(Source).where(Source.visibility != Visibility.PUBLIC)).one()
    for visitor in ("client", "nemo", "clara", "rafa", "ada"):
        browser: FlaskClient = request.getfixturevalue(visitor)
        for path in paths:
            sent = browser.get(path, buffered=True)
            assert sent.status_code == 200, path
            text = str(read_table(io.BytesIO(sent.data)).to_pylist()) if path in parquet else sent.text
            assert SECRET not in text, (visitor, path)
        assert browser.get(f"{PEOPLE}/P-0002").status_code == 404
        assert browser.get(f"/api/v1/sources/{hidden.reference}").status_code == 404
        assert "P-0002" not in browser.get("/api/v1/changes").get_data(as_text=True)


def test_a_list_comes_page_by_page_with_nobody_twice_and_nobody_left_out(
    client: FlaskClient, session: Session
) -> None:
    for number in range(7):
        make.status(session, make.person(session, f"Elvin Sinagov {number}"), Status.IMPRISONED)
    make.person(session, "Ayla Numunali")
    session.commit()
    met, path = list[str](), f"{PEOPLE}?held=yes&size=3"
    while path:
        page = answer(client, path, "PeoplePage")
        assert page["total"] == 7
        met += [person["name"] for person in page["people"]]
        path = (page["next"] or "").removeprefix("http://habeas.example")
    assert met == [f"Elvin Sinagov {number}" for number in range(7)]
    alone = client.get(f"{PEOPLE}/P-0001").json
    assert alone == answer(client, f"{PEOPLE}?held=yes&size=1", "PeoplePage")["people"][0]


def test_an_earlier_day_and_an_earlier_knowledge_are_answered(client: FlaskClient, elvin: Person) -> None:
    earlier = answer(client, f"{PEOPLE}?as_of=2020-01-01", "PeoplePage")
    assert (earlier["day"], earlier["people"][0]["current"]["held"]) == ("2020-01-01", "not_stated")
    before = answer(client, f"{PEOPLE}?known_on=2020-01-01", "PeoplePage")
    assert (before["total"], before["people"]) == (0, [])
    known = answer(client, f"{PEOPLE}?known_on=2026-11-23", "PeoplePage")
    assert known["people"][0]["claims"][0]["quotations"]
    assert SECRET not in json.dumps(known)
    assert answer(client, f"{PEOPLE}/P-0001?known_on=2026-11-23", "Person")["claims"]
    assert client.get(f"{PEOPLE}/P-0001?known_on=2020-01-01").status_code == 404


WRONG = {
    "?held=perhaps": (400, "held"), "?sort=%C2%85": (400, "sort"), "?held=%0A": (400, "held"),
    "?size=0": (400, "size"), "?size=101": (400, "size"),
    "?size=٣": (400, "size"), "?after=ä": (400, "after"), "?after=AAAA": (400, "after"),
    "?after=__": (400, "after"), "?as_of=never": (400, "as_of"), "?known_on=3000-01-01": (400, "known_on"),
    "/P-9999": (404, ""), "/%00": (404, ""), "/P-0001/nothing": (404, ""),
}  # fmt: skip
"""What is wrong in an address, with the status and the word of the answer."""


@pytest.mark.usefixtures("elvin")
def test_what_is_wrong_is_told_as_a_problem(client: FlaskClient) -> None:
    for path, (status, detail) in WRONG.items():
        got = client.get(PEOPLE + path)
        assert (got.status_code, got.mimetype) == (status, "application/problem+json"), path
        problem = described(client, json.loads(got.data), "Problem")
        assert problem["status"] == status, path
        assert detail in problem["detail"], path


def test_an_answer_is_kept_until_something_changes(
    client: FlaskClient, session: Session, elvin: Person
) -> None:
    for path in (PEOPLE, f"{PEOPLE}/P-0001", "/api/v1/changes"):
        tag = client.get(path).headers["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
        make.name(session, elvin, f"Elwin {path[-1]}")
        session.commit()
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
    for refused in (client.post(PEOPLE), client.open(PEOPLE, method="TRACE")):
        assert (refused.status_code, refused.mimetype) == (405, "application/problem+json")
        assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_sources_organizations_and_what_else_is_public_come_as_described(
    client: FlaskClient, session: Session, elvin: Person
) -> None:
    make.list_issue(session)
    make.fact(session, elvin, FactKind.RESIDENCE, "Example Town & Sons")
    session.commit()
    met, path = list[str](), "/api/v1/sources?size=2"
    while path:
        page = answer(client, path, "SourcesPage")
        met += [source["reference"] for source in page["sources"]]
        path = (page["next"] or "").removeprefix("http://habeas.example")
    assert len(set(met)) == len(met) == page["total"]
    source = answer(client, f"/api/v1/sources/{met[0]}", "Source")
    assert len(source["versions"][0]["text_sha256"]) == 64
    page = answer(client, "/api/v1/organizations?size=100", "OrganizationsPage")
    assert [body["name"] for body in page["organizations"]][:2] == ["Example Prison", "Example Watch"]
    first = page["organizations"][0]
    assert answer(client, f"/api/v1/organizations/{first['reference']}", "OrganizationRecord") == first
    (provision,) = answer(client, "/api/v1/provisions", "Provisions")["provisions"]
    assert client.get(provision["url"].removeprefix("http://habeas.example")).status_code == 200
    listed = answer(client, "/api/v1/places", "Places")["places"]
    assert [(place["name"], place["people"]) for place in listed] == [
        ("Example Prison", 1),
        ("Example Town & Sons", 1),
    ]
    for place in listed:
        assert client.get(place["url"].removeprefix("http://habeas.example")).status_code == 200
    (issue,) = answer(client, "/api/v1/issues", "Issues")["issues"]
    assert client.get(issue["csv"].removeprefix("http://habeas.example")).status_code == 200
    words = answer(client, "/api/v1/vocabulary", "Vocabulary")
    assert "imprisoned" in [word["code"] for word in words["Status"]]
    assert {"ActType", "Stance", "Held"} <= set(words)
    for name in ("sources", "organizations", "places", "provisions", "issues"):
        assert SECRET not in client.get(f"/api/v1/{name}").get_data(as_text=True)


def test_a_citation_comes_with_its_claim(client: FlaskClient, elvin: Person) -> None:
    claim = client.get(f"{PEOPLE}/P-0001").json["claims"][0]
    citation = answer(client, f"/api/v1/citations/{claim['quotations'][0]['id']}", "Citation")
    assert (citation["person"], citation["claim"]) == ("P-0001", claim)
    assert citation.items() >= claim["quotations"][0].items()


def test_whoever_keeps_a_copy_is_told_whom_to_fetch_anew_and_whom_to_forget(
    client: FlaskClient, session: Session, elvin: Person
) -> None:
    ayla, bahar = make.person(session, "Ayla Numunali"), make.person(session, "Bahar Misalli")
    with editing(session, by=make.account(session), reason="Hidden", at=LATER):
        ayla.state = PublicationState.RETIRED
    with editing(session, by=make.account(session), reason="Withheld", at=LATER):
        for name in names_of(session, bahar):
            name.visibility = Visibility.RESTRICTED
    session.commit()
    everything = answer(client, "/api/v1/changes", "Changes")
    # P-0002 was a draft from the beginning; nobody outside ever heard of it.
    assert (everything["changed"], everything["gone"]) == (["P-0001"], ["P-0003", "P-0004"])
    later = answer(client, f"/api/v1/changes?since={make.AT:%Y-%m-%dT%H:%M:%S}.000000Z", "Changes")
    assert (later["changed"], later["gone"]) == ([], ["P-0003", "P-0004"])
    assert answer(client, f"/api/v1/changes?since={everything['next']}", "Changes")["next"]
    for since in ("?since=", "?since=never", "?since=%00", f"?since={'9' * 400}"):
        assert client.get(f"/api/v1/changes{since}").status_code == 400


def names_of(session: Session, person: Person) -> list[PersonName]:
    """Return the names of a person."""
    return list(session.scalars(select(PersonName).where(PersonName.person_id == person.id)))


def test_a_page_of_many_takes_as_many_questions_as_one_of_few(
    client: FlaskClient, session: Session, queries: Any
) -> None:
    for number in range(3):
        make.status(session, make.person(session, f"Elvin Sinagov {number}"), Status.IMPRISONED)
    session.commit()
    few = queries(f"{PEOPLE}?size=1")
    with make.single_edit(session):
        for number in range(20):
            make.status(session, make.person(session, f"Ayla Numunali {number}"), Status.IMPRISONED)
    session.commit()
    assert queries(f"{PEOPLE}?size=50") <= few + 2
