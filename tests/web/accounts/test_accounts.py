"""Pages of accounts."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.forms import elements, errors, fields, main_text, post_form, send, text_of
from webapp.domain.history import edits
from webapp.domain.history.descriptions import Value
from webapp.vocab.accounts import Role

NEW = {"name": "Nemo", "role": "reader", "reason": "Wants to read"}
NOWHERE = "00000000-0000-7000-8000-000000000000"


def made_link(page: TestResponse) -> str:
    """Return the path of the one-time link that a page shows."""
    (shown,) = elements(page, "code")
    found = re.fullmatch(r"http://habeas.example(/sign-in/[\w-]{40,})", text_of(shown))
    assert found, text_of(shown)
    return found[1]


def test_an_administrator_adds_an_account_that_signs_in_by_its_link(ada: FlaskClient, app: Flask) -> None:
    saved = post_form(ada, "/accounts/new", **NEW)
    assert saved.status_code == 303
    assert "Nemo Reader yes none yet" in main_text(ada.get("/accounts"))
    link = made_link(post_form(ada, saved.location))
    nemo = app.test_client()
    entered = post_form(nemo, link, password=make.PASSWORD)
    assert entered.status_code == 303
    assert "Sign out" in nemo.get("/").get_data(as_text=True)
    assert "Nemo Reader yes set" in main_text(ada.get("/accounts"))


def test_a_new_link_ends_the_one_before_and_is_shown_once(
    session: Session, ada: FlaskClient, client: FlaskClient
) -> None:
    path = f"/accounts/{make.account(session, 'Nemo', Role.READER).id}/link"
    first, second = made_link(post_form(ada, path)), made_link(post_form(ada, path))
    assert first != second
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    assert not elements(ada.get(path), "code")


def test_no_link_is_made_by_opening_its_page(session: Session, ada: FlaskClient, client: FlaskClient) -> None:
    path = f"/accounts/{make.account(session, 'Nemo', Role.READER).id}/link"
    link = made_link(post_form(ada, path))
    ada.get(path)
    assert client.get(link).status_code == 200
    assert ada.post(path).status_code == 400


def test_a_changed_role_holds_at_once_and_is_in_the_history(
    session: Session, ada: FlaskClient, clara: FlaskClient
) -> None:
    who = make.account(session)
    assert clara.get("/sources/new").status_code == 200
    saved = post_form(ada, f"/accounts/{who.id}/revise", role="reader", reason="On leave")
    assert saved.status_code == 303
    assert clara.get("/sources/new").status_code == 403
    newest = edits.edits_about(session, who.id).edits[0]
    assert (newest.by.name, newest.reason) == ("Ada", "On leave")
    assert [(column.label, column.old, column.new) for column in newest.changes[0].columns] == [
        ("Role", Value("word", Role.CURATOR), Value("word", Role.READER))
    ]


def test_a_closed_account_is_signed_out_at_once_and_gets_no_link(
    session: Session, ada: FlaskClient, clara: FlaskClient
) -> None:
    who = make.account(session)
    assert post_form(ada, f"/accounts/{who.id}/revise", active=None, reason="Has left").status_code == 303
    assert clara.get("/sources/new").location.startswith("/sign-in")
    assert "may not sign in" in main_text(ada.get(f"/accounts/{who.id}/link"))
    assert "Clara Curator no" in main_text(ada.get("/accounts"))


def test_the_last_administrator_stays_one(session: Session, ada: FlaskClient) -> None:
    path = f"/accounts/{make.account(session, 'Ada').id}/revise"
    for change in ({"role": "reader"}, {"active": None}):
        refused = post_form(ada, path, **change, reason="A slip")
        assert refused.status_code == 422
        assert errors(refused) == {"role": "At least one administrator must stay."}
    assert ada.get("/accounts").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", " ", "This is needed."),
        ("name", "n" * 81, "This is 81 characters long; at most 80 are taken."),
        ("name", "Ada", "There is an account of this name already."),
        ("name", "ADA", "This looks like the name of the account “Ada”."),
        ("name", "Аdа", "This looks like the name of the account “Ada”."),
        ("name", "Ne\u200bmo", "There is an invisible character (U+200B)"),
        ("role", "emperor", "This is not offered any more; choose another."),
        ("reason", "", "This is needed."),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field(
    ada: FlaskClient, field: str, typed: str, message: str
) -> None:
    refused = post_form(ada, "/accounts/new", **{**NEW, field: typed})
    assert refused.status_code == 422
    assert message in errors(refused)[field]
    assert fields(refused)["name"] == (typed if field == "name" else "Nemo")
    assert "Nemo" not in main_text(ada.get("/accounts"))


def test_a_stale_edit_of_an_account_is_refused(session: Session, ada: FlaskClient) -> None:
    path = f"/accounts/{make.account(session, 'Nemo', Role.READER).id}/revise"
    opened = ada.get(path)
    post_form(ada, path, role="reviewer", reason="From another window")
    stale = send(ada, opened, active=None, reason="Has left")
    assert stale.status_code == 422
    assert "Ada changed this while you were typing" in main_text(stale)
    assert "Role Reader Reviewer Reader theirs, taken over" in main_text(stale)
    assert "May sign in yes yes no yours, kept" in main_text(stale)
    assert "active" not in fields(stale)


def test_only_administrators_see_accounts(
    session: Session, client: FlaskClient, clara: FlaskClient, rafa: FlaskClient
) -> None:
    key = make.account(session).id
    for path in ("/accounts", "/accounts/new", f"/accounts/{key}/revise", f"/accounts/{key}/link"):
        assert client.get(path).location.startswith("/sign-in?next=")
        assert clara.get(path).status_code == 403
        assert rafa.get(path).status_code == 403


@pytest.mark.parametrize("key", [NOWHERE, "Ada", NOWHERE + "%00"])
def test_an_account_that_is_not_there_is_not_found(ada: FlaskClient, key: str) -> None:
    for rest in ("revise", "link"):
        assert ada.get(f"/accounts/{key}/{rest}").status_code == 404


def test_the_list_of_accounts_takes_no_form(ada: FlaskClient) -> None:
    token = elements(ada.get("/accounts/new"), "input", name="csrf_token")[0].get("value")
    assert ada.post("/accounts", data={"csrf_token": token}).status_code == 405
