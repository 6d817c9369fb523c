"""Curating: a source is added, people and statuses are cited from it, and no edit is lost."""

from playwright.sync_api import Browser, Page

from tests.browser.conftest import watched
from tests.browser.desk import add_person, add_source, save, sign_in
from tests.serving import Server

ARREST = "Elvin Sinagov, its chair, was arrested on 3 May 2024."


def test_a_status_is_updated_by_pasting_the_quotation(page: Page, live: Server) -> None:
    sign_in(page, live)
    source = add_source(page)
    person = add_person(page, "Elvin Sinagov", "Elvin Sinagov, its chair", source)
    page.get_by_role("link", name="Update status").first.click()
    page.get_by_label("Status", exact=True).select_option("arrested")
    page.locator("#since").fill("3 May 2024")
    page.locator("#since-hint", has_text="on 3 May 2024").wait_for()
    # Line breaks and spaces of a copy need not agree with the text.
    page.locator("#quote").fill("Elvin Sinagov,  its chair,\nwas arrested on 3 May 2024.")
    page.locator("#reason").fill("Report of the arrest")
    save(page)
    page.locator("h1", has_text="Elvin Sinagov").wait_for()
    claim = page.locator("#statuses + ol li").first
    assert "Arrested" in claim.inner_text()
    assert "3 May 2024" in claim.inner_text()
    claim.locator("summary").click()
    assert claim.locator("mark").inner_text() == ARREST
    page.goto(f"/people/{person}/history")
    assert "Report of the arrest" in page.locator("main").inner_text()


def test_words_that_stand_twice_are_shown_in_context_to_choose_from(page: Page, live: Server) -> None:
    sign_in(page, live)
    source = add_source(page)
    person = add_person(page, "Ayla Numunali", "Ayla Numunali", source)
    page.goto(f"/people/{person}/treatments/new?source={source}")
    page.locator("#act").select_option("denial_of_letters")
    page.locator("#quote").fill("Letters are handed back.")
    page.locator("#reason").fill("Letters")
    save(page)
    places = page.locator("#match .choice")
    assert places.count() == 2
    places.nth(1).locator("input").check()
    save(page)
    page.locator("h1", has_text="Ayla Numunali").wait_for()
    page.locator("#treatments + ol summary").first.click()
    told = page.locator("#treatments + ol blockquote").first.inner_text()
    assert told.index("journalist") < told.index("Letters are handed back", told.index("journalist"))
    assert "neighbour" not in told.partition("journalist")[2]


def test_one_passage_is_cited_for_two_claims_without_scripts(page_without_js: Page, live: Server) -> None:
    page = page_without_js
    sign_in(page, live)
    source = add_source(page)
    person = add_person(page, "Elvin Sinagov", ARREST, source)
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("arrested")
    page.locator("#passage .choice", has_text=ARREST).locator("input").check()
    page.locator("#reason").fill("The same sentence")
    save(page)
    page.goto(f"/sources/{source}")
    rests = page.locator(".rests > li", has_text=ARREST)
    assert rests.count() == 1
    assert rests.locator("ul > li").count() == 2


def test_words_that_are_not_in_the_text_are_refused_and_nothing_typed_is_lost(
    page: Page, live: Server
) -> None:
    sign_in(page, live)
    source = add_source(page)
    person = add_person(page, "Elvin Sinagov", "Elvin Sinagov", source)
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("imprisoned")
    page.locator("#quote").fill("Elvin Sinagov was imprisoned")
    page.locator("#reason").fill("A slip")
    save(page)
    assert "not in the text" in page.locator("#quote-error").inner_text()
    assert page.locator("#quote").input_value() == "Elvin Sinagov was imprisoned"
    assert page.locator("#reason").input_value() == "A slip"
    page.goto(f"/people/{person}")
    assert page.locator("#statuses + ol").count() == 0


def test_a_stale_edit_is_refused_and_shows_what_the_other_saved(
    page: Page, live: Server, browser: Browser
) -> None:
    sign_in(page, live)
    source = add_source(page)
    person = add_person(page, "Elvin Sinagov", ARREST, source)
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("arrested")
    page.locator("#passage .choice").first.locator("input").check()
    page.locator("#reason").fill("Arrest")
    save(page)
    page.locator("#statuses + ol").get_by_role("link", name="Revise").click()
    form = page.url
    with watched(browser, live.url, storage_state=page.context.storage_state()) as other:
        other.goto(form)
        other.locator("#note").fill("The other saved this first.")
        other.locator("#reason").fill("Other tab")
        save(other)
        other.locator("h1", has_text="Elvin Sinagov").wait_for()
    page.locator("#note").fill("I typed this meanwhile.")
    page.locator("#reason").fill("My tab")
    save(page)
    told = page.locator(".stale")
    assert "The other saved this first." in told.inner_text()
    assert page.locator("#note").input_value() == "I typed this meanwhile."
    save(page)
    page.locator("h1", has_text="Elvin Sinagov").wait_for()
    assert "I typed this meanwhile." in page.locator("#statuses + ol").inner_text()
