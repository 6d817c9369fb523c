"""Unsent forms are kept as drafts, for the account that typed them, until they are sent or thrown away."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, newest
from tests.support.drafts import NEW, TYPED, autosave, begun, kept, offer, take_up
from tests.support.forms import elements, fields, links, main_text, post_form, send
from webapp.domain.accounts import accounts
from webapp.models import StatusEvent


@pytest.fixture(autouse=True)
def recorded(session: Session) -> None:
    """A person of whom something can be typed."""
    make.person(session)


def test_what_was_typed_and_not_sent_is_offered_and_taken_up_again(
    session: Session, clara: FlaskClient
) -> None:
    begun(clara)
    fresh = clara.get(NEW)
    assert "You have an unsaved draft, kept on" in main_text(fresh)
    assert (fields(fresh)["status"], fields(fresh)["note"]) == ("", "")

    again = take_up(clara)

    assert again.status_code == 200
    assert {name: fields(again)[name] for name in TYPED} == TYPED
    assert "It is not saved yet." in main_text(again)
    assert main_text(again).count("Discard") == 1


@pytest.mark.parametrize("source", ["S-0002", ""])
def test_a_form_taken_up_begins_with_nothing_but_the_draft(
    session: Session, clara: FlaskClient, source: str
) -> None:
    make.source(session, "A Second Invented Note", "Another text.")
    assert post_form(clara, NEW, **CITING, status="wanted").status_code == 303
    assert fields(clara.get(NEW))["source"].startswith("S-0001 · "), "the source cited last"
    begun(clara, source=source, quote="Another", translation="Ein anderer", people="P-0001")

    taken = fields(clara.get(offer(clara) + "&source=S-0001&people=P-0009"))

    assert (taken["source"], taken["quote"], taken["translation"]) == (source, "Another", "Ein anderer")
    assert taken["people"] == "P-0001"


@pytest.mark.parametrize("chosen", [["wgad_1", "wgad_5"], []])
def test_boxes_are_ticked_as_they_were_left(session: Session, clara: FlaskClient, chosen: list[str]) -> None:
    make.organization(session)
    path = "/people/P-0001/assessments/new"
    page = clara.get(path)
    autosave(clara, page, organization="O-0001", scheme="wgad", criteria=chosen or None)
    taken = fields(take_up(clara, path))
    assert (taken["organization"], taken["scheme"]) == ("O-0001", "wgad")
    assert taken.get("criteria", []) == chosen


def test_a_draft_of_a_step_keeps_its_box_and_a_box_left_empty_stays_empty(
    session: Session, clara: FlaskClient
) -> None:
    step = make.step(session, make.charge(session, make.person(session)), suspended=False)
    revise = f"/charge_steps/{step.id}/revise"
    begun(clara, revise, suspended="y", years="7")
    taken = take_up(clara, revise)
    assert (fields(taken)["suspended"], fields(taken)["years"]) == ("y", "7")
    autosave(clara, taken, suspended=None)
    assert "suspended" not in fields(take_up(clara, revise))


def test_a_field_that_a_draft_does_not_hold_shows_what_is_stored(
    session: Session, clara: FlaskClient
) -> None:
    make.organization(session, country="AZ", language="az")
    revise = "/organizations/O-0001/revise"
    begun(clara, revise, country=None, language="tr")
    taken = fields(take_up(clara, revise))
    assert (taken["country"], taken["language"]) == ("AZ", "tr")


def test_saving_a_form_removes_its_draft_and_a_late_autosave_brings_none_back(
    session: Session, clara: FlaskClient
) -> None:
    begun(clara)
    taken = take_up(clara)

    assert send(clara, taken, **CITING, since="2023").status_code == 303
    late = autosave(clara, taken, note="still on its way")

    assert late.json == {"kept": None}
    assert kept(session) == []
    assert "You began this" not in main_text(clara.get(NEW))
    assert newest(session, StatusEvent).note == "Seen by a neighbour."


def test_what_is_refused_keeps_its_draft(session: Session, clara: FlaskClient) -> None:
    page = begun(clara)
    assert send(clara, page, **TYPED, reason="No passage yet").status_code == 422
    (row,) = kept(session)
    assert ["note", "Seen by a neighbour."] in row.fields


def test_a_form_given_back_goes_on_with_the_same_draft(session: Session, clara: FlaskClient) -> None:
    page = begun(clara)
    refused = send(clara, page, **TYPED, reason="No passage yet")
    autosave(clara, refused, note="Seen by two neighbours.")
    (row,) = kept(session)
    assert ["note", "Seen by two neighbours."] in row.fields


def test_two_tabs_do_not_write_over_each_other(session: Session, clara: FlaskClient) -> None:
    one, other = clara.get(NEW), clara.get(NEW)
    autosave(clara, one, note="in one tab")
    autosave(clara, other, note="in the other")
    assert "And 1 more." in main_text(clara.get(NEW))
    assert fields(take_up(clara))["note"] == "in the other"
    listed = [link for link in links(clara.get("/drafts")) if "?draft=" in link]
    assert {fields(clara.get(link))["note"] for link in listed} == {"in one tab", "in the other"}


def test_a_draft_is_for_nobody_but_the_account_that_typed_it(
    session: Session, clara: FlaskClient, ada: FlaskClient, client: FlaskClient
) -> None:
    begun(clara)
    (row,) = kept(session)
    found = offer(clara)
    for path in (NEW, found, "/drafts", "/"):
        told = main_text(ada.get(path))
        assert "neighbour" not in told
        assert "You began" not in told
        assert "unsent" not in told
    assert fields(ada.get(found))["note"] == ""
    assert "There is no such draft of yours" in main_text(ada.get(found))
    token = elements(ada.get(NEW), "input", name="csrf_token")[0].get("value", "")
    ada.post("/drafts/throw-away", data={"csrf_token": token, "draft": row.address})
    assert len(kept(session)) == 1
    assert client.get(found).location.startswith("/sign-in?next=")


def test_the_list_of_drafts_leads_to_each_and_the_first_page_to_the_list(
    session: Session, clara: FlaskClient, nemo: FlaskClient
) -> None:
    assert "No unsaved drafts" in main_text(clara.get("/drafts"))
    begun(clara)
    assert "1 unsent form" in main_text(clara.get("/"))
    assert "/drafts" in links(clara.get("/"))
    assert "Update status · P-0001 kept on" in main_text(clara.get("/drafts"))
    assert fields(take_up(clara, "/drafts"))["note"] == "Seen by a neighbour."
    assert "/drafts" not in links(nemo.get("/"))


@pytest.mark.parametrize(("page", "back"), [("/drafts", "/drafts"), (NEW, NEW)])
def test_what_is_thrown_away_is_gone(session: Session, clara: FlaskClient, page: str, back: str) -> None:
    begun(clara)
    opened = clara.get(page)
    (form,) = elements(opened, "form", action="/drafts/throw-away")
    sent = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}

    answer = clara.post("/drafts/throw-away", data=sent)

    assert (answer.status_code, answer.location) == (303, back)
    assert kept(session) == []
    assert clara.post("/drafts/throw-away", data=sent).location == back, "twice pressed"


def test_looking_at_drafts_changes_nothing(session: Session, clara: FlaskClient) -> None:
    begun(clara)
    (before,) = [(row.fields, row.saved_at) for row in kept(session)]
    take_up(clara)
    assert clara.get("/drafts/throw-away").status_code == 405
    assert [(row.fields, row.saved_at) for row in kept(session)] == [before]


def test_of_a_form_nothing_but_what_was_typed_is_kept(session: Session, clara: FlaskClient) -> None:
    page = clara.get(NEW)
    autosave(clara, page, note="Typed", reason="Why")
    (row,) = kept(session)
    names = {name for name, _ in row.fields}
    assert "note" in names
    assert not names & {"csrf_token", "opened", "page_title"}
    assert row.title == "Update status · P-0001"


def test_a_password_is_never_kept(session: Session, clara: FlaskClient) -> None:
    page = clara.get(NEW)
    token = elements(page, "input", name="csrf_token")[0].get("value", "")
    sent = fields(page) | {"csrf_token": token, "password": make.PASSWORD, "note": "x"}
    assert clara.post("/drafts", data=sent).status_code == 200
    (row,) = kept(session)
    assert make.PASSWORD not in str(row.fields)


def test_a_form_that_asks_a_password_is_none_that_is_kept(session: Session, client: FlaskClient) -> None:
    link = accounts.make_link(session, make.account(session), now=datetime.now(UTC))
    for path in ("/sign-in", f"/sign-in/{link}"):
        (form,) = elements(client.get(path), "form")
        assert "data-dirty" not in form.attrib
        assert "opened" not in {field.get("name") for field in form.iter("input")}


@pytest.mark.parametrize(
    "opened", ["", "//evil.example#x", "https://evil.example/", "/people/new", "x" * 9000]
)
def test_a_draft_of_no_form_here_is_refused(session: Session, clara: FlaskClient, opened: str) -> None:
    answer = autosave(clara, clara.get(NEW), opened=opened)
    assert answer.status_code == 422
    assert answer.json == {"problem": "This is not the address of a form."}
    assert kept(session) == []


def test_a_draft_that_is_too_long_is_refused_and_said_to_be(session: Session, clara: FlaskClient) -> None:
    answer = autosave(clara, clara.get("/people/new"), note="a" * 1_300_000)
    assert (answer.status_code, answer.json) == (422, {"problem": "This is too long to be kept as a draft."})
    assert kept(session) == []


def test_odd_characters_come_back_and_break_nothing(session: Session, clara: FlaskClient) -> None:
    begun(clara, note="a\x00b \ufffe <script> ə")
    assert take_up(clara).status_code == 200
    assert "<script> ə" in fields(take_up(clara))["note"]


@pytest.mark.parametrize("asked", ["", "1", "x" * 3000, "%00", "#", "../", "%2e%2e"])
def test_an_unknown_draft_shows_the_plain_form(clara: FlaskClient, asked: str) -> None:
    page = clara.get(f"{NEW}?draft={asked}")
    assert page.status_code == 200
    assert fields(page)["note"] == ""


def test_a_draft_of_a_choice_that_is_gone_is_shown_and_refused_in_words(
    session: Session, clara: FlaskClient
) -> None:
    begun(clara, status="abducted by aliens", source="S-9999", note="Kept")
    taken = take_up(clara)
    assert fields(taken)["note"] == "Kept"
    assert send(clara, taken, reason="x").status_code == 422


def test_a_draft_of_an_edit_that_was_overtaken_is_merged_when_it_is_sent(
    session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    make.organization(session, country="AZ", language="az")
    revise = "/organizations/O-0001/revise"
    begun(clara, revise, language="tr", reason="Its language")
    post_form(rafa, revise, country="GE", reason="Its seat")

    sent = send(clara, take_up(clara, revise))

    assert sent.status_code == 422
    assert "1 change of Rafa was taken over" in main_text(sent)
    assert (fields(sent)["language"], fields(sent)["country"]) == ("tr", "GE")
    assert send(clara, sent).status_code == 303
    assert kept(session) == []


def test_what_was_typed_beside_a_text_is_taken_up_there(session: Session, clara: FlaskClient) -> None:
    reader = "/sources/S-0001"
    begun(clara, reader, status="arrested", people="P-0001", quote=make.ARRESTED)
    taken = take_up(clara, reader)
    assert (fields(taken)["status"], fields(taken)["quote"]) == ("arrested", make.ARRESTED)
    assert send(clara, taken, reason="Read in the declaration").status_code == 303
    assert kept(session) == []
