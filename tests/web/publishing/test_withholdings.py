"""A reviewer withholds somebody's lines of all issues: no address tells of whom, and few read why."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_address import rules
from tests.support.forms import links, main_text, post_form
from tests.support.one_edit import edit
from webapp.domain.people import people
from webapp.domain.publishing.issue_cells import cells_of
from webapp.models import Person
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status
from webapp.web.access import EVERYBODY, opened_to

HIDDEN, WHY = "Qorvex Zulmarit", "Vexed people look for this one"
WITHHOLD, SHOW = "/people/P-0001/withhold", "/people/P-0001/show-again"


@pytest.fixture
def qorvex(session: Session) -> Person:
    """Somebody whom two issues name, in another's line too; record and source are hidden since."""
    words = f"{HIDDEN} and Ayla Numunali were arrested."
    source = make.source(session, "A note", words)
    qorvex = make.person(session, HIDDEN, evidence=make.evidence(session, HIDDEN, of=source))
    ayla = make.person(session, "Ayla Numunali")
    for person in (qorvex, ayla):
        make.status(session, person, evidence=make.evidence(session, words, of=source))
    make.list_issue(session, "First")
    make.status(session, ayla, Status.RELEASED_SERVED, "2026-02-01")
    make.list_issue(session, "Second", "held=yes")
    edit(session, people.retire_person, qorvex, version=qorvex.version)
    edit(session, lambda _: setattr(source, "visibility", Visibility.RESTRICTED))
    make.list_issue(session, "Third", note="Without them")
    session.commit()
    assert qorvex.reference == "P-0001"
    return qorvex


def _of_issues() -> list[str]:
    pages = [f"/issues/{number}{query}" for number in (1, 2, 3)
             for query in ("", ".csv", "?against=1", "?against=2", "?against=3")]  # fmt: skip
    return ["/issues", "/api/v1/issues", *pages]


def _open_to_all(app: Flask) -> list[str]:
    with app.app_context():
        return [
            rule.rule for rule in rules(app, "GET")
            if not rule.arguments and opened_to(rule.endpoint) == EVERYBODY
        ]  # fmt: skip


def test_no_address_of_an_issue_names_them_to_anybody(
    app: Flask, qorvex: Person, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient, rafa: FlaskClient,
    ada: FlaskClient,
) -> None:  # fmt: skip
    assert HIDDEN.encode() in client.get("/issues/1.csv").data
    assert HIDDEN in main_text(client.get("/issues/1"))
    assert post_form(rafa, WITHHOLD, reason=WHY).status_code == 303
    rafa.get("/")
    browsers = {"client": client, "nemo": nemo, "clara": clara, "rafa": rafa, "ada": ada}
    for name, browser in browsers.items():
        for address in _of_issues():
            sent = browser.get(address, buffered=True)
            assert sent.status_code == 200
            assert b"Zulmarit" not in sent.data, (name, address)
            assert WHY.encode() not in sent.data, (name, address)
            if name in ("client", "nemo", "clara"):
                assert b"P-0001" not in sent.data, (name, address)
    for browser in (client, nemo):
        for address in [*_open_to_all(app), "/issues/1", "/sitemaps/people-1.xml", "/search?q=qorvex"]:
            sent = browser.get(address, buffered=True)
            assert not [word for word in (b"Zulmarit", WHY.encode()) if word in sent.data], address


def test_the_page_says_that_a_line_is_withheld_and_how_to_check(
    qorvex: Person, rafa: FlaskClient, client: FlaskClient
) -> None:
    before = client.get("/issues/1.csv")
    listed = client.get("/api/v1/issues")
    hashed = listed.get_json()["issues"][-1]["sha256"]
    post_form(rafa, WITHHOLD, reason=WHY)
    text = main_text(client.get("/issues/1"))
    assert "1 line of this issue is withheld for the safety of a person." in text
    assert "Of 1 other line what would name somebody so withheld is left out." in text
    assert "habeas check --against NUMBER:HASH" in text
    assert hashed in text
    told = client.get("/api/v1/issues").get_json()["issues"][-1]
    assert (told["sha256"], told["people"], told["lines_withheld"]) == (hashed, 2, 1)
    assert told["file_sha256"] in text
    assert "withheld" not in main_text(client.get("/issues/3"))
    # Whoever has the file as it was is not told that it is the same.
    again = client.get("/issues/1.csv", headers={"If-None-Match": before.headers["ETag"]})
    assert again.status_code == 200
    known = {"If-None-Match": listed.headers["ETag"]}
    assert client.get("/api/v1/issues", headers=known).status_code == 200
    assert "lines-withheld" in again.headers["Content-Disposition"]
    ayla = cells_of(again.data)["P-0002"]
    assert (ayla["name"], ayla["quote"], ayla["citation_url"]) == ("Ayla Numunali", "", "")


def test_only_those_who_may_review_read_why(
    qorvex: Person, client: FlaskClient, clara: FlaskClient, rafa: FlaskClient, ada: FlaskClient
) -> None:
    page = rafa.get(WITHHOLD)
    assert f"Issue 2: {HIDDEN} P-0001" in main_text(page)
    assert "Named also in what is quoted or said of: Ayla Numunali" in main_text(page)
    post_form(rafa, WITHHOLD, reason=WHY)
    assert WHY in main_text(rafa.get("/issues/withheld"))
    assert SHOW in links(rafa.get("/issues/1"))
    assert "/issues/withheld" in links(rafa.get("/issues"))
    for page in (clara.get("/people/P-0001/history"), clara.get("/people/P-0001"), clara.get("/issues/1")):
        assert page.status_code == 200
        assert WHY.encode() not in page.data
    for address in ("/issues/withheld", WITHHOLD, SHOW):
        assert (client.get(address).status_code, clara.get(address).status_code) == (303, 403)
        assert address not in links(clara.get("/issues/1"))
    log = main_text(ada.get("/audit?event=line_withheld"))
    assert "Rafa" in log
    assert "P-0001" in log
    assert WHY not in log


def test_it_is_undone_by_an_act_that_is_logged_as_well(
    qorvex: Person, rafa: FlaskClient, client: FlaskClient, ada: FlaskClient
) -> None:
    frozen = client.get("/issues/1.csv").data
    assert "No line of this person is withheld" in main_text(rafa.get(SHOW))
    assert post_form(rafa, WITHHOLD, reason="").status_code == 422
    assert client.get("/issues/1.csv").data == frozen
    post_form(rafa, WITHHOLD, reason=WHY)
    assert client.get("/issues/1.csv").data != frozen
    assert "These lines are withheld already" in main_text(rafa.get(WITHHOLD))
    assert post_form(rafa, SHOW, reason="They are safe").status_code == 303
    assert client.get("/issues/1.csv").data == frozen
    assert HIDDEN in main_text(client.get("/issues/1"))
    acts = main_text(rafa.get("/issues/withheld"))
    assert acts.index("They are safe") < acts.index(WHY)
    assert main_text(ada.get("/audit?event=line_withheld")).count("P-0001") == 2


def test_an_issue_of_one_who_is_withheld_shows_nobody(
    session: Session, rafa: FlaskClient, client: FlaskClient
) -> None:
    make.person(session, HIDDEN)
    make.list_issue(session, f"Free {HIDDEN}", "q=zulm")
    session.commit()
    post_form(rafa, WITHHOLD, reason=WHY)
    for address in ("/issues", "/issues/1", "/issues/1.csv", "/api/v1/issues"):
        assert b"ulm" not in client.get(address).data, address
