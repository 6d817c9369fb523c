"""What is not certain: an order that a curator settles with a reason, and a release that is announced."""

from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.browser.desk import save, sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from tests.support.waiting import wait_until
from webapp.vocab.liberty import Status

ANNOUNCED = "Released, sentence served: announced for 5 January 2040"


def record_events(live: Server, events: dict[str, tuple[Status, str, str]]) -> str:
    """Record of Anar what texts of their own tell, each with its date, and return his reference."""
    with stocking(live) as session:
        person = make.person(session, "Anar Khayali")
        for words, (status, since, told_on) in events.items():
            source = make.source(session, f"A note: {words}", f"{words} No more is known.", date=told_on)
            make.status(session, person, status, since, evidence=make.evidence(session, words, of=source))
        return person.reference


def _are_beside(section: Locator) -> bool:
    boxes = [section.locator(".side").nth(number).bounding_box() for number in (0, 1)]
    tops = [box["y"] for box in boxes if box]
    return len(tops) == 2 and abs(tops[0] - tops[1]) < 2


def test_an_uncertain_order_is_settled_with_a_reason(page: Page, live: Server) -> None:
    reference = record_events(
        live,
        {
            "Khayali was set free on 5 March.": (Status.RELEASED_EARLY, "2020-03-05", "2020-03-05"),
            "He was arrested in 2020.": (Status.ARRESTED, "2020", "2021-01-31"),
            "Officers took him from the march.": (Status.ARRESTED, "2020-02-12", "2020-02-13"),
        },
    )
    sign_in(page, live)
    page.goto("/")
    page.get_by_role("link", name="Contradictions on 1 person").click()
    page.get_by_role("link", name="Anar Khayali").click()
    section = page.get_by_role("region", name="Uncertain: nothing says which of these came last")
    expect(section.get_by_role("img")).to_have_accessible_name("From 1 January 2020 to 31 December 2020")
    # What is above them may still come to its place while they are measured one after the other.
    wait_until(lambda: _are_beside(section))
    expect(section.locator("mark")).to_have_count(2)
    section.get_by_text("Settle the order").click()
    answer = page.get_by_label("Released early (5 March 2020), then Arrested (2020)")
    expect(answer).to_have_accessible_description(
        "Then held, since between 5 March and 31 December 2020: Arrested (2020)."
    )
    answer.check()
    page.get_by_role("button", name="State this").click()
    expect(page.locator("#reason-error")).to_be_visible()
    expect(answer).to_be_checked()
    page.get_by_label("Why").fill("His mother said that he was taken again")
    page.get_by_role("button", name="State this").click()
    expect(page.locator(".glance")).to_contain_text("between 5 March and 31 December 2020")
    expect(page.locator(".conflict")).to_have_count(0)
    expect(page.locator("#statuses + ol")).to_contain_text("His mother said that he was taken again")
    page.goto("/conflicts")
    page.get_by_text("No contradictions wait").wait_for()
    page.goto(f"/people/{reference}")
    expect(page.locator(".glance")).not_to_contain_text("uncertain")


def test_an_announced_release_changes_nothing_until_it_is_told_as_done(page: Page, live: Server) -> None:
    reference = record_events(
        live, {"He has been in prison since 3 May 2024.": (Status.IMPRISONED, "2024-05-03", "2024-06-30")}
    )
    with stocking(live) as session:
        source = make.source(
            session, "A letter", "Khayali is to be released on 5 January 2040.", date="2024-07-01"
        ).reference
    sign_in(page, live)
    page.goto(f"/people/{reference}/statuses/new?source={source}")
    page.get_by_label("Status", exact=True).select_option("released_served")
    page.get_by_label("Since").fill("5 January 2040")
    page.get_by_label("Paste the quotation").fill("is to be released on 5 January 2040")
    page.get_by_label("Why this edit").fill("Told in a letter")
    save(page)
    expect(page.locator("#announced-error")).to_contain_text("Say whether it is only announced")
    page.get_by_label("Announced").select_option("y")
    save(page)
    expect(page.locator(".glance")).to_contain_text("Imprisoned")
    expect(page.locator(".glance")).to_contain_text(ANNOUNCED)
    expect(page.locator(".glance")).to_contain_text("Held yes")
    expect(page.locator("#statuses + ol li").first).to_contain_text("announced")
    page.goto("/people?held=yes")
    expect(page.locator("tr", has_text="Anar Khayali")).to_contain_text(ANNOUNCED)
    page.goto(f"/people/{reference}/dossier?here_only=yes")
    expect(page.locator(".dossier-head")).to_contain_text(ANNOUNCED)
