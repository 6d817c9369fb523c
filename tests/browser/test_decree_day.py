"""A decree frees ten people of ours: recorded by keyboard alone, in a few presses, and taken back whole."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.vocab.liberty import Status

NAMES = (
    "Turan Qaralamalı", "Leyla Taslaqova", "Samir Nağıllı", "Orxan Röyalı", "Aytən Uydurmalı",
    "Kamal Yoxlamalı", "Nigar Sınaqova", "Vüsal Örnəkli", "Zaur Misalov",
)  # fmt: skip
LEAD = "I resolve on 20 November 2026 that the following persons be pardoned and released from prison:"


def test_ten_people_are_recorded_by_keyboard_alone_in_seven_presses(page: Page, live: Server) -> None:
    with stocking(live) as session:
        for name in (*NAMES, "Davud Numunali", "Davud Nümunəli"):
            make.status(session, make.person(session, name), Status.IMPRISONED)
        items = "\n".join(f"{number}. {name}" for number, name in enumerate((*NAMES, "Nümunəli Davud"), 1))
        reference = make.source(session, "Decree No. 77 on Pardon", f"{LEAD}\n\n{items}\n").reference
        session.commit()
    sign_in(page, live)
    page.goto(f"/sources/{reference}")
    page.get_by_role("link", name="Record one status for many of them").focus()
    # Two seconds each are fewer than twenty; how long they take here says how busy the machine is.
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("9 of ")
    # Keys are heard only where the page listens already.
    page.wait_for_load_state()
    page.locator("#ask [data-row] input").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator("[data-save]")).to_have_text("Save for 10 people")
    page.wait_for_load_state()
    page.locator("#ready [data-row] input[type=checkbox]").first.focus()
    for key in ("ArrowDown", "Space", "Space", "ControlOrMeta+Enter"):
        page.keyboard.press(key)
    page.get_by_text("Saved for 10 people. One entry in the history, undone whole.").wait_for()
    page.locator("#recorded a.name").first.click()
    expect(page.locator("main")).to_contain_text("Released early", use_inner_text=True)
    page.get_by_role("link", name="History", exact=True).click()
    page.get_by_role("link", name="Undo all of this").first.click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    page.goto(f"/sources/{reference}/decree")
    expect(page.locator("#ready h2")).to_contain_text("9 ready")
