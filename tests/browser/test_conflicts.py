"""Two sources disagree: a curator finds that out on the first page and decides it with the keyboard alone."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.vocab.liberty import Status

COURT, FAMILY = "He has been in prison since 3 May 2024", "They let him go on 3 May 2024"


def record_contradiction(live: Server) -> str:
    """Record of Elvin what the court and what the family says of one day, and return his reference."""
    with stocking(live) as session:
        person = make.person(session)
        for status, words in ((Status.IMPRISONED, COURT), (Status.AT_LIBERTY, FAMILY)):
            make.status(session, person, status, "2024-05-03", evidence=make.evidence(session, words))
        return person.reference


def press(page: Page, text: str) -> None:
    """Go on with the Tab key to a link or button of these words, and press Enter."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text().strip() == text:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the Tab key does not lead to {text!r}")


def test_a_contradiction_is_decided_by_keyboard_alone(page: Page, live: Server) -> None:
    reference = record_contradiction(live)
    sign_in(page, live)
    page.goto("/")
    press(page, "Contradictions on 1 person")
    group = page.locator(".conflict", has_text="Elvin Sinagov")
    expect(group.locator("mark", has_text=COURT)).to_be_visible()
    expect(group.locator("mark", has_text=FAMILY)).to_be_visible()
    press(page, "Use this one")
    page.get_by_role("heading", name="Rank a claim").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "reason":
            break
    page.keyboard.type("Told by the court itself")
    page.keyboard.press("Enter")
    page.get_by_text("No contradictions wait").wait_for()
    page.goto(f"/people/{reference}")
    expect(page.locator(".conflict")).to_have_count(0)
    statuses = page.locator("#statuses + ol")
    expect(statuses).to_contain_text("Preferred: Told by the court itself")
    expect(statuses.locator("li", has_text="At liberty")).to_have_count(1)
    expect(page.locator(".glance")).to_contain_text("Imprisoned")


def test_on_a_phone_the_sides_stand_below_each_other(phone: Page, live: Server) -> None:
    record_contradiction(live)
    sign_in(phone, live)
    phone.goto("/conflicts")
    first, second = (phone.locator(".side").nth(number).bounding_box() for number in (0, 1))
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
    assert first["x"] + first["width"] <= 390


def test_a_record_is_shown_as_it_was_known(page: Page, live: Server) -> None:
    reference = record_contradiction(live)
    sign_in(page, live)
    page.goto(f"/people/{reference}")
    page.get_by_text("View an earlier date").click()
    page.get_by_label("As known on", exact=True).fill("yesterday")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#known_on-error")).to_contain_text("is no single day")
    page.get_by_label("As known on", exact=True).fill("1 March 2024")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("This person was not recorded yet")
    page.get_by_role("link", name="Today's record").click()
    expect(page.locator("h1")).to_contain_text("Elvin Sinagov")


def test_a_contradiction_is_decided_by_mouse(page: Page, live: Server) -> None:
    reference = record_contradiction(live)
    sign_in(page, live)
    page.goto("/conflicts")
    page.locator(".side", has_text=FAMILY).get_by_text("Mark as wrong").click()
    page.get_by_label("Why").first.fill("The family was misled")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("No contradictions wait").wait_for()
    page.goto(f"/people/{reference}")
    expect(page.locator(".glance")).to_contain_text("Imprisoned")
