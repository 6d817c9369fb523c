"""Taking an edit back from the history of a record: by mouse, by keyboard alone, and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.browser.desk import sign_in, tab_to
from tests.browser.stock import stocking
from tests.support.server import Server


@pytest.fixture
def person(live: Server) -> str:
    """The reference of somebody of whom a status was recorded by mistake."""
    with stocking(live) as session:
        person = make.person(session)
        make.status(session, person)
        return person.reference


def newest(page: Page) -> Locator:
    """The newest edit of the history that is shown."""
    return page.locator("ol.history > li").first


def test_a_mistake_is_taken_back_in_three_actions_by_mouse(page: Page, live: Server, person: str) -> None:
    sign_in(page, live)
    page.goto(f"/people/{person}")
    page.get_by_role("link", name="History", exact=True).click()
    newest(page).get_by_role("link", name="Undo all of this").click()
    expect(page.locator("main")).to_contain_text("Withdrawn", use_inner_text=True)
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    expect(newest(page)).to_contain_text(f"Undo: {make.REASON}", use_inner_text=True)
    page.goto(f"/people/{person}")
    expect(page.locator("main")).not_to_contain_text("Arrested", use_inner_text=True)


def test_by_keyboard_alone_and_then_taken_back_again(page: Page, live: Server, person: str) -> None:
    sign_in(page, live)
    page.goto(f"/people/{person}/history")
    for reason in (f"Undo: {make.REASON}", f"Undo: Undo: {make.REASON}"):
        tab_to(page, newest(page).locator(".acts a"))
        page.keyboard.press("Enter")
        page.locator("#reason").wait_for()
        tab_to(page, page.get_by_role("button", name="Undo", exact=True))
        page.keyboard.press("Enter")
        newest(page).locator(".reason", has_text=reason).wait_for()
    page.goto(f"/people/{person}")
    expect(page.locator("#statuses + ol")).to_contain_text("Arrested", use_inner_text=True)


def test_without_scripts_it_works_the_same(page_without_js: Page, live: Server, person: str) -> None:
    page = page_without_js
    sign_in(page, live)
    page.goto(f"/people/{person}/history")
    newest(page).get_by_role("link", name="Undo all of this").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    expect(newest(page).locator("del").first).to_have_text("was Published")
