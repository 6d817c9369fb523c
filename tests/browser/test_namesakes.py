"""Adding somebody shows, while the name is typed and before it is saved, who may be the same person."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import report, stocking
from tests.support.server import Server


def test_a_twin_is_warned_of_while_typing_and_can_be_somebody_else(page: Page, live: Server) -> None:
    with stocking(live) as session:
        make.person(session, "Elvin Sınaqov")
    sign_in(page, live)
    source = report(live)
    page.goto(f"/people/new?source={source}")
    page.locator("#text").press_sequentially("Элвин Синагов")
    warned = page.locator(".namesakes")
    expect(warned).to_contain_text("Elvin Sınaqov")
    page.locator("#quote").fill("Elvin Sinagov, its chair")
    page.locator("#reason").fill("Named in the report")
    add = page.locator("main form button", has_text="Add").last
    add.click()
    expect(page.locator("#text-error")).to_contain_text("This may be Elvin Sınaqov")
    page.get_by_label("None of these: it is somebody else").check()
    add.click()
    expect(page.locator("h1")).to_contain_text("Элвин Синагов")
