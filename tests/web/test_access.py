"""Who may open what: every page is closed unless it says otherwise, and a change of that shows in review."""

import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.support.engines import on_sqlite
from tests.support.every_address import at, rules
from tests.support.forms import elements
from webapp.domain.claims.kinds import KINDS
from webapp.models import AccountSession, AuditEntry, Base, Seal
from webapp.vocab.accounts import Role
from webapp.web.access import COOKIE, DOORS, EVERYBODY, opened_to
from webapp.web.app import create_app

MATRIX = Path(__file__).with_name("access.txt")
WRITE = "ACCESS_WRITE"
NOUNS = {kind.noun for kind in KINDS.values()}
RISING = (EVERYBODY, Role.READER, Role.CURATOR, Role.REVIEWER, Role.ADMIN)


@pytest.fixture
def browsers(request: pytest.FixtureRequest) -> list[FlaskClient]:
    """The browsers of a visitor without an account, and of each role, in rising order."""
    return [request.getfixturevalue(visitor) for visitor in ("client", "nemo", "clara", "rafa", "ada")]


def rank_needed(app: Flask, rule: Rule) -> int:
    """Return the place among `browsers` from which on a page is open."""
    with app.app_context():
        return RISING.index(opened_to(rule.endpoint))


def everything(session: Session) -> dict[str, list[Any]]:
    """Return every row of every table but the sessions, which visiting pages may begin and end.

    The audit log, which tells of what was refused and shown, and its seals are left out too.
    """
    session.expire_all()
    return {
        name: sorted(map(repr, session.execute(select(table))))
        for name, table in Base.metadata.tables.items()
        if name not in (AccountSession.__tablename__, AuditEntry.__tablename__, Seal.__tablename__)
    }


def token(client: FlaskClient) -> str:
    """Return the token that a form of this browser sends."""
    page = client.get("/sign-in")
    if page.status_code == 303:
        page = client.get("/counting")
        return page.get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    return elements(page, "input", name="csrf_token")[0].get("value", "")


def test_who_may_open_what_is_written_down_for_review(app: Flask) -> None:
    with app.app_context():
        # What is open of one kind of claim is open of each.
        lines = sorted({
            f"{_of_any_kind(rule)} {' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))}"
            f" {opened_to(rule.endpoint) or 'nobody'}"
            for rule in app.url_map.iter_rules()
        })  # fmt: skip
    written = "".join(f"{line}\n" for line in lines)
    if os.environ.get(WRITE) == "1":
        MATRIX.write_text(written, "utf-8")
    assert written == MATRIX.read_text("utf-8"), f"run this test with {WRITE}=1 and review what changed"


def _of_any_kind(rule: Rule) -> str:
    noun = rule.endpoint.partition(".")[0]
    return rule.rule.replace(f"/{noun}/", "/<kind>/") if noun in NOUNS else rule.rule


# Doors are kept before anything is read; that every page is answered on both engines another test says.
@on_sqlite
def test_every_page_opens_to_those_it_is_for_and_to_nobody_else(
    app: Flask, addresses: dict[str, str], browsers: list[FlaskClient]
) -> None:
    for rule in rules(app, "GET"):
        needed, address = rank_needed(app, rule), at(rule, addresses)
        answers = [browser.get(address, buffered=True) for browser in browsers]
        for rank, answer in enumerate(answers):
            sent_to = answer.headers.get("Location", "")
            if rank >= needed:
                assert answer.status_code in (200, 303), rule
                assert not sent_to.startswith("/sign-in"), rule
            elif rank == 0:
                assert answer.status_code == 303, rule
                assert sent_to.startswith("/sign-in?next=/"), rule
            else:
                assert answer.status_code == 403, rule


@on_sqlite
def test_a_closed_site_leaves_a_stranger_the_door_alone(
    app: Flask, addresses: dict[str, str], client: FlaskClient, nemo: FlaskClient
) -> None:
    object.__setattr__(app.extensions["habeas"].settings, "open_to_strangers", False)
    doors = {rule.endpoint for rule in rules(app, "GET")} & {*DOORS, "static"}
    assert doors == {*DOORS, "static"} - {"sign_in.end"}
    for rule in rules(app, "GET"):
        answer = client.get(at(rule, addresses), buffered=True)
        if rule.endpoint in doors:
            assert answer.status_code == 200, rule
        else:
            assert answer.status_code == 303, rule
            assert answer.headers["Location"].startswith("/sign-in?next=/"), rule
        if rank_needed(app, rule) == 0:
            assert nemo.get(at(rule, addresses), buffered=True).status_code in (200, 303), rule


@on_sqlite
def test_no_form_is_taken_from_those_it_is_not_for(
    app: Flask, addresses: dict[str, str], session: Session, browsers: list[FlaskClient]
) -> None:
    tokens = [token(browser) for browser in browsers]
    before = everything(session)
    for rule in rules(app, "POST"):
        for rank in range(rank_needed(app, rule)):
            sent = {"csrf_token": tokens[rank], "reason": "Forged", "version": "1"}
            assert browsers[rank].post(at(rule, addresses), data=sent).status_code == 403, (rule, rank)
    assert everything(session) == before


@on_sqlite
def test_no_form_is_taken_without_the_token_that_other_sites_cannot_know(
    app: Flask, addresses: dict[str, str], session: Session, ada: FlaskClient, client: FlaskClient
) -> None:
    before = everything(session)
    # A search that is posted changes nothing, whoever sends it.
    for rule in (rule for rule in rules(app, "POST") if rule.endpoint != "posted_search.find"):
        for browser in (ada, client):
            for sent in ({"reason": "Forged", "version": "1"}, {"reason": "Forged", "csrf_token": "x"}):
                assert browser.post(at(rule, addresses), data=sent).status_code == 400, rule
    assert everything(session) == before
    assert ada.get("/accounts").status_code == 200, "signed out by a forged form"


def test_looking_at_every_page_changes_nothing(
    app: Flask, addresses: dict[str, str], session: Session, ada: FlaskClient
) -> None:
    before = everything(session)
    for rule in rules(app, "GET"):
        assert ada.get(at(rule, addresses), buffered=True).status_code in (200, 303), rule
    assert everything(session) == before


def test_a_page_whose_author_forgot_to_say_is_closed_to_all(app: Flask, browsers: list[FlaskClient]) -> None:
    made = create_app(app.extensions["habeas"].settings)
    made.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    for browser in browsers:
        visitor, cookie = made.test_client(), browser.get_cookie(COOKIE)
        if cookie is not None:
            visitor.set_cookie(COOKIE, cookie.value)
        answer = visitor.get("/forgotten")
        assert answer.status_code == 403
        assert "secret" not in answer.get_data(as_text=True)
