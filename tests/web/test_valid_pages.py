"""Checkers that nobody here wrote look at every page: at its HTML, and for what bars disabled people."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, ViewportSize
from werkzeug.test import TestResponse

from tests.support import node
from tests.support.every_address import at, rules

SITE = "http://habeas.test"
DESK, PHONE = ViewportSize(width=1240, height=820), ViewportSize(width=390, height=800)
HTML_VALIDATE = node.PACKAGES / "html-validate" / "bin" / "html-validate.mjs"
VALIDITY = {
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        # A button in a form submits it, which is what the standard says of one without a type.
        "no-implicit-button-type": "off",
        # Browsers fill in hidden fields again too, of a form that somebody comes back to, unless told not to.
        "valid-autocomplete": "off",
        # What scrolls sideways is reached by keyboard as a region with a name, and is no section of the page.
        "prefer-native-element": ["error", {"exclude": ["region"]}],
    },
}
# Parts for other pages to take in, and no pages of their own.
PARTS = {"people.namesakes"}

pytestmark = [
    node.needs_node_packages,
    pytest.mark.parametrize("storage", ["sqlite"], indirect=True),
]


@pytest.fixture
def pages(app: Flask, addresses: dict[str, str], ada: FlaskClient) -> dict[str, str]:
    """The address of every page that an administrator can open, by endpoint."""
    every = {rule.endpoint: at(rule, addresses) for rule in rules(app, "GET")}
    return {endpoint: path for endpoint, path in every.items() if _is_page(ada.get(path, buffered=True))}


@pytest.fixture
def page(browser: Browser, ada: FlaskClient) -> Iterator[Page]:
    """A page of Ada's in a real browser, to which the application itself answers."""

    def answer(route: Route) -> None:
        target = urlsplit(route.request.url)
        got = ada.get(f"{target.path}?{target.query}", buffered=True)
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.data)

    # A colour on its way to another is neither.
    opened = browser.new_page(viewport=DESK, reduced_motion="reduce")
    opened.route("**/*", answer)
    yield opened
    opened.close()


def test_every_page_is_html_as_the_standard_wants_it(
    pages: dict[str, str], ada: FlaskClient, client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True} | VALIDITY), "utf-8")
    for reader, browser in (("ada", ada), ("stranger", client)):
        for endpoint, path in pages.items():
            got = browser.get(path, buffered=True)
            if _is_page(got):
                (tmp_path / f"{reader}-{endpoint}.html").write_bytes(got.data)
    result = node.ran(HTML_VALIDATE, "--formatter", "text", *_names(tmp_path), folder=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr


def test_axe_finds_nothing_in_light_or_dark_and_no_page_is_wider_than_a_phone(
    pages: dict[str, str], page: Page
) -> None:
    axe = (node.PACKAGES / "axe-core" / "axe.min.js").read_text("utf-8")
    met = list[str]()
    for endpoint in pages.keys() - PARTS - {"sign_in.end"}:
        page.goto(SITE + pages[endpoint])
        page.evaluate(axe)
        met += _violations(page, endpoint, "axe.run()")
        page.emulate_media(color_scheme="dark")
        met += _violations(page, endpoint, "axe.run({runOnly: ['color-contrast']})")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            met.append(f"{endpoint} is wider than a phone")
        page.set_viewport_size(DESK)
    assert not met


def _is_page(got: TestResponse) -> bool:
    return got.status_code == 200 and got.mimetype == "text/html"


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.html"))


def _violations(page: Page, endpoint: str, run: str) -> list[str]:
    found = page.evaluate(run)["violations"]
    return [f"{endpoint}: {each['id']}: {spot['html'][:200]}" for each in found for spot in each["nodes"]]
