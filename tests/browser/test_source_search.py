"""Words are looked for in all texts at once, and a snippet opens the text at its place."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import sign_in
from tests.browser.stock import report
from tests.support.server import Server

SENTENCE = "Elvin Sinağov həbs edildi."


@pytest.fixture
def source(page: Page, live: Server) -> str:
    """A source whose text spells a name in Azerbaijani; its reference."""
    sign_in(page, live)
    return report(live, "A note", f"One sentence stands before it.\n\n{SENTENCE} One follows.")


def test_a_word_in_another_alphabet_is_found_by_mouse(page: Page, source: str) -> None:
    page.goto("/sources")
    page.get_by_label("Words in the texts").fill("Синагов")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("h1")).to_have_text("1 source")
    expect(page.locator(".snippet mark")).to_have_text("Sinağov")
    page.locator(".snippet a").click()
    expect(page.locator("h1")).to_contain_text("A note")
    expect(page).to_have_url(re.compile(rf"/sources/{source}(\?|$)"))
    expect(page.locator("mark.now")).to_be_in_viewport()
    expect(page.locator("mark.now")).to_have_text("Sinağov")


def test_a_phrase_is_found_by_keyboard_alone(page: Page, source: str) -> None:
    page.goto("/sources/search")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("id") == "words":
            break
    page.keyboard.type('"sinagov hebs"')
    page.keyboard.press("Enter")
    page.locator(".snippet").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(".snippet a:focus").count():
            break
    page.keyboard.press("Enter")
    expect(page.locator("mark.now")).to_have_text("Sinağov həbs")
    page.go_back()
    expect(page.get_by_label("Words in the texts")).to_have_value('"sinagov hebs"')
