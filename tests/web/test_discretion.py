"""A discreet installation: no address, title, feed or calendar names anybody."""

from html import unescape
from pathlib import Path
from urllib.parse import unquote_plus

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import main_text, text_of
from tests.support.html import parsed
from webapp.domain.accounts import calendar_feeds
from webapp.settings import read_settings
from webapp.vocab.liberty import Status

NAMES = ("ayla", "numunali", "ceyhun", "ornakov")
BROWSER = {"Accept": "text/html,*/*;q=0.8", "Sec-Fetch-Mode": "navigate"}
pytestmark = on_sqlite


@pytest.fixture(autouse=True)
def discreet(app: Flask, session: Session) -> None:
    """An installation whose addresses name nobody, with two people who are held."""
    object.__setattr__(app.extensions["habeas"].settings, "discreet", True)
    for name in ("Ayla Numunali", "Ceyhun Ornakov"):
        make.status(session, make.person(session, name), Status.IMPRISONED, "2024")
    make.source(session, text="Ayla Numunali was released on 3 May 2025.")
    session.commit()


def test_no_page_that_a_curator_comes_to_has_a_name_in_its_address_or_title(clara: FlaskClient) -> None:
    waiting, seen = ["/", "/people?sort=word", "/duplicates?unlikely=yes", "/sources/S-0001"], set[str]()
    shown = 0
    while waiting and len(seen) < 120:
        address = waiting.pop()
        page = clara.get(address, headers=BROWSER)
        seen.add(address)
        if page.mimetype != "text/html" or page.status_code != 200:
            assert not _names_in(page.headers.get("Location", ""))
            continue
        root, title = parsed(page.get_data(as_text=True)), ""
        title = text_of(next(root.iter("title")))
        assert title.endswith("Habeas")
        addresses = {
            value
            for element in root.iter()
            for name in ("href", "action", "formaction")
            if (value := element.get(name))
        }
        assert _names_in(" ".join([title, *addresses])) == set(), address
        shown += "Numunali" in page.get_data(as_text=True)
        waiting += sorted(
            {
                path
                for path in addresses
                if path.startswith("/") and "#" not in path and path not in seen and "sign-out" not in path
            }
            - set(waiting)
        )
    assert shown > 10


def test_what_is_searched_is_posted_and_its_page_has_an_address_that_lasts(clara: FlaskClient) -> None:
    posted = clara.post("/search/posted?to=/people", data={"q": "Numunali"}, headers=BROWSER)
    assert posted.status_code == 303
    assert posted.location.startswith("/people?q=~")
    for _ in range(2):
        page = main_text(clara.get(posted.location, headers=BROWSER))
        assert "Ayla Numunali" in page
        assert "Ornakov" not in page
    assert clara.post("/search/posted?to=/people", data={"q": "Numunali"}).location == posted.location
    # A script that looks up while somebody types is told the address, which answers it.
    script = {"Sec-Fetch-Mode": "cors"}
    told = clara.post("/search/posted?to=/choices/people", data={"q": "Numun"}, headers=script)
    assert told.mimetype == "text/plain"
    assert "Ayla Numunali" in clara.get(told.get_data(as_text=True)).get_data(as_text=True)
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:x"):
        answer = clara.post("/search/posted", query_string={"to": elsewhere}, data={"q": "x"})
        assert answer.location.startswith("/?q=~")


def test_an_open_address_leads_a_browser_to_the_sealed_one_and_answers_programs(clara: FlaskClient) -> None:
    led = clara.get("/people?q=Numunali&held=yes", headers=BROWSER)
    assert led.status_code == 303
    assert led.location.startswith("/people?q=~")
    assert led.location.endswith("&held=yes")
    assert "Ayla Numunali" in main_text(clara.get(led.location, headers=BROWSER))
    assert clara.get("/people.csv?q=Numunali").status_code == 200
    # What another installation sealed, or nobody, is a word like any other.
    for word in ("~", "~AAAA", "~not base64", "~" + "A" * 60):
        page = clara.get("/people", query_string={"q": word}, headers=BROWSER, follow_redirects=True)
        assert page.status_code == 200


def test_where_nothing_is_sealed_a_posted_search_leads_to_the_plain_address(
    app: Flask, clara: FlaskClient
) -> None:
    object.__setattr__(app.extensions["habeas"].settings, "discreet", False)
    posted = clara.post("/search/posted?to=/people", data={"q": "Numunali"}, headers=BROWSER)
    assert posted.location == "/people?q=Numunali"
    assert "Ayla Numunali" in main_text(clara.get(posted.location, headers=BROWSER))


def test_the_feed_and_every_calendar_name_nobody(clara: FlaskClient, session: Session) -> None:
    feed = clara.get("/statuses.atom")
    assert [entry.title for entry in feedparser.parse(feed.data).entries][-1].startswith("P-000")
    assert not _names_in(feed.get_data(as_text=True))
    token = calendar_feeds.make_feed(session, make.account(session), discreet=False, now=make.AT)
    assert not _names_in(clara.get(f"/calendar/{token}.ics").get_data(as_text=True))


def test_leaving_ends_the_session_and_shows_a_page_that_says_nothing(clara: FlaskClient) -> None:
    page = parsed(clara.get("/people").get_data(as_text=True))
    (form,) = (form for form in page.iter("form") if form.get("action") == "/leave")
    (token, button) = (*form.iter("input"), *form.iter("button"))
    assert text_of(button) == "Leave at once"
    left = clara.post("/leave", data={"csrf_token": token.get("value")})
    assert (left.status_code, left.location) == (303, "/leave")
    blank = clara.get("/leave").get_data(as_text=True)
    assert "abeas" not in blank.replace("/static", "")
    assert text_of(next(parsed(blank).iter("body"))).strip() == ""
    assert clara.get("/account").status_code == 303


def test_it_keeps_search_engines_out_unless_it_is_told_otherwise(tmp_path: Path) -> None:
    home = {"HABEAS_HOME": str(tmp_path), "HABEAS_DISCREET": "yes"}
    assert not read_settings(home).search_engines
    assert read_settings(home | {"HABEAS_SEARCH_ENGINES": "yes"}).search_engines


def _names_in(text: str) -> set[str]:
    plain = unquote_plus(unescape(text)).lower()
    return {name for name in NAMES if name in plain}
