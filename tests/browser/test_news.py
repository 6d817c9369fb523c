"""A known person's new status from a new text: from the person's page to saved, each action counted."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.desk import add_person, add_source, sign_in
from tests.browser.test_reading_desk import drag
from tests.support.server import Server

NEWS = "An invented report on letters\n\nElvin Sinagov was arrested on 3 June 2024, in the street.\n"


def test_a_known_persons_new_status_from_a_new_text_takes_six_actions_on_two_pages(
    page: Page, live: Server
) -> None:
    sign_in(page, live)
    person = add_person(page, "Elvin Sinagov", "Elvin Sinagov, its chair", add_source(page))
    page.goto(f"/people/{person}")
    opened: list[str] = []
    page.on("framenavigated", lambda frame: opened.append(frame.url.removeprefix(live.url).partition("?")[0]))
    actions: list[Callable[[], object]] = [
        lambda: page.get_by_role("link", name="Update status").first.click(),
        lambda: page.get_by_label("Paste the text").fill(NEWS),
        lambda: page.get_by_label("Kind of text").select_option("press_article"),
        lambda: page.get_by_role("button", name="Add it and open its desk").click(),
        lambda: drag(page, "Elvin Sinagov was arrested on 3 June 2024, in the street."),
        lambda: page.get_by_role("button", name="Save for one person").click(),
    ]
    for number, act in enumerate(actions, start=1):
        act()
        if number == 4:
            page.wait_for_url("**/sources/S-*people=*")
            page.wait_for_load_state()
            expect(page.locator("#people")).to_have_value(f"Elvin Sinagov ({person})")
        if number == 5:
            page.locator("[data-says]", has_text="Elvin Sinagov").wait_for()
    expect(page.locator(".flash.done")).to_contain_text("Saved for Elvin Sinagov.")
    assert len(actions) <= 7
    source = page.url.removeprefix(live.url).partition("?")[0]
    # The last is the desk again, which says what was saved.
    assert opened == [f"/people/{person}/statuses/new", source, source]
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
