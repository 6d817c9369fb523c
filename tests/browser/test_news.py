"""A text that is opened for somebody keeps them filled in."""

from playwright.sync_api import Page, expect

from tests.browser.desk import add_person, add_source, sign_in
from tests.browser.test_reading_desk import drag
from tests.support.server import Server


def test_for_whom_a_text_was_opened_stays_where_the_selected_words_name_nobody(
    page: Page, live: Server
) -> None:
    sign_in(page, live)
    source = add_source(page)
    person = add_person(page, "Elvin Sinagov", "Elvin Sinagov, its chair", source)
    page.goto(f"/sources/{source}?people={person}")
    page.wait_for_load_state()
    drag(page, "Letters are handed back.")
    page.locator("[data-says]", has_text="No recorded person is named here").wait_for()
    expect(page.locator("#people")).to_have_value(f"Elvin Sinagov ({person})")
