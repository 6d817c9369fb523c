"""Curating: a source is added, people and statuses are cited from it, and no edit is lost."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watched
from tests.browser.desk import add_person, add_source, save, sign_in
from tests.browser.stock import person_in_report
from tests.support.server import Server

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
    expect(claim).to_contain_text("Arrested", use_inner_text=True)
    expect(claim).to_contain_text("3 May 2024", use_inner_text=True)
    claim.locator(".says > summary").click()
    expect(claim.locator("mark")).to_have_text(ARREST, use_inner_text=True)
    page.goto(f"/people/{person}/history")
    expect(page.locator("main")).to_contain_text("Report of the arrest", use_inner_text=True)


def test_words_that_stand_twice_are_shown_in_context_to_choose_from(page: Page, live: Server) -> None:
    sign_in(page, live)
    person, source = person_in_report(live, "Ayla Numunali", "Ayla Numunali")
    page.goto(f"/people/{person}/treatments/new?source={source}")
    page.locator("#act").select_option("denial_of_letters")
    page.locator("#quote").fill("Letters are handed back.")
    page.locator("#reason").fill("Letters")
    save(page)
    places = page.locator("#match .choice")
    expect(places).to_have_count(2)
    places.nth(1).locator("input").check()
    save(page)
    page.locator("h1", has_text="Ayla Numunali").wait_for()
    page.locator("#treatments + ol summary").first.click()
    context = page.locator("#treatments + ol blockquote").first.inner_text()
    assert context.index("journalist") < context.index("Letters are handed back", context.index("journalist"))
    assert "neighbour" not in context.partition("journalist")[2]


def test_one_passage_is_cited_for_two_claims_without_scripts(page_without_js: Page, live: Server) -> None:
    page = page_without_js
    sign_in(page, live)
    person, source = person_in_report(live, "Elvin Sinagov", ARREST)
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("arrested")
    page.locator("#passage .choice", has_text=ARREST).locator("input").check()
    page.locator("#reason").fill("The same sentence")
    save(page)
    page.goto(f"/sources/{source}")
    rests = page.locator(".rests > li", has_text=ARREST)
    expect(rests).to_have_count(1)
    expect(rests.locator("ul > li")).to_have_count(2)


def test_words_that_are_not_in_the_text_are_refused_and_nothing_typed_is_lost(
    page: Page, live: Server
) -> None:
    sign_in(page, live)
    person, source = person_in_report(live, "Elvin Sinagov", "Elvin Sinagov")
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("imprisoned")
    page.locator("#quote").fill("Elvin Sinagov was imprisoned")
    page.locator("#reason").fill("A slip")
    save(page)
    expect(page.locator("#quote-error")).to_contain_text("not in the text", use_inner_text=True)
    expect(page.locator("#quote")).to_have_value("Elvin Sinagov was imprisoned")
    expect(page.locator("#reason")).to_have_value("A slip")
    page.goto(f"/people/{person}")
    expect(page.locator("#statuses + ol")).to_have_count(0)


def test_a_stale_edit_is_refused_and_shows_what_the_other_saved(
    page: Page, live: Server, browser: Browser
) -> None:
    sign_in(page, live)
    person, source = person_in_report(live, "Elvin Sinagov", ARREST)
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("arrested")
    page.locator("#passage .choice").first.locator("input").check()
    page.locator("#reason").fill("Arrest")
    save(page)
    page.locator("#statuses + ol .tools > summary").first.click()
    page.locator("#statuses + ol").get_by_role("link", name="Correct").click()
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
    stale = page.locator(".stale")
    expect(stale).to_contain_text("The other saved this first.", use_inner_text=True)
    expect(page.locator("#note")).to_have_value("I typed this meanwhile.")
    save(page)
    page.locator("h1", has_text="Elvin Sinagov").wait_for()
    expect(page.locator("#statuses + ol")).to_contain_text("I typed this meanwhile.", use_inner_text=True)
