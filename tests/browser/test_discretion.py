"""A discreet installation in a real browser: what its history and its tab keep, and leaving at once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import watched
from tests.browser.desk import add_source, sign_in
from tests.support.server import Server, serving_at_once


@pytest.fixture(scope="module")
def quiet(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Habeas on a copy of the seeded home, set to name nobody in its addresses."""
    folder = tmp_path_factory.mktemp("quiet")
    shutil.copytree(seeded, folder / "instance")
    with serving_at_once(folder, HABEAS_DISCREET="yes") as server:
        yield server


@pytest.mark.parametrize("scripts", [True, False])
def test_a_name_is_searched_and_no_address_or_title_says_it(
    browser: Browser, quiet: Server, scripts: bool
) -> None:
    with watched(browser, quiet.url, java_script_enabled=scripts) as page:
        visited: list[str] = []
        page.on("framenavigated", lambda frame: visited.append(f"{frame.url} {frame.title()}"))
        page.goto("/people")
        name = page.locator("main td a.name").first.inner_text()
        word = name.split()[-1]
        page.get_by_role("searchbox").first.fill(word)
        page.get_by_role("searchbox").first.press("Enter")
        page.locator("main").get_by_text(name).first.wait_for()
        page.locator("main").get_by_role("link", name=name).first.click()
        page.locator("h1").get_by_text(name).wait_for()
        assert page.title() == "People · Habeas"
        assert len(visited) >= 3
        assert [address for address in visited if word.lower() in address.lower()] == []


def test_leaving_at_once_signs_out_and_the_tab_forgets_what_was_open(
    browser: Browser, quiet: Server
) -> None:
    with watched(browser, quiet.url) as page:
        page.goto("/people")
        sign_in(page, quiet)
        source = add_source(page)
        page.goto(f"/sources/{source}")
        page.goto("/due")
        for _ in range(3):
            page.keyboard.press("Escape")
        page.wait_for_url("about:blank")
        page.go_forward()
        assert page.url == "about:blank"
        page.go_back()
        page.wait_for_url("about:blank")
        page.goto("/account")
        page.wait_for_url("**/sign-in**")
