"""A day's verification of ten people, and what a reader sees after three years without news."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.vocab.liberty import Status


def test_ten_people_are_verified_with_one_telephone_call(page: Page, live: Server) -> None:
    sign_in(page, live)
    page.goto("/")
    page.get_by_role("link", name="12 to verify").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("12 people to verify")
    boxes = page.locator("input[name=person]")
    expect(boxes).to_have_count(10)
    for number in range(10):
        boxes.nth(number).check()
    page.get_by_role("button", name="Verify those ticked").click()
    page.get_by_label("What was learned").fill("Their lawyer was called.")
    page.get_by_label("How").select_option(label="With a lawyer")
    page.get_by_role("button", name="Mark 10 people as verified").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 people to verify")
    page.goto("/")
    expect(page.locator("main")).to_contain_text("10 confirmed in the last 90 days", use_inner_text=True)


def test_after_three_years_without_news_every_page_says_how_old_the_word_is(page: Page, live: Server) -> None:
    with stocking(live) as session:
        source = make.source(session, "A report", "Elvin Sinagov is in prison.", date="2022-03-01")
        naming = make.evidence(session, "Elvin Sinagov", of=source)
        person = make.person(session, "Elvin Sinagov", evidence=naming)
        words = make.evidence(session, "is in prison", of=source)
        make.status(session, person, Status.IMPRISONED, "2019-05-03", evidence=words)
        reference = person.reference
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("last known to be held", use_inner_text=True)
    expect(page.locator("main")).to_contain_text("0 confirmed in the last 90 days", use_inner_text=True)
    page.goto("/people?q=Sinagov&held=yes")
    row = page.locator("table tbody tr")
    expect(row).to_contain_text("as last told on 1 March 2022", use_inner_text=True)
    expect(row).to_contain_text("not confirmed since", use_inner_text=True)
    page.goto(f"/people/{reference}/dossier?here_only=yes")
    expect(page.locator("main")).to_contain_text("as last told on 1 March 2022", use_inner_text=True)
