"""Who may open what: every page is closed unless it says otherwise, and a change of that shows in review."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import make
from tests.domain.sources.extraction.files import pdf
from tests.support.claim_kinds import NOUNS
from tests.support.forms import elements
from tests.support.intake import captured, captured_pdf, printed_source
from webapp.domain.accounts import accounts, calendar_feeds
from webapp.models import AccountSession, AuditEntry, Base, Comparison, Revision, Seal
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimState
from webapp.web.access import COOKIE, DOORS, EVERYBODY, opened_to
from webapp.web.app import create_app

MATRIX = Path(__file__).with_name("access.txt")
WRITE = "ACCESS_WRITE"
RISING = (EVERYBODY, Role.READER, Role.CURATOR, Role.REVIEWER, Role.ADMIN)


@pytest.fixture
def addresses(session: Session, tmp_path: Path) -> dict[str, str]:
    """An address of each endpoint that leads to something which is there."""
    who, union = make.person(session), make.organization(session)
    source = make.source(session, text="A text.")
    provision = make.provision(session)
    shown, waiting = (
        make.status(session, who, since="2019"),
        make.charge(session, who, state=ClaimState.IN_REVIEW),
    )
    secret = accounts.make_link(session, make.account(session, "Bahar"), now=datetime.now(UTC))
    found = {f"{noun.name}.revise": noun.revise(noun.made(session, who)) for noun in NOUNS}
    found |= {f"{noun.name}.new": noun.new(session, who) for noun in NOUNS}
    person, organization = f"/people/{who.reference}", f"/organizations/{union.reference}"
    text, code = f"/sources/{source.reference}", f"/law/{provision.legal_code_id}"
    account = f"/accounts/{make.account(session).id}"
    citation = f"/citations/{shown.citations[0].id}"
    newer = make.version(session, shown.citations[0].passage.source_version.source, f"{make.TEXT} Twice.")
    compared = session.scalars(select(Comparison)).first()
    assert compared is not None
    waits = f"/captures/{captured(session, tmp_path / 'archive', 'A text that waits.').id}"
    archive = tmp_path / "archive"
    kept = printed_source(session, archive, pdf("Printed."), "Printed.", 0)
    printed = f"/sources/{kept.reference}/versions/1/pages/1"
    brought = f"/captures/{captured_pdf(session, archive, pdf('It waits.'), 'It waits.', 0).id}/pages/1.png"
    make.list_issue(session)
    search = f"/searches/{make.saved_search(session).slug}"
    made = session.scalars(select(Revision).where(Revision.row_id == waiting.id)).one()
    token = calendar_feeds.make_feed(session, make.account(session), discreet=False, now=make.AT)
    session.commit()
    case = f"/cases/{make.court_case(session).reference}"
    claim, article = f"/claims/{waiting.id}", f"/provisions/{provision.id}"
    for noun, base, acts in (
        ("people", person, ("revise", "retire", "verify")),
        ("organizations", organization, ("revise", "retire")),
        ("sources", text, ("revise", "retire", "attach")),
        ("legal_codes", code, ("revise", "retire")),
        ("provisions", article, ("revise", "retire")),
        ("cases", case, ("revise", "retire")),
        ("claims", claim, ("revise", "cite", "publish", "withdraw")),
        ("accounts", account, ("revise", "link")),
        ("citations", citation, ("remove",)),
    ):
        found |= {f"{noun}.{act}": f"{base}/{act}" for act in acts}
    return found | {
        "second_factor.remove_of": f"{account}/second-factor/remove",
        "own_account.end_session": f"/account/sessions/{make.person(session).id}/end",
        "ranks.revise": f"{claim}/rank", "ranks.order": f"/claims/{shown.id}/order",
        "people.show": person, "history.person": f"{person}/history",
        "organizations.show": organization, "history.organization": f"{organization}/history",
        "organizations.merge": f"{organization}/merge",
        "organizations.add_name": f"{organization}/names/new",
        "comparisons.show": f"/sources/{newer.source.reference}/versions/2",
        "comparisons.carry": f"/sources/{newer.source.reference}/versions/2/unchanged",
        "comparisons.decide": f"/comparisons/{compared.id}",
        "captures.confirm": waits, "captures.discard": f"{waits}/discard",
        "captures.read_again": f"{waits}/read-again", "captures.read_on": f"{waits}/read-on",
        "captures.as_version": f"{waits}/version", "captures.version": f"{text}/versions/new",
        "captures.original": f"{text}/versions/1/original",
        "page_images.show": printed, "page_images.image": f"{printed}.png",
        "page_images.of_capture": brought,
        "sources.show": text, "history.source": f"{text}/history",
        "history.legal_code": f"{code}/history", "history.account": f"{account}/history",
        "undoing.edit": f"/edits/{made.edit_id}/undo", "undoing.change": f"/changes/{made.number}/undo",
        "readings.cite": f"{text}/cite", "readings.selection": f"{text}/selection?start=0&end=6",
        "reconciling.suggest": "/reconcile/suggest/entity",
        "reconciling.preview": f"/reconcile/preview/{who.reference}", "decrees.record": f"{text}/decree",
        "imports.bring_in": f"{text}/rows", "imports.refused": f"{text}/rows/refused",
        "readings.open_for": f"{person}/desk?source=S-0001", "choices.offered": "/choices/sources",
        "people.note": f"{person}/note",
        "readings.full": f"{text}/forms?person={who.reference}&noun=statuses",
        "calendars.feed": f"/calendar/{token}.ics", "calendars.revoke": f"/due/calendar/{who.id}/revoke",
        "cases.show": case, "cases.rule": f"{case}/ruling", "history.case": f"{case}/history",
        "provisions.show": article, "provisions.new": f"{code}/provisions/new",
        "citations.show": citation, "static": "/static/habeas.css",
        "list_issues.show": "/issues/1", "list_issues.file": "/issues/1.csv",
        "saved_searches.show": search, "saved_searches.csv": f"{search}.csv",
        "saved_searches.revise": f"{search}/revise", "saved_searches.retire": f"{search}/retire",
        "history.saved_search": f"{search}/history", "decrees.choose_text": f"{search}/decree",
        "judgements.merge": f"{person}/merge",
        "judgements.distinguish": f"{person}/different/{make.person(session, 'Bahar Misalli').reference}",
        "dossiers.show": f"{person}/dossier", "exports.person": f"{person}.jsonld",
        "exports.citation": f"{citation}.jsonld", "statistics.table": "/statistics/status.csv",
        "sign_in.by_link": f"/sign-in/{secret}", "search_engines.records": "/sitemaps/people-1.xml",
        "exports.parquet": "/export/charges.parquet",
        "api.person": f"/api/v1{person}", "api.source": f"/api/v1{text}",
        "api.organization": f"/api/v1{organization}", "api.citation": f"/api/v1{citation}",
    }  # fmt: skip


@pytest.fixture
def browsers(request: pytest.FixtureRequest) -> list[FlaskClient]:
    """The browsers of a visitor without an account, and of each role, in rising order."""
    return [request.getfixturevalue(visitor) for visitor in ("client", "nemo", "clara", "rafa", "ada")]


def rules(app: Flask, method: str) -> list[Rule]:
    """Return the addresses of the site that take this method."""
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def rank_needed(app: Flask, rule: Rule) -> int:
    """Return the place among `browsers` from which on a page is open."""
    with app.app_context():
        return RISING.index(opened_to(rule.endpoint))


def at(rule: Rule, addresses: dict[str, str]) -> str:
    """Return an address of a rule; one with a variable part must be named above."""
    return addresses[rule.endpoint] if rule.arguments else rule.rule


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
        lines = sorted(
            f"{rule.rule} {' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))}"
            f" {opened_to(rule.endpoint) or 'nobody'}"
            for rule in app.url_map.iter_rules()
        )
    written = "".join(f"{line}\n" for line in lines)
    if os.environ.get(WRITE) == "1":
        MATRIX.write_text(written, "utf-8")
    assert written == MATRIX.read_text("utf-8"), f"run this test with {WRITE}=1 and review what changed"


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


def test_no_form_is_taken_without_the_token_that_other_sites_cannot_know(
    app: Flask, addresses: dict[str, str], session: Session, ada: FlaskClient, client: FlaskClient
) -> None:
    before = everything(session)
    for rule in rules(app, "POST"):
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
