"""At the desk: from a selection to saved claims in three actions, by mouse, keyboard, finger or pasting."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import TEXT, person_in_report, stocking
from tests.support.server import Server

ARREST = "Elvin Sinagov, its chair, was arrested on 3 May 2024."
LETTERS = "His neighbour Ayla Numunali is a journalist."


@pytest.fixture
def desk(live: Server) -> str:
    """The address of a source that is known, and so is Elvin, whom it names."""
    _, source = person_in_report(live, "Elvin Sinagov", "Elvin Sinagov")
    return f"/sources/{source}"


def drag(page: Page, words: str) -> None:
    """Select words by dragging over them: one action."""
    box = page.evaluate(
        """(words) => {
          const text = document.querySelector("[data-select]");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const all = text.textContent.indexOf(words);
          const range = document.createRange();
          let before = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = (place) => place >= before && place <= before + node.data.length;
            if (at(all)) range.setStart(node, all - before);
            if (at(all + words.length)) { range.setEnd(node, all + words.length - before); break; }
            before += node.data.length;
          }
          text.scrollIntoView();
          const boxes = [...range.getClientRects()];
          const [first, last] = [boxes[0], boxes.at(-1)];
          return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
        }""",
        words,
    )
    page.mouse.move(box[0] + 1, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 1, box[3], steps=6)
    page.mouse.up()


def saved(page: Page) -> Locator:
    """Return what the page says once it is saved."""
    page.locator(".flash.done", has_text="Saved for").wait_for()
    return page.locator(".flash.done")


def test_from_a_selection_to_saved_takes_at_most_three_actions(page: Page, live: Server, desk: str) -> None:
    sign_in(page, live)
    page.set_viewport_size({"width": 1240, "height": 720})
    page.goto(desk)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport(ratio=1)
    actions: list[Callable[[], object]] = [
        lambda: drag(page, ARREST),
        lambda: page.locator("#since").fill("3 May 2024"),
        lambda: page.get_by_role("button", name="Save for one person").click(),
    ]
    for number, act in enumerate(actions, start=1):
        act()
        if number == 1:
            page.locator("[data-says]", has_text="Elvin Sinagov").wait_for()
            expect(page.locator("#people")).to_have_value(re.compile(r"^Elvin Sinagov \(P-"))
            expect(page.locator("#status")).to_have_value("arrested")
    assert len(actions) <= 3
    expect(saved(page)).to_contain_text("Saved for Elvin Sinagov. Select the next", use_inner_text=True)
    rests = page.locator(".rests > li", has=page.locator(".quoted", has_text=f"“{ARREST}”"))
    expect(rests).to_contain_text("Arrested", use_inner_text=True)
    expect(rests).to_contain_text("3 May 2024", use_inner_text=True)


def test_the_next_selection_begins_clean_and_more_can_be_said_of_the_last(
    page: Page, live: Server, desk: str
) -> None:
    sign_in(page, live)
    page.goto(desk)
    drag(page, ARREST)
    page.get_by_role("button", name="Save for one person").click()
    saved(page)
    expect(page.locator("[data-chosen]")).to_have_text(ARREST, use_inner_text=True)
    page.locator("summary", has_text="More from this passage").click()
    page.locator("#act").select_option("torture")
    page.get_by_role("button", name="Save for one person").click()
    page.locator(".rests li", has_text="Torture").first.wait_for()
    # Words are selected only where the page listens already.
    page.wait_for_load_state()
    expect(page.locator("[data-chosen]")).to_have_text(ARREST, use_inner_text=True)
    drag(page, LETTERS)
    page.locator("[data-says]", has_text="No recorded person").wait_for()
    expect(page.locator("#people")).to_have_value("")
    expect(page.locator("#status")).to_have_value("")
    page.locator("#new_name").fill("Ayla Numunali")
    page.get_by_role("button", name="Save for one person").click()
    expect(saved(page)).to_contain_text("Saved for Ayla Numunali.", use_inner_text=True)


def back_to_the_text(page: Page) -> None:
    """Press Escape, again where the page was not ready for it, until the cursor is in the text."""
    for _ in range(50):
        page.keyboard.press("Escape")
        if page.locator("#text:focus").count():
            return
        page.wait_for_timeout(100)
    raise AssertionError("the Escape key does not lead back to the text")


def test_by_keyboard_alone_words_are_selected_filled_in_and_saved(
    page: Page, live: Server, desk: str
) -> None:
    sign_in(page, live)
    page.goto(desk)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.locator("[data-select][contenteditable]").wait_for()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
        line = page.evaluate(
            "(() => { const s = getSelection(); const r = s.getRangeAt(0).cloneRange();"
            " r.setStart(document.querySelector('[data-select]'), 0); return r.toString().length; })()"
        )
        if line >= TEXT.index(ARREST):
            break
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.locator("[data-says]", has_text="Elvin Sinagov").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#people")).to_be_focused()
    back_to_the_text(page)
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(saved(page)).to_contain_text("Saved for Elvin Sinagov.", use_inner_text=True)
    # And on from there, without going through the page again.
    back_to_the_text(page)


def test_whoever_saves_before_the_answer_has_come_saves_what_it_says(
    page: Page, live: Server, desk: str
) -> None:
    sign_in(page, live)
    page.goto(desk)
    drag(page, ARREST)
    page.locator("form#cite [data-save]").click()
    expect(saved(page)).to_contain_text("Saved for Elvin Sinagov.", use_inner_text=True)


def test_a_likely_name_is_recorded_from_the_list_in_two_actions(page: Page, live: Server, desk: str) -> None:
    with stocking(live) as session:
        text = "Bahar Misalli was arrested in Nowhere in May. She is a poet."
        reference = make.source(session, "Another Report", text).reference
    sign_in(page, live)
    page.goto(f"/sources/{reference}")
    page.get_by_role("link", name="Record Bahar Misalli").first.click()
    page.get_by_role("button", name="Save for one person").click()
    expect(saved(page)).to_contain_text("Saved for Bahar Misalli.", use_inner_text=True)
    expect(page.locator(".rests")).to_contain_text("Arrested", use_inner_text=True)


def test_a_place_of_a_known_person_is_selected_from_the_list(page: Page, live: Server, desk: str) -> None:
    sign_in(page, live)
    page.goto(desk)
    page.locator(".named li", has_text="Elvin Sinagov").locator("[data-place]").first.click()
    page.locator("[data-chosen]", has_text=ARREST).wait_for()
    expect(page.locator("#people")).to_have_value(re.compile("^Elvin Sinagov"))
    expect(page).to_have_url(re.compile(f"{desk}$"))


def test_without_scripts_a_pasted_quotation_does_everything(
    page_without_js: Page, live: Server, desk: str
) -> None:
    page = page_without_js
    sign_in(page, live)
    page.goto(desk)
    page.locator("#quote").fill(ARREST)
    page.get_by_role("button", name="Show its place").click()
    expect(page.locator("[data-select] mark.now").first).to_be_visible()
    page.locator("#people").fill("sinagov")
    page.locator("#new_name").fill("Ayla Numunali")
    page.locator("#status").select_option("arrested")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("The passage does not print this name").check()
    page.get_by_label("Why this edit").fill("The chair's neighbour, named in the next paragraph")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(saved(page)).to_contain_text("Saved for Elvin Sinagov and Ayla Numunali.", use_inner_text=True)
    claims = page.locator(".rests > li", has=page.locator(".quoted", has_text=f"“{ARREST}”"))
    expect(claims.locator("ul > li")).to_have_count(3)


def test_on_a_phone_a_link_leads_from_the_selected_words_to_the_form_below(
    phone: Page, live: Server, desk: str
) -> None:
    sign_in(phone, live)
    phone.goto(desk)
    expect(phone.locator("[data-jump]")).not_to_be_visible()
    phone.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelectorAll("[data-select] p")[1]);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    phone.locator("[data-jump]").click()
    phone.wait_for_url("**#cite")
    phone.locator("#people").scroll_into_view_if_needed()
    expect(phone.locator("#people")).to_have_value(re.compile("^Elvin Sinagov"))
    assert phone.evaluate("[document.documentElement.scrollWidth <= window.innerWidth]") == [True]


RAIN = "It rained.\n\n"
UNKNOWN = "Journalist Bahar Misalli was arrested on 3 May 2024 in Nowhere, accused of smuggling."


@pytest.fixture
def about_a_stranger(live: Server) -> str:
    """The path of a source that tells of somebody of whom nothing is recorded."""
    with stocking(live) as session:
        return f"/sources/{make.source(session, 'A Report of a Stranger', RAIN + UNKNOWN).reference}"


def expect_proposals(page: Page, fields: list[str]) -> None:
    """Expect these fields, in this order, marked as filled in from the words; waits for them."""
    marks = page.locator("[data-proposal]:visible")
    expect(marks).to_have_count(len(fields))
    for place, field in enumerate(fields):
        expect(marks.nth(place)).to_have_attribute("data-proposal", field)


def test_words_about_somebody_unknown_fill_in_whatever_they_tell_each_part_to_be_taken_out(
    page: Page, live: Server, about_a_stranger: str
) -> None:
    sign_in(page, live)
    page.goto(about_a_stranger)
    page.wait_for_load_state()
    drag(page, UNKNOWN)
    page.locator("[data-says]", has_text="somebody new: Bahar Misalli").wait_for()
    for field, value in {
        "new_name": "Bahar Misalli", "status": "arrested", "since": "2024-05-03", "place_words": "Nowhere",
        "offence": "smuggling", "occupation": "journalist",
    }.items():  # fmt: skip
        expect(page.locator(f"#{field}")).to_have_value(value)
    expect_proposals(page, ["new_name", "status", "since", "place_words", "offence", "occupation"])
    expect(page.locator("#offence")).to_be_visible()
    expect(page.locator("#since-hint")).to_contain_text("3 May 2024")
    page.locator("[data-proposal=offence] [data-remove]").click()
    expect(page.locator("#offence")).to_have_value("")
    page.locator("#place_words").fill("Nowhere, near the bridge")
    expect_proposals(page, ["new_name", "status", "since", "occupation"])
    drag(page, "ained.")
    page.locator("[data-says]", has_text="No recorded person").wait_for()
    expect(page.locator("#new_name")).to_have_value("")
    expect_proposals(page, [])
    expect(page.locator("#place_words")).to_have_value("Nowhere, near the bridge")
    drag(page, UNKNOWN)
    page.locator("[data-says]", has_text="somebody new: Bahar Misalli").wait_for()
    page.get_by_role("button", name="Save for one person").click()
    expect(saved(page)).to_contain_text("Saved for Bahar Misalli.", use_inner_text=True)
    expect(page.locator(".rests")).to_contain_text("Nowhere, near the bridge", use_inner_text=True)


def test_without_scripts_an_address_fills_in_what_the_words_tell_and_a_link_takes_it_out(
    page_without_js: Page, live: Server, about_a_stranger: str
) -> None:
    page = page_without_js
    sign_in(page, live)
    page.goto(f"{about_a_stranger}?start={len(RAIN)}&end={len(RAIN + UNKNOWN)}")
    expect(page.locator("#new_name")).to_have_value("Bahar Misalli")
    expect_proposals(page, ["new_name", "status", "since", "place_words", "offence", "occupation"])
    page.locator("[data-proposal=since] [data-remove]").click()
    page.locator("[data-proposal=place_words] [data-remove]").click()
    expect_proposals(page, ["new_name", "status", "offence", "occupation"])
    expect(page.locator("#since")).to_have_value("")
    page.locator("[data-save]").click()
    expect(saved(page)).to_contain_text("Saved for Bahar Misalli.", use_inner_text=True)
    expect(page.locator(".rests")).to_contain_text("smuggling", use_inner_text=True)
