"""Reading: find a person in any spelling, open the quotation, follow it to its source."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving_copy
from tests.support.server import Server


@pytest.fixture(scope="module")
def live(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these: who reads changes nothing."""
    with serving_copy(seeded, tmp_path_factory.mktemp("read")) as server:
        yield server


def test_a_person_is_found_in_another_script_and_opens_the_quotation(page: Page) -> None:
    page.goto("/")
    expect(page.locator("h1")).to_have_text("12 people last known to be held", use_inner_text=True)
    page.keyboard.press("/")
    page.keyboard.type("Гасанлы")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ulvi Hasanli").click()
    claim = page.locator("#statuses + ol li").first
    expect(claim.locator("blockquote")).not_to_be_visible()
    claim.locator("summary").click()
    expect(claim.locator("blockquote mark")).to_contain_text("imprisoned on false accusations")
    claim.get_by_role("link", name="in context").click()
    expect(page).to_have_url(re.compile("/citations/"))
    page.locator("main").get_by_role("link", name="Freedom for Political Prisoners").first.click()
    expect(page).to_have_url(re.compile("/sources/S-"))


def test_without_scripts_every_quotation_opens_and_every_filter_works(page_without_js: Page) -> None:
    page = page_without_js
    page.goto("/people")
    page.locator(".facets").get_by_role("link", name="Courier", exact=True).click()
    expect(page.locator("h1")).to_have_text("2 people", use_inner_text=True)
    page.get_by_role("link", name="Aykhan Israfilov").click()
    page.locator("details.says summary").first.click()
    expect(page.locator("details.says blockquote").first).to_be_visible()


def test_a_filter_is_kept_when_one_comes_back(page: Page) -> None:
    page.goto("/people")
    page.locator(".facets").get_by_role("link", name="Journalist", exact=True).click()
    expect(page.locator("h1")).to_have_text("7 people", use_inner_text=True)
    page.get_by_role("link", name="Hafiz Babali").click()
    page.locator("h1", has_text="Hafiz Babali").wait_for()
    page.go_back()
    expect(page.locator("h1")).to_have_text("7 people", use_inner_text=True)


def test_on_a_phone_nothing_reaches_past_the_edge_and_rows_are_short(phone: Page) -> None:
    for path in ("/", "/people", "/people/P-0001", "/sources", "/organizations", "/law", "/sign-in"):
        phone.goto(path)
        widths = phone.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert widths[0] <= widths[1], path
        # A person is one row of a name, a status and its age, so that a thumb passes many.
        rows = phone.locator(".people tbody tr").evaluate_all("(rows) => rows.map((row) => row.offsetHeight)")
        assert all(height <= 66 for height in rows), path


def test_what_no_passage_says_is_shown_as_not_stated(page: Page) -> None:
    page.goto("/people?q=Arakaki")
    page.get_by_role("link", name="César Arakaki").click()
    assert "not stated" in page.locator(".glance").inner_text().lower()
