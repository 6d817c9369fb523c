"""Taking an edit back from the history of a record: by mouse, by keyboard alone, and without scripts."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import add_person, add_source, save, sign_in
from tests.support.server import Server


def a_mistake(page: Page) -> str:
    """Record a status of somebody, and return the reference of the person."""
    source = add_source(page)
    person = add_person(page, "Elvin Sinagov", "Elvin Sinagov", source)
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("arrested")
    page.locator("#quote").fill("Elvin Sinagov, its chair, was arrested on 3 May 2024.")
    page.locator("#reason").fill("A slip")
    save(page)
    page.locator("#statuses + ol li", has_text="Arrested").wait_for()
    return person


def newest(page: Page) -> Locator:
    """The newest edit of the history that is shown."""
    return page.locator("ol.history > li").first


def test_a_mistake_is_taken_back_in_three_actions_by_mouse(page: Page, live: Server) -> None:
    sign_in(page, live)
    person = a_mistake(page)
    page.get_by_role("link", name="History", exact=True).click()
    newest(page).get_by_role("link", name="Undo all of this").click()
    expect(page.locator("main")).to_contain_text("Withdrawn", use_inner_text=True)
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    expect(newest(page)).to_contain_text("Undo: A slip", use_inner_text=True)
    page.goto(f"/people/{person}")
    expect(page.locator("main")).not_to_contain_text("Arrested", use_inner_text=True)


def test_by_keyboard_alone_and_then_taken_back_again(page: Page, live: Server) -> None:
    sign_in(page, live)
    person = a_mistake(page)
    page.goto(f"/people/{person}/history")
    for reason in ("Undo: A slip", "Undo: Undo: A slip"):
        _tab_to(page, newest(page).locator(".acts a"))
        page.keyboard.press("Enter")
        page.locator("#reason").wait_for()
        _tab_to(page, page.get_by_role("button", name="Undo", exact=True))
        page.keyboard.press("Enter")
        newest(page).locator(".reason", has_text=reason).wait_for()
    page.goto(f"/people/{person}")
    expect(page.locator("#statuses + ol")).to_contain_text("Arrested", use_inner_text=True)


def test_without_scripts_it_works_the_same(page_without_js: Page, live: Server) -> None:
    page = page_without_js
    sign_in(page, live)
    person = a_mistake(page)
    page.goto(f"/people/{person}/history")
    newest(page).get_by_role("link", name="Undo all of this").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    expect(newest(page).locator("del").first).to_have_text("was Published")


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")
