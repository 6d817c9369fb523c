"""A known person's new status from a new text: from the person's page to saved in seven actions."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.desk import add_person, add_source, sign_in
from tests.browser.test_reading_desk import drag
from tests.support.server import Server

NEWS = "An invented report on letters\n\nElvin Sinagov was arrested on 3 June 2024, in the street.\n"


def test_a_new_text_is_brought_in_and_cited_for_the_person_in_seven_actions(page: Page, live: Server) -> None:
    sign_in(page, live)
    person = add_person(page, "Elvin Sinagov", "Elvin Sinagov, its chair", add_source(page))
    page.goto(f"/people/{person}")
    actions: list[Callable[[], object]] = [
        lambda: page.get_by_role("link", name="Update status").first.click(),
        lambda: page.get_by_label("Paste the text").fill(NEWS),
        lambda: page.get_by_role("button", name="Continue: check the text").click(),
        lambda: page.locator("#kind").select_option("press_article"),
        lambda: page.get_by_role("button", name="Add this source").click(),
        lambda: drag(page, "Elvin Sinagov was arrested on 3 June 2024, in the street."),
        lambda: page.get_by_role("button", name="Save for one person").click(),
    ]
    for number, act in enumerate(actions, start=1):
        act()
        if number == 5:
            page.wait_for_url("**/sources/S-*people=*")
            page.wait_for_load_state()
        if number == 6:
            page.locator("[data-says]", has_text="Elvin Sinagov").wait_for()
    expect(page.locator(".flash.done")).to_contain_text("Saved for Elvin Sinagov.")
    assert len(actions) <= 7
    page.goto(f"/people/{person}")
    expect(page.locator("#statuses + ol")).to_contain_text("3 June 2024", use_inner_text=True)


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
