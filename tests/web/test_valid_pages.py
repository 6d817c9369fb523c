"""Checkers that nobody here wrote look at every page: at its HTML, and for what bars disabled people."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, ViewportSize
from werkzeug.test import TestResponse

from tests.support import node
from tests.support.answered_pages import answering
from tests.support.every_address import at, rules
from tests.support.forms import elements, fields, post_form, send

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



class Look(NamedTuple):
    """How a page is looked at, and which rules are put to which part of it."""

    name: str
    size: ViewportSize
    colours: Literal["light", "dark"]
    run: str


# All rules are put to a page at a desk, or to its main part on a phone; else those that looks decide.
AT_A_DESK = (
    Look("at a desk", DESK, "light", f"axe.run({{{_BRIEFLY}}})"),
    Look("in dark", DESK, "dark", f"axe.run(document, {{runOnly: ['color-contrast'], {_BRIEFLY}}})"),
    Look("on a phone", PHONE, "dark", f"axe.run(document, {{runOnly: ['target-size'], {_BRIEFLY}}})"),
)
ON_A_PHONE = (
    Look("on a phone", PHONE, "light", f"axe.run('main', {{{_BRIEFLY}}})"),
    Look("in dark", PHONE, "dark", f"axe.run('main', {{runOnly: ['color-contrast'], {_BRIEFLY}}})"),
)

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
    whole = [pages[endpoint] for endpoint in pages.keys() - PARTS - {"sign_in.end"}]
    assert not _met_by_axe(browser, ada, dict(whole), AT_A_DESK)


def test_axe_finds_nothing_where_somebody_is_not_signed_in_or_may_not_come(
    app: Flask, addresses: dict[str, str], client: FlaskClient, nemo: FlaskClient, browser: Browser
) -> None:
    shown = {f"/shown{path}": nemo.get(path, buffered=True) for path in ("/accounts", "/nowhere")}
    shown["/shown/wrong-filter"] = client.get("/people?held=maybe", buffered=True)
    for rule in rules(app, "GET"):
        got = client.get(at(rule, addresses), buffered=True)
        if _is_page(got) and rule.endpoint not in PARTS:
            shown[f"/shown/{rule.endpoint}"] = got
    assert len(shown) > 20
    assert not _met_by_axe(browser, client, shown, ON_A_PHONE)


def test_axe_finds_nothing_in_a_form_that_is_refused(
    app: Flask, pages: dict[str, tuple[str, TestResponse]], ada: FlaskClient, client: FlaskClient,
    browser: Browser,
) -> None:  # fmt: skip
    refused = dict[str, TestResponse]()
    for endpoint in {rule.endpoint for rule in rules(app, "POST")} & pages.keys():
        _, opened = pages[endpoint]
        blank = dict.fromkeys(fields(opened), "") if elements(opened, "form", method="post") else {}
        got = send(ada, opened, **blank) if blank else None
        if got is not None and got.status_code in (400, 409, 422) and got.mimetype == "text/html":
            refused[f"/refused/{endpoint}"] = got
    refused["/refused/sign-in"] = post_form(client, "/sign-in", name="Nobody", password="not this one")
    assert len(refused) > 30
    assert not _met_by_axe(browser, ada, refused, ON_A_PHONE)


def _is_page(got: TestResponse) -> bool:
    return got.status_code == 200 and got.mimetype == "text/html"


def _met_by_axe(
    browser: Browser, reader: FlaskClient, answers: Mapping[str, TestResponse], looks: tuple[Look, ...]
) -> list[str]:
    """Look at answers in a real browser: what axe finds, and whether one is too large for a phone."""
    met = list[str]()
    # A colour on its way to another is neither.
    page = browser.new_page(viewport=looks[0].size, color_scheme=looks[0].colours, reduced_motion="reduce")
    page.add_init_script(path=node.PACKAGES / "axe-core" / "axe.min.js")
    with answering(reader, answers) as site:
        for address in answers:
            page.goto(site + address)
            for number, look in enumerate(looks):
                # To lay out a page anew takes long: the next one begins as this one ended.
                if number and look.size != looks[number - 1].size:
                    page.set_viewport_size(look.size)
                if number and look.colours != looks[number - 1].colours:
                    page.emulate_media(color_scheme=look.colours)
                met += _met_in(page, look, f"{address} {look.name}")
            looks = looks[::-1]
        page.close()
    return met


def _met_in(page: Page, look: Look, name: str) -> list[str]:
    met = _violations(page, name, look.run)
    if look.size == PHONE:
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            met.append(f"{name} is wider than a phone")
        if page.evaluate("document.documentElement.scrollHeight") > HIGHEST:
            met.append(f"{name} is higher than {HIGHEST}")
    return met


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.html"))


def _violations(page: Page, name: str, run: str) -> list[str]:
    # All that axe passes, of each element of a page, would take longer to hand over than to work out.
    each = "violation => violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 200)}`)"
    violations = page.evaluate(f"async () => (await {run}).violations.flatMap({each})")
    return [f"{name}: {violation}" for violation in violations]
