"""Checkers that nobody here wrote look at every page: at its HTML, and for what bars disabled people."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, ViewportSize
from werkzeug.test import TestResponse

from tests.support import node
from tests.support.every_address import at, rules
from tests.support.forms import elements, fields, post_form, send

SITE = "http://habeas.test"
DESK, PHONE = ViewportSize(width=1240, height=820), ViewportSize(width=390, height=800)
# Pixels of a page that somebody leafs through with a thumb.
HIGHEST = 8_000
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
# What is at fault, and not also where each thing stands that is right.
_BRIEFLY = "resultTypes: ['violations'], selectors: false"
# A part for other pages to take in, and the page that goes on to an empty one at once: nothing to look at.
PARTS = {"people.namesakes", "leaving.left"}

pytestmark = [
    node.needs_node_packages,
    pytest.mark.parametrize("storage", ["sqlite"], indirect=True),
]


@pytest.fixture
def pages(app: Flask, addresses: dict[str, str], ada: FlaskClient) -> dict[str, tuple[str, TestResponse]]:
    """The address of every page that an administrator can open and what is shown there, by endpoint."""
    every = {rule.endpoint: at(rule, addresses) for rule in rules(app, "GET")}
    shown = {endpoint: (path, ada.get(path, buffered=True)) for endpoint, path in every.items()}
    return {endpoint: (path, got) for endpoint, (path, got) in shown.items() if _is_page(got)}


@contextmanager
def _opened(
    browser: Browser, reader: FlaskClient, answers: Mapping[str, TestResponse], size: ViewportSize = PHONE
) -> Iterator[Page]:
    """A page in a real browser; at the addresses of `answers` these are shown, at others what a reader is."""

    files = dict[str, dict[str, Any]]()

    def answer(route: Route) -> None:
        target = urlsplit(route.request.url)
        if target.path in files:
            route.fulfill(**files[target.path])
            return
        address = route.request.url.removeprefix(SITE)
        got = answers.get(address) or reader.get(f"{target.path}?{target.query}", buffered=True)
        shown = {"status": got.status_code, "headers": dict(got.headers), "body": got.data}
        if target.path.startswith("/static/"):
            files[target.path] = shown
        route.fulfill(**shown)

    # A colour on its way to another is neither.
    opened = browser.new_page(viewport=size, reduced_motion="reduce")
    opened.route("**/*", answer)
    opened.add_init_script(path=node.PACKAGES / "axe-core" / "axe.min.js")
    yield opened
    opened.close()


def test_every_page_is_html_as_the_standard_wants_it(
    pages: dict[str, tuple[str, TestResponse]], client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True} | VALIDITY), "utf-8")
    for endpoint, (path, of_ada) in pages.items():
        for reader, got in (("ada", of_ada), ("stranger", client.get(path, buffered=True))):
            if _is_page(got):
                (tmp_path / f"{reader}-{endpoint}.html").write_bytes(got.data)
    result = node.ran(HTML_VALIDATE, "--formatter", "text", *_names(tmp_path), folder=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr


def test_axe_finds_nothing_in_light_or_dark_and_no_page_is_wider_than_a_phone(
    pages: dict[str, tuple[str, TestResponse]], ada: FlaskClient, browser: Browser
) -> None:
    met = list[str]()
    with _opened(browser, ada, dict(pages.values()), DESK) as page:
        for endpoint in pages.keys() - PARTS - {"sign_in.end"}:
            page.goto(SITE + pages[endpoint][0])
            met += _met_by_axe(page, endpoint)
    assert not met


def test_axe_finds_nothing_where_somebody_is_not_signed_in_or_may_not_come(
    app: Flask, addresses: dict[str, str], client: FlaskClient, nemo: FlaskClient, browser: Browser
) -> None:
    met = list[str]()
    shown = {f"/shown{path}": nemo.get(path, buffered=True) for path in ("/accounts", "/nowhere")}
    shown["/shown/wrong-filter"] = client.get("/people?held=maybe", buffered=True)
    for rule in rules(app, "GET"):
        got = client.get(at(rule, addresses), buffered=True)
        if _is_page(got) and rule.endpoint not in PARTS:
            shown[f"/shown/{rule.endpoint}"] = got
    assert len(shown) > 20
    with _opened(browser, client, shown) as page:
        for path in shown:
            page.goto(SITE + path)
            met += _met_by_axe(page, path, on="phone")
    assert not met


def test_axe_finds_nothing_in_a_form_that_is_refused(
    app: Flask, pages: dict[str, tuple[str, TestResponse]], ada: FlaskClient, client: FlaskClient,
    browser: Browser,
) -> None:  # fmt: skip
    refused, met = dict[str, TestResponse](), list[str]()
    for endpoint in {rule.endpoint for rule in rules(app, "POST")} & pages.keys():
        _, opened = pages[endpoint]
        blank = dict.fromkeys(fields(opened), "") if elements(opened, "form", method="post") else {}
        got = send(ada, opened, **blank) if blank else None
        if got is not None and got.status_code in (400, 409, 422) and got.mimetype == "text/html":
            refused[f"/refused/{endpoint}"] = got
    refused["/refused/sign-in"] = post_form(client, "/sign-in", name="Nobody", password="not this one")
    assert len(refused) > 30
    with _opened(browser, ada, refused) as page:
        for path in refused:
            page.goto(SITE + path)
            met += _met_by_axe(page, path, on="phone")
    assert not met


def _is_page(got: TestResponse) -> bool:
    return got.status_code == 200 and got.mimetype == "text/html"


def _met_by_axe(page: Page, name: str, *, on: str = "") -> list[str]:
    """Look at an open page in light, in dark and on a phone: what axe finds, and whether it is too large.

    All rules are put to the page at a desk, or to its main part `on` a phone; else those that looks decide.
    """
    if not on:
        page.set_viewport_size(PHONE)
    part, rules = ("'main'", "") if on else ("document", "runOnly: ['target-size'], ")
    met = _violations(page, f"{name} on a phone", f"axe.run({part}, {{{rules}{_BRIEFLY}}})")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        met.append(f"{name} is wider than a phone")
    if page.evaluate("document.documentElement.scrollHeight") > HIGHEST:
        met.append(f"{name} is higher than {HIGHEST} on a phone")
    if not on:
        page.set_viewport_size(DESK)
        met += _violations(page, name, f"axe.run({{{_BRIEFLY}}})")
    page.emulate_media(color_scheme="dark")
    contrast = f"axe.run({part}, {{runOnly: ['color-contrast'], {_BRIEFLY}}})"
    met += _violations(page, f"{name} in dark", contrast)
    page.emulate_media(color_scheme="light")
    return met


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.html"))


def _violations(page: Page, endpoint: str, run: str) -> list[str]:
    # All that axe passes, of each element of a page, would take longer to hand over than to work out.
    each = "violation => violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 200)}`)"
    violations = page.evaluate(f"async () => (await {run}).violations.flatMap({each})")
    return [f"{endpoint}: {violation}" for violation in violations]
