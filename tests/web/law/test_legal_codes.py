"""Pages of legal codes."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState

NEW = {
    "country": "az",
    "code": "CC",
    "year": "2000",
    "title": "Criminal Code",
    "reason": "Named in a verdict",
}
NOWHERE = "00000000-0000-7000-8000-000000000000"


def test_a_curator_adds_a_code_and_everybody_finds_it(clara: FlaskClient, client: FlaskClient) -> None:
    assert "No code of law is recorded yet" in main_text(client.get("/law"))
    saved = post_form(clara, "/law/new", **NEW)
    assert saved.status_code == 303
    assert "Criminal Code CC · Azerbaijan · 2000" in main_text(client.get(saved.location))


def test_people_are_counted_once_under_a_provision_and_only_as_far_as_public(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    first, second = make.provision(session), make.provision(session, "192.3.2", None)
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    charge = make.charge(session, elvin, provision=first)
    make.charge(session, elvin, provision=first, offence="once more")
    make.step(session, charge, StepKind.REQUALIFIED, from_provision=first, to_provision=second)
    make.charge(session, ayla, provision=first, state=ClaimState.DRAFT)
    assert "192.3.2 not stated 1 206.3.2 Smuggling 1" in main_text(client.get("/law"))
    assert "192.3.2 not stated 1 206.3.2 Smuggling 2" in main_text(clara.get("/law"))


def test_provisions_stand_in_the_order_of_their_numbers(session: Session, client: FlaskClient) -> None:
    for number in ("206.10", "206.3", "1000", "193-1.3.1", "193"):
        make.provision(session, number, None)
    numbers = [cell.text for row in elements(client.get("/law"), "tr") for cell in row.iter("bdi")]
    assert numbers == ["193", "193-1.3.1", "206.3", "206.10", "1000"]


def test_a_code_is_corrected_and_retired(session: Session, clara: FlaskClient, client: FlaskClient) -> None:
    code = make.provision(session).legal_code
    saved = post_form(clara, f"/law/{code.id}/revise", year="1960", reason="The older one")
    assert saved.status_code == 303
    assert "1960" in main_text(client.get("/law"))
    assert post_form(clara, f"/law/{code.id}/retire", reason="Out of force").status_code == 303
    assert "Criminal Code Retired" in main_text(client.get("/law"))
    make.person(session)
    assert "206.3.2" not in main_text(clara.get("/people/P-0001/charges/new"))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("country", "", "This is needed."),
        ("country", "AZE", "Write the country as two letters"),
        ("code", " ", "This is needed."),
        ("title", "", "This is needed."),
        ("title", "\x1b[31m", "There is a character that cannot be stored (U+001B)"),
        ("year", "", "Write the year of the code with four figures."),
        ("year", "99", "Write the year of the code with four figures."),
        ("year", "9" * 5000, "Not a valid integer value."),
        ("year", "two thousand", "Not a valid integer value."),
        ("reason", "", "This is needed."),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field(
    clara: FlaskClient, field: str, typed: str, message: str
) -> None:
    refused = post_form(clara, "/law/new", **{**NEW, field: typed})
    assert refused.status_code == 422
    assert message in errors(refused)[field]
    kept = fields(refused)
    assert kept["code"] == (typed if field == "code" else "CC")
    assert "No code of law is recorded yet" in main_text(clara.get("/law"))


def test_a_code_is_recorded_once(session: Session, clara: FlaskClient) -> None:
    make.legal_code(session)
    assert errors(post_form(clara, "/law/new", **NEW)) == {"code": "This code is recorded already."}
    assert post_form(clara, "/law/new", **{**NEW, "year": "1960"}).status_code == 303


def test_a_stale_edit_of_a_code_is_refused_and_shows_both_sides(
    session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    path = f"/law/{make.legal_code(session).id}/revise"
    opened = clara.get(path)
    post_form(rafa, path, title="Penal Code", reason="Its title")
    stale = send(clara, opened, year="1999", reason="Its year")
    assert stale.status_code == 422
    told = main_text(stale)
    assert "Rafa changed this while you were typing" in told
    assert "Title Criminal Code Penal Code Criminal Code theirs, taken over" in told
    assert (fields(stale)["year"], fields(stale)["title"]) == ("1999", "Penal Code")
    assert send(clara, stale).status_code == 303
    assert "Penal Code CC · Azerbaijan · 1999" in main_text(clara.get("/law"))


def test_only_curators_change_the_law(session: Session, client: FlaskClient, nemo: FlaskClient) -> None:
    code = make.legal_code(session).id
    for path in ("/law/new", f"/law/{code}/revise", f"/law/{code}/retire", f"/law/{code}/provisions/new"):
        assert client.get(path).location.startswith("/sign-in?next=")
        assert nemo.get(path).status_code == 403
        assert path not in links(nemo.get("/law"))


@pytest.mark.parametrize("key", [NOWHERE, "1", "nothing", NOWHERE + "%00"])
def test_a_code_that_is_not_there_is_not_found(clara: FlaskClient, key: str) -> None:
    for rest in ("revise", "retire", "provisions/new"):
        assert clara.get(f"/law/{key}/{rest}").status_code == 404


def test_the_list_of_law_takes_no_form(clara: FlaskClient) -> None:
    token = elements(clara.get("/law/new"), "input", name="csrf_token")[0].get("value")
    assert clara.post("/law", data={"csrf_token": token}).status_code == 405
    assert clara.post("/law/new", data=NEW).status_code == 400
