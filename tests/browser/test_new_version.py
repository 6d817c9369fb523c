"""A new version: what is unchanged in one press, the rest one by one, by mouse or by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.vocab.liberty import Status

NEWER = make.TEXT.replace("Elvin Sinagov", "Elvin Tajrubali").replace("November 2023", "3 December 2024")


@pytest.fixture
def queue(live: Server) -> str:
    """The address of the second version of a declaration from which three passages are cited."""
    with stocking(live) as session:
        source = make.source(session)
        elvin = make.person(session, evidence=make.evidence(session, make.ARRESTED, of=source))
        make.status(session, elvin, evidence=make.evidence(session, make.ARRESTED, of=source))
        march = make.evidence(session, "had called a march", of=source)
        make.affiliation(session, elvin, make.organization(session), evidence=march)
        davud = make.evidence(session, "Davud Numunali are in prison", of=source)
        make.status(
            session, make.person(session, "Davud Numunali", evidence=davud), Status.IMPRISONED, evidence=davud
        )
        make.version(session, source, NEWER)
        return f"/sources/{source.reference}/versions/2"


def test_one_press_carries_what_is_unchanged_and_each_other_passage_takes_its_own(
    page: Page, live: Server, queue: str
) -> None:
    sign_in(page, live)
    page.goto("/")
    page.get_by_role("link", name="wait for a decision on version 2").click()
    page.get_by_role("button", name="Cite it from version 2 too").click()
    page.get_by_role("heading", name="2 passages wait for a decision").wait_for()
    first = page.locator(".comparisons > li").first
    expect(first.locator("del.telling").first).to_have_text(re.compile("Sinagov$"))
    expect(first.locator("ins.telling").first).to_have_text(re.compile("Tajrubali$"))
    # The style sheet puts them side by side, and the words are there before it.
    page.wait_for_load_state()
    old, new = (side.bounding_box() for side in first.locator(".side").all())
    assert old is not None
    assert new is not None
    assert old["x"] + old["width"] <= new["x"]
    first.get_by_role("button", name="Cite from version 2 too").click()
    page.get_by_role("alert").wait_for()
    expect(page.get_by_role("alert")).to_contain_text("The words differ", use_inner_text=True)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Cite from version 2 too").click()
    page.get_by_role("heading", name="1 passage waits for a decision").wait_for()
    page.get_by_role("button", name="Keep with version 1").click()
    page.get_by_text("Nothing waits here.").wait_for()
    expect(page.locator("#decided + ol > li")).to_have_count(3)


def test_the_queue_is_worked_through_by_keyboard_alone_and_without_scripts(
    page_without_js: Page, live: Server, queue: str
) -> None:
    page = page_without_js
    sign_in(page, live)
    page.goto(queue)
    page.get_by_label("Why this edit").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="2 passages wait for a decision").wait_for()
    page.get_by_label("The other words still bear out").first.focus()
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Why this edit").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 passage waits for a decision").wait_for()


def test_on_a_phone_the_new_text_stands_below_the_old_one(phone: Page, live: Server, queue: str) -> None:
    sign_in(phone, live)
    phone.goto(queue)
    first = phone.locator(".comparisons > li").first
    old, new = (side.bounding_box() for side in first.locator(".side").all())
    assert old is not None
    assert new is not None
    assert old["y"] + old["height"] <= new["y"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
