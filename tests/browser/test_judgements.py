"""Merging two records of one person and separating them again, by mouse and without scripts."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.server import Server


def test_merged_and_separated_again(page: Page, live: Server) -> None:
    first, other = _twins(live)
    sign_in(page, live)
    _there_and_back(page, first, other)


def test_without_scripts_it_works_the_same(page_without_js: Page, live: Server) -> None:
    first, other = _twins(live)
    sign_in(page_without_js, live)
    _there_and_back(page_without_js, first, other)


def _twins(live: Server) -> tuple[str, str]:
    """Record one person twice, and return both references."""
    with stocking(live) as session:
        first, other = make.person(session, "Elvin Sinagov"), make.person(session, "Elvin Sinaqov")
        return first.reference, other.reference


def _there_and_back(page: Page, first: str, other: str) -> None:
    page.goto("/people")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Likely duplicates").click()
    pair = page.locator("section.conflict", has_text=first)
    expect(pair).to_contain_text("Likeness")
    pair.get_by_role("link", name=f"{other} → {first}").click()
    page.locator("#reason").fill("One letter tells of both")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"also recorded as {other}", use_inner_text=True)
    expect(page.locator(".names")).to_contain_text("Elvin Sinaqov", use_inner_text=True)
    page.goto(f"/people/{other}")
    expect(page.locator("h1")).to_contain_text("Elvin Sinagov", use_inner_text=True)
    page.get_by_role("link", name="Undo the merging").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    page.goto(f"/people/{other}")
    expect(page.locator("h1")).to_contain_text("Elvin Sinaqov", use_inner_text=True)
