"""Pages of provisions of law."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send
from tests.web.conftest import Queries
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState, Visibility

NOWHERE = "00000000-0000-7000-8000-000000000000"


def test_a_curator_adds_a_provision_and_everybody_opens_it(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    code = make.legal_code(session)
    form = {"number": " 193–1.03.1 ", "title": "Laundering", "reason": "Named in a verdict"}
    saved = post_form(clara, f"/law/{code.id}/provisions/new", **form)
    assert saved.status_code == 303
    told = main_text(client.get(saved.location))
    assert "193-1.3.1 CC AZ 2000 Laundering" in told
    assert "Nobody is recorded as charged under it." in told


def test_a_provision_shows_the_people_charged_under_it(session: Session, client: FlaskClient) -> None:
    old, new = make.provision(session), make.provision(session, "192.3.2")
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    charge = make.charge(session, elvin, provision=old)
    make.step(session, charge, StepKind.REQUALIFIED, from_provision=old, to_provision=new)
    make.charge(session, ayla, provision=old)
    page = client.get(f"/provisions/{old.id}")
    assert "2 people charged Ayla Numunali Elvin Sinagov" in main_text(page)
    assert f"/people/P-0001#claim-{charge.id}" in links(page)
    told = main_text(client.get(f"/provisions/{new.id}"))
    assert "1 person charged Elvin Sinagov Requalified" in told
    assert "206.3.2 CC AZ 2000 → 192.3.2 CC AZ 2000" in told


def test_charges_that_are_not_public_are_not_on_the_page_of_a_provision(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    provision = make.provision(session)
    make.charge(session, make.person(session), provision=provision, visibility=Visibility.INTERNAL)
    hidden = make.person(session, "Ayla Numunali", state=ClaimState.DRAFT)
    make.charge(session, hidden, provision=provision)
    assert "0 people charged" in main_text(client.get(f"/provisions/{provision.id}"))
    assert "2 people charged" in main_text(clara.get(f"/provisions/{provision.id}"))


def test_a_provision_is_corrected_and_retired(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    path = f"/provisions/{make.provision(session).id}"
    saved = post_form(clara, f"{path}/revise", number="206.4", title="", reason="The verdict says so")
    assert saved.location == path
    assert "206.4 CC AZ 2000" in main_text(client.get(path))
    assert post_form(clara, f"{path}/retire", reason="Repealed").location == path
    assert "Retired" in main_text(client.get(path))
    make.person(session)
    assert "206.4" not in main_text(clara.get("/people/P-0001/charges/new"))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("number", "", "This is needed."),
        ("number", "206,3", "Write it as article.part.point"),
        ("number", "206.3.2.1", "Write it as article.part.point"),
        ("number", "2" * 10_000, "characters long; at most 30 are taken."),
        ("number", "206.3.2", "206.3.2 is already recorded in this code."),
        ("title", "x" * 501, "characters long; at most 500 are taken."),
        ("reason", "", "This is needed."),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field(
    session: Session, clara: FlaskClient, field: str, typed: str, message: str
) -> None:
    code = make.provision(session).legal_code
    form = {"number": "207", "title": "Bribery", "reason": "Named", field: typed}
    refused = post_form(clara, f"/law/{code.id}/provisions/new", **form)
    assert refused.status_code == 422
    assert message in errors(refused)[field]
    assert {name: fields(refused)[name] for name in form} == form
    session.expire_all()
    assert len(code.provisions) == 1


def test_a_stale_edit_of_a_provision_is_refused_and_shows_both_sides(
    session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    path = f"/provisions/{make.provision(session).id}/revise"
    opened = clara.get(path)
    post_form(rafa, path, title="Contraband", reason="Its title")
    stale = send(clara, opened, number="206.3.3", reason="Its number")
    assert stale.status_code == 422
    assert "Title Smuggling Contraband Smuggling theirs, taken over" in main_text(stale)
    assert "Number 206.3.2 206.3.2 206.3.3 yours, kept" in main_text(stale)
    assert (fields(stale)["number"], fields(stale)["title"]) == ("206.3.3", "Contraband")
    assert send(clara, stale).status_code == 303


def test_only_curators_change_provisions(session: Session, client: FlaskClient, nemo: FlaskClient) -> None:
    path = f"/provisions/{make.provision(session).id}"
    for each in (f"{path}/revise", f"{path}/retire"):
        assert client.get(each).location.startswith("/sign-in?next=")
        assert nemo.get(each).status_code == 403
        assert each not in links(nemo.get(path))


@pytest.mark.parametrize("key", [NOWHERE, "206.3.2", NOWHERE + "%00"])
def test_a_provision_that_is_not_there_is_not_found(clara: FlaskClient, key: str) -> None:
    for rest in ("", "/revise", "/retire"):
        assert clara.get(f"/provisions/{key}{rest}").status_code == 404


def test_the_page_of_a_provision_takes_no_form(session: Session, clara: FlaskClient) -> None:
    path = f"/provisions/{make.provision(session).id}"
    token = elements(clara.get(f"{path}/revise"), "input", name="csrf_token")[0].get("value")
    assert clara.post(path, data={"csrf_token": token}).status_code == 405


def test_more_people_charged_take_no_more_queries(session: Session, queries: Queries) -> None:
    old, new = make.provision(session), make.provision(session, "192.3.2")
    paths = ("/law", f"/provisions/{old.id}", f"/provisions/{new.id}")

    def charged(people: int) -> list[int]:
        with make.single_edit(session):
            for _ in range(people):
                one = make.charge(session, make.person(session), provision=old)
                make.step(session, one, StepKind.REQUALIFIED, from_provision=old, to_provision=new)
        return [queries(path) for path in paths]

    assert charged(1) == charged(4)


@on_sqlite
def test_of_many_charged_the_first_are_named_and_the_list_tells_of_all(
    session: Session, client: FlaskClient
) -> None:
    provision, case = make.provision(session), make.court_case(session)
    with make.single_edit(session):
        for number in range(1, 23):
            make.charge(session, make.person(session, f"Elvin {number:02d}"), provision=provision, case=case)
    session.commit()
    page = client.get(f"/provisions/{provision.id}")
    told = main_text(page)
    assert "22 people charged" in told
    assert told.count("The couriers' case") == 20
    assert "2 more, as a list" in told
    # Each is charged under what the page is about; that need not be told again.
    assert told.count("206.3.2") == 1 + told.count("Outcomes of charges under 206.3.2")
