"""The list of whom to verify, verifying one or several, and what readers are told of it."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send
from webapp.models import Person, Verification
from webapp.vocab.liberty import Status


def imprisoned(session: Session, name: str) -> Person:
    """Somebody whom a source of March 2020 tells to be in prison."""
    source = make.source(session, f"A report on {name}", f"{name} is in prison.", date="2020-03-01")
    person = make.person(session, name, evidence=make.evidence(session, name, of=source))
    words = make.evidence(session, "is in prison", of=source)
    make.status(session, person, Status.IMPRISONED, "2019", evidence=words)
    session.commit()
    return person


def test_whoever_was_long_not_heard_of_waits_in_the_list(session: Session, clara: FlaskClient) -> None:
    imprisoned(session, "Elvin Sinagov")
    assert "/verifications" in links(clara.get("/"))
    page = clara.get("/verifications")
    assert main_text(page).startswith("1 person to verify")
    assert "as last told on 1 March 2020" in main_text(page)
    assert "due after 90 days" in main_text(page)
    assert "/people/P-0001/verify" in links(page)


def test_verified_is_two_actions_away_and_leaves_the_list(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    imprisoned(session, "Elvin Sinagov")
    assert "0 confirmed in the last 90 days" in main_text(client.get("/"))
    answer = post_form(clara, "/people/P-0001/verify", note="The mother was asked.", method="family")
    assert answer.status_code == 303
    assert "0 people to verify Neither" in main_text(clara.get("/verifications"))
    assert "1 confirmed in the last 90 days" in main_text(client.get("/"))
    assert "confirmed on" in main_text(client.get("/people?held=yes"))
    assert "The mother was asked" in main_text(clara.get("/people/P-0001/history"))
    for path in ("/", "/people/P-0001", "/people", "/people/P-0001/dossier"):
        assert "The mother" not in main_text(client.get(path))


def test_one_call_confirms_several_at_once(session: Session, clara: FlaskClient) -> None:
    for name in ("Elvin Sinagov", "Ayla Numunali", "Bahar Misalli"):
        imprisoned(session, name)
    form = clara.get("/verifications/new?person=P-0001&person=P-0003&person=P-0001")
    assert "Elvin Sinagov P-0001, Bahar Misalli P-0003" in main_text(form)
    assert send(clara, form, note="Their lawyer was asked.", method="lawyer").status_code == 303
    assert session.query(Verification).count() == 2
    assert "1 person to verify" in main_text(clara.get("/verifications"))


def test_nobody_chosen_nothing_learned_and_a_day_to_come_are_told_so(
    session: Session, clara: FlaskClient
) -> None:
    imprisoned(session, "Elvin Sinagov")
    assert "Nobody is chosen; tick people in the list first." in main_text(clara.get("/verifications/new"))
    page = clara.get("/people/P-0001/verify")
    (token,) = elements(page, "input", name="csrf_token")
    typed = fields(page) | {"csrf_token": token.get("value"), "note": "The family was asked."}
    nobody = clara.post("/verifications/new", data=typed)
    assert nobody.status_code == 422
    assert "Choose whose record was verified" in main_text(nobody)
    assert fields(nobody)["note"] == "The family was asked."
    empty = post_form(clara, "/people/P-0001/verify", note="  ")
    assert "Write what was learned" in errors(empty)["note"]
    early = post_form(clara, "/people/P-0001/verify", note="Asked.", day="2999-01-01")
    assert "in the past or today" in errors(early)["day"]
    strange = post_form(clara, "/people/P-0001/verify", note="Asked.", day="never")
    assert strange.status_code == 422
    wrong = post_form(clara, "/people/P-0001/verify", passage="https://example.org/nothing")
    assert "No citation has this address" in errors(wrong)["passage"]
    assert session.query(Verification).count() == 0
    assert clara.get("/verifications/new?person=P-0099").status_code == 404


def test_a_passage_says_so(session: Session, clara: FlaskClient) -> None:
    person = imprisoned(session, "Elvin Sinagov")
    citation = person.claims[0].citations[0]
    answer = post_form(clara, "/people/P-0001/verify", passage=f"http://habeas.example/citations/{citation.id}")
    assert answer.status_code == 303
    assert session.query(Verification).one().passage_id == citation.passage_id


def test_the_list_is_paged_and_any_place_in_it_is_a_page(session: Session, clara: FlaskClient) -> None:
    for letter in "abcdefghijkl":
        imprisoned(session, f"Elvin Sinagov {letter}")
    first = clara.get("/verifications")
    assert main_text(first).count("due after 90 days") == 10
    assert "/verifications?first=10" in links(first)
    assert main_text(clara.get("/verifications?first=10")).count("due after 90 days") == 2
    for odd in ("-5", "99999999999999999999", "x", ""):
        assert clara.get(f"/verifications?first={odd}").status_code == 200


def test_the_filter_by_freshness_keeps_its_place_in_files_and_figures(
    session: Session, client: FlaskClient
) -> None:
    imprisoned(session, "Elvin Sinagov")
    make.person(session, "Ayla Numunali")
    session.commit()
    page = client.get("/people?freshness=stale")
    assert "Elvin Sinagov" in main_text(page)
    assert "Ayla" not in main_text(page)
    assert client.get("/people.csv?freshness=stale").get_data(as_text=True).count("\r\n") == 2
    assert client.get("/people?freshness=recent").status_code == 200
    assert client.get("/statistics?freshness=stale").status_code == 200
    assert client.get("/people?freshness=nonsense").status_code == 400
