"""Below a path, behind a proxy that takes it off or leaves it on, every link of every page leads on."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.full_record import full_record
from tests.support.html import parsed
from tests.web.conftest import settings_of
from webapp.domain.accounts import accounts
from webapp.vocab.accounts import Role
from webapp.web.access import COOKIE
from webapp.web.app import create_app
from webapp.web.db import signed_token

PATH = "/habeas"
PUBLIC_URL = f"https://people.example{PATH}"


@pytest.fixture(params=["taken off", "left on"])
def browser(request: pytest.FixtureRequest, url: str, session: Session, tmp_path: Path) -> Any:
    """Return what asks for an address as a browser does, through a proxy, and answers with the page."""
    full_record(session)
    make.source(session, "Another report", "Nobody is named.")
    make.list_issue(session)
    token = accounts.start_session(session, make.account(session, "Ada", Role.ADMIN), now=datetime.now(UTC))
    session.commit()
    app = create_app(replace(settings_of(url, tmp_path), public_url=PUBLIC_URL))
    app.testing = True
    client: FlaskClient = app.test_client()

    def answer(address: str, *, signed_in: bool = True) -> Any:
        path = address.removeprefix("https://people.example")
        assert path == PATH or path.startswith((f"{PATH}/", f"{PATH}?")), address
        client.delete_cookie(f"__Host-{COOKIE}")
        if signed_in:
            client.set_cookie(f"__Host-{COOKIE}", signed_token(token, app.extensions["habeas"].settings))
        if request.param == "taken off":
            path = path.removeprefix(PATH) or "/"
        return client.get(path)

    yield answer
    app.extensions["habeas"].main.dispose()


def addresses(page: Any, *, followed: bool) -> list[str]:
    """Return the addresses on this site that a page names, in what a reader follows or in the rest."""
    elements = parsed(page.get_data(as_text=True)).iter()
    # What a field holds is sent back as it is, and leads nowhere; a script adds to what other parts hold.
    values = {
        value.partition("#")[0]
        for each in elements
        for name, value in each.attrib.items()
        if name != "value" and (name in ("href", "src")) == followed
    }
    return sorted(value for value in values if value.startswith(("/", "https://people.example")))


# What an address is made of is the same whatever stores the records.
@on_sqlite
def test_every_address_of_every_page_leads_on(browser: Any) -> None:
    waiting, met = [f"{PATH}/"], set[str]()
    while waiting:
        address = waiting.pop()
        # Of each page one address is enough, whatever it asks for.
        if (path := address.partition("?")[0]) in met:
            continue
        met.add(path)
        with browser(address) as page:
            # Linked data is what everybody may read; whoever is signed in meets claims that are not.
            assert page.status_code in (200, 303, 405) or address.endswith(".jsonld"), address
            if page.mimetype == "text/html" and page.status_code == 200:
                waiting += (leading := addresses(page, followed=True))
                named = leading + addresses(page, followed=False)
                assert [each for each in named if not each.startswith((PATH, PUBLIC_URL))] == [], address
    assert len(met) > 60


def test_who_must_sign_in_comes_back_to_the_page(browser: Any) -> None:
    led = browser(f"{PATH}/accounts?role=admin", signed_in=False)
    assert (led.status_code, led.location) == (303, f"{PATH}/sign-in?next={PATH}/accounts?role%3Dadmin")
    assert browser(led.location).location == f"{PATH}/accounts?role=admin"


def test_files_name_the_public_address(browser: Any) -> None:
    page = browser(f"{PATH}/api/v1/sources?size=1").json
    assert page["next"].startswith(f"{PUBLIC_URL}/api/v1/sources?")
    assert browser(page["next"]).json["sources"] != page["sources"]
    assert page["sources"][0]["url"] == f"{PUBLIC_URL}/sources/S-0001"
    assert f"{PUBLIC_URL}/people/P-0001" in browser(f"{PATH}/people.csv").get_data(as_text=True)
    links = browser(f"{PATH}/people/P-0001").headers.getlist("Link")
    assert f'<{PUBLIC_URL}/people/P-0001.jsonld>; rel="alternate"; type="application/ld+json"' in links
