"""Selecting in the reader: exact to the code point, by mouse and by keyboard, and the text stays as it is."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.conftest import serving_copy
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.models import SourcePage

# Emoji of one and of several code points, letters with marks that NFC leaves apart, an Arabic line, a tab,
# a no-break space, and names that are underlined.
TEXT = normalize(
    "NFC",
    "🚲 Elvin Sinagov, ə̀ kuryer 👩🏽‍🚒, was arrested in Nowhere. q̇̂ 𝔸𝔹\u00a0𐐷!\n\n"
    "\tAyla Numunali şəhərdə həbs olundu; «نعم، قال عمر» e\u0323\u0308.\n \n\n"
    "Айла Нумунали 🇦🇿 сказала: «нет»\n— was released 🕊️. Davud Numunali — 𝕯.",
)
CITED = ((0, 30), (10, 44), (12, 16), (26, 60), (70, 71), (72, 110), (100, 140), (128, 131))
ROUNDS = 320

# Finds a code point by walking the text nodes, and says its place in another way as often as not: the end of
# one node is the beginning of the next, and both lie between the children of an element.
SELECT = """([start, end, odd]) => {
  const text = document.querySelector("[data-select]");
  const place = (point, last) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let before = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const letters = [...node.data];
      const inside = point - before;
      if (inside < letters.length || (last && inside === letters.length)) {
        if (odd && inside === 0) return [node.parentNode, [...node.parentNode.childNodes].indexOf(node)];
        return [node, letters.slice(0, inside).join("").length];
      }
      before += letters.length;
    }
    return [text, text.childNodes.length];
  };
  const range = document.createRange();
  range.setStart(...place(start, odd));
  range.setEnd(...place(end, !odd));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  window.told = null;
  document.dispatchEvent(new PointerEvent("pointerup"));
  return window.told;
}"""
LISTEN = """() => document.querySelector("[data-select]").addEventListener("passage", (event) => {
  event.stopImmediatePropagation();
  window.told = event.detail;
}, { capture: true })"""


@pytest.fixture(scope="module")
def live(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these: who selects changes nothing."""
    with serving_copy(seeded, tmp_path_factory.mktemp("selected")) as server:
        yield server


@pytest.fixture(scope="module")
def letters(live: Server) -> str:
    """The reference of a text with overlapping passages, pages and known names."""
    with stocking(live) as session:
        source = make.source(session, "A text of many letters", TEXT)
        elvin = make.person(session, evidence=make.evidence(session, "Elvin Sinagov", of=source))
        for name in ("Ayla Numunali", "Davud Numunali"):
            make.person(session, name, evidence=make.evidence(session, name, of=source))
        for number, (start, end) in enumerate(CITED):
            evidence = make.cited(session, source, TEXT[start:end], start)
            make.status(session, elvin, since=str(2000 + number), evidence=evidence)
        version = source.versions[0]
        for number, start in enumerate((0, 14, 75), start=1):
            session.add(SourcePage(source_version_id=version.id, number=number, start=start))
        return source.reference


@pytest.fixture
def reader(page: Page, live: Server, letters: str) -> Page:
    """The reader of that text, opened by a curator."""
    sign_in(page, live)
    page.goto(f"/sources/{letters}")
    page.locator("[data-select]").wait_for()
    return page


def text(page: Page) -> Any:
    """Return the characters that stand in the text."""
    return page.evaluate("document.querySelector('[data-select]').textContent")


def test_any_selection_is_told_in_code_points_of_the_text(reader: Page) -> None:
    kept = text(reader)
    assert kept == TEXT
    assert any(map(combining, kept))
    assert max(kept) > "\uffff"
    assert reader.locator("[data-select] mark.deep").count() > 2
    expect(reader.locator("[data-select] .page")).to_have_count(3)
    assert reader.locator("[data-select] u").count() >= 2
    # Registered before the form's own listener could ask the server hundreds of times.
    reader.evaluate(LISTEN)
    chance = random.Random(20261122)
    wrong = []
    for _ in range(ROUNDS):
        start, end = sorted(chance.sample(range(len(kept) + 1), 2))
        selection = reader.evaluate(SELECT, [start, end, chance.random() < 0.5])
        if selection != {"start": start, "end": end, "exact": kept[start:end]}:
            wrong.append((start, end, selection))
    assert wrong == []
    assert text(reader) == kept


def test_whole_words_and_paragraphs_are_selected_by_clicking(reader: Page) -> None:
    exact = reader.locator("form#cite [data-chosen] mark")
    reader.locator("[data-select] u", has_text="Davud").dblclick(position={"x": 8, "y": 8})
    reader.locator("[data-chosen]", has_text="Davud").wait_for()
    expect(exact).to_have_text("Davud", use_inner_text=True)
    reader.locator("[data-select] p").nth(1).click(click_count=3, position={"x": 60, "y": 8})
    reader.locator("[data-chosen]", has_text="olundu").wait_for()
    expect(exact).to_have_text(TEXT.split("\n\n")[1].strip(), use_inner_text=True)


def test_words_within_a_cited_passage_are_selected_by_dragging(reader: Page) -> None:
    box = reader.locator("[data-select] u", has_text="Elvin").first.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    reader.mouse.move(box["x"] + 1, y)
    reader.mouse.down()
    reader.mouse.move(box["x"] + box["width"] + 40, y, steps=4)
    reader.mouse.up()
    reader.locator("[data-chosen]", has_text="Elvin").wait_for()
    assert "#on-" not in reader.url
    # A click that selects nothing follows the mark to what rests on it.
    reader.locator("[data-select] mark a").last.click()
    reader.wait_for_url("**#on-*")


def test_nothing_can_be_written_into_the_text(reader: Page) -> None:
    kept = text(reader)
    reader.keyboard.press("Escape")
    reader.locator("[data-select][contenteditable]").wait_for()
    for key in (
        "x",
        "Backspace",
        "Delete",
        "Control+b",
        "Enter",
        "Control+z",
        "Shift+ArrowRight",
        "y",
        "Delete",
    ):
        reader.keyboard.press(key)
    reader.keyboard.press("Control+c")
    for key in ("Control+x", "Control+v", "Control+Shift+v"):
        reader.keyboard.press(key)
    assert text(reader) == kept
    session = reader.context.new_cdp_session(reader)
    session.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    session.send("Input.insertText", {"text": "日本"})
    assert text(reader) == kept
    dropped = """() => {
      const data = new DataTransfer();
      data.setData("text/plain", "dropped");
      const [event] = [new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })];
      return document.querySelector("[data-select] p").dispatchEvent(event);
    }"""
    assert reader.evaluate(dropped) is False
    assert text(reader) == kept


def test_in_a_later_part_of_a_long_text_places_are_those_of_the_whole_text(
    page: Page, live: Server, letters: str
) -> None:
    # Both are known from the letters.
    line = "Nothing is said here of anybody at all 🚲.\n"
    long = line * 600 + "Elvin Sinagov was arrested.\n" + line * 500 + "Ayla Numunali was released."
    with stocking(live) as session:
        reference = make.source(session, "A long report", long).reference
    sign_in(page, live)
    page.goto(f"/sources/{reference}")
    page.locator("nav", has_text="Part 1 of 3").first.get_by_role("link", name="Next").click()
    # Until all is loaded, the scripts too.
    page.wait_for_url("**/*part=2*")
    page.locator("nav", has_text="Part 2 of 3").first.wait_for()
    page.evaluate(LISTEN)
    start, first = long.index("Elvin"), int(page.locator("[data-select]").get_attribute("data-first") or "")
    selection = page.evaluate(SELECT, [start - first, start - first + 13, False])
    assert selection == {"start": start, "end": start + 13, "exact": "Elvin Sinagov"}
    # A place in this part is selected here; the link to one in another part opens that part.
    page.get_by_role("link", name="Place 1 of Elvin Sinagov").click()
    assert page.evaluate("getSelection().toString()") == "Elvin Sinagov was arrested."
    page.get_by_role("link", name="Place 1 of Ayla Numunali").click()
    page.locator("nav", has_text="Part 3 of 3").first.wait_for()
    expect(page.locator("form#cite [data-chosen] mark")).to_have_text("Ayla Numunali was released.")
