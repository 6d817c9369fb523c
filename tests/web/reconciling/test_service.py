"""Programs match names against the public records: by the specification, and never one of two homonyms."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from tests import make
from tests.support.reconciliation_schemas import MANIFEST, QUERIES, RESULTS, SUGGESTIONS
from webapp.vocab.claims import ClaimState
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind


@pytest.fixture
def stock(session: Session) -> None:
    """Two of one name, one whose year of birth is known, one who is not public."""
    for name in ("Davud Numunali", "Davud Nümunəli", "Turan Qaralamalı"):
        make.status(session, make.person(session, name), Status.IMPRISONED)
    samir = make.person(session, "Samir Nagilli")
    make.fact(session, samir, FactKind.BIRTH_DATE, None, date=PartialDate.parse("1985"))
    make.person(session, "Ayla Misalli", state=ClaimState.DRAFT)
    session.commit()


def asked(client: FlaskClient, by: str = "GET", **queries: Any) -> dict[str, Any]:
    """The answers to a batch, as OpenRefine sends one: in the address or as a form."""
    Draft202012Validator(QUERIES).validate(queries)
    sent = {"queries": json.dumps(queries)}
    if by == "GET":
        answer = client.get("/reconcile", query_string=sent)
    else:
        answer = client.post("/reconcile", data=sent)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    answers: dict[str, Any] = answer.get_json()
    Draft202012Validator(RESULTS).validate(answers)
    return {key: found["result"] for key, found in answers.items()}


def test_the_manifest_tells_what_the_service_offers(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").get_json()
    Draft202012Validator(MANIFEST).validate(manifest)
    assert manifest["view"]["url"].endswith("/people/{{id}}")


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize("by", ["GET", "POST"])
def test_names_in_any_spelling_and_order_are_matched(client: FlaskClient, by: str) -> None:
    found = asked(
        client, by, q0={"query": "Qaralamali Turan", "type": "person", "limit": 3, "type_strict": "should"},
        q1={"query": "Kimsəyev Adil"}, q2={"query": "Turan Qaralamalı", "type": ["place"]},
        q3={"properties": [{"pid": "born", "v": "1985"}]}, q4={"query": "Turan Garalamalli", "limit": 0},
    )  # fmt: skip
    (turan,) = found.pop("q0")
    assert (turan["id"], turan["name"], turan["match"], turan["score"]) == (
        "P-0003", "Turan Qaralamalı", True, 100,
    )  # fmt: skip
    assert turan["type"] == [{"id": "person", "name": "Person"}]
    assert "Imprisoned" in turan["description"]
    assert found == {"q1": [], "q2": [], "q3": [], "q4": []}


@pytest.mark.usefixtures("stock")
def test_nobody_who_has_a_homonym_is_matched_whatever_else_is_told(client: FlaskClient) -> None:
    status = [{"pid": "status", "v": "imprisoned"}]
    for query in ("Davud Numunali", "Davud Nümunəli", "numunali davud"):
        found = asked(client, q0={"query": query}, q1={"query": query, "properties": status})
        for result in found.values():
            assert {each["id"] for each in result} == {"P-0001", "P-0002"}
            assert not any(each["match"] for each in result)


@pytest.mark.usefixtures("stock")
def test_what_is_told_beside_the_name_may_disagree(client: FlaskClient) -> None:
    found = asked(
        client, q0={"query": "Samir Nagilli", "properties": [{"pid": "born", "v": "3 May 1985"}]},
        q1={"query": "Samir Nagilli", "properties": [{"pid": "born", "v": [1961, {"id": "1962"}]}]},
    )  # fmt: skip
    assert [each["match"] for each in found["q0"]] == [True]
    assert [each["match"] for each in found["q1"]] == [False]
    assert found["q1"][0]["score"] < found["q0"][0]["score"]


@pytest.mark.usefixtures("stock")
def test_it_answers_with_what_a_stranger_sees_and_is_closed_where_the_site_is(
    app: Flask, client: FlaskClient, ada: FlaskClient
) -> None:
    for browser in (client, ada):
        assert asked(browser, q0={"query": "Ayla Misalli"}) == {"q0": []}
        assert browser.get("/reconcile/suggest/entity?prefix=Ayla+Misalli").get_json() == {"result": []}
        assert browser.get("/reconcile/preview/P-0005").status_code == 404
    object.__setattr__(app.extensions["habeas"].settings, "open_to_strangers", False)
    assert client.get("/reconcile").status_code == 303
    assert client.get("/reconcile/suggest/entity?prefix=Turan").status_code == 303
    assert client.post("/reconcile", data={"queries": "{}"}).status_code == 403


@pytest.mark.usefixtures("stock")
def test_people_properties_and_types_are_suggested_and_a_person_previewed_in_a_frame(
    client: FlaskClient,
) -> None:
    for kind, prefix, ids in (
        ("entity", "Turan Qaralam", ["P-0003"]), ("property", "bo", ["born"]), ("type", "P", ["person"]),
        ("property", "zz", []), ("entity", "", []),
    ):  # fmt: skip
        found = client.get(f"/reconcile/suggest/{kind}", query_string={"prefix": prefix}).get_json()
        Draft202012Validator(SUGGESTIONS).validate(found)
        assert [each["id"] for each in found["result"]] == ids
    preview = client.get("/reconcile/preview/P-0003")
    assert "Turan Qaralamalı" in preview.get_data(as_text=True)
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "queries",
    [
        "", "[]", "null", "{", '{"q0": []}', '{"q0": {"query": 1}}', "[" * 5000,
        '{"q0": {"query": "x", "limit": "many"}}', '{"q0": {"query": "x", "properties": {}}}',
        json.dumps({str(number): {"query": "x"} for number in range(101)}),
    ],
)  # fmt: skip
def test_what_the_specification_does_not_allow_is_refused(client: FlaskClient, queries: str) -> None:
    for answer in (
        client.get("/reconcile", query_string={"queries": queries}),
        client.post("/reconcile", data={"queries": queries}),
    ):
        assert answer.status_code in (400, 414)


@pytest.mark.parametrize(
    "query",
    [
        {"query": "\x00 \ud800"}, {"query": "a" * 5000}, {"query": "x", "limit": -1},
        {"query": "x", "limit": 1e300}, {"query": "Samir Nagilli", "properties": [{"pid": "born", "v": "x"}]},
        {"query": "x", "properties": [{"pid": [], "v": 1}, 1]}, {"query": "x", "type": {}},
        {"query": "x", "limit": float("nan")},
    ],
)  # fmt: skip
def test_strange_questions_break_nothing(client: FlaskClient, query: dict[str, Any]) -> None:
    sent = {"queries": json.dumps({"q0": query})}
    assert client.post("/reconcile", data=sent).status_code == 200
