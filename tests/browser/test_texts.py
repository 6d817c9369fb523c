"""Texts as they come, in a real browser: a scan, an old encoding, a list of people, a new version."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import add_source, sign_in
from tests.browser.stock import stocking
from tests.browser.test_capture import choose
from tests.support.scans import needs_tesseract, scan
from tests.support.server import Server
from webapp.vocab.liberty import Status

WORDS = "Elvin Sinagov was arrested on 3 May 2024."
LETTERS = "Эльвин Синагов был арестован в мае. Он находится в колонии, и к нему никого не пускают."
GIVEN = ("Turan", "Leyla", "Samir", "Orxan", "Kamal")
SURNAMES = ("Taslaqov", "Röyalı", "Uydurmalı", "Yoxlamalı")
TWENTY = [f"{given} {surname}" for given in GIVEN for surname in SURNAMES]
ENTRY = (
    "Elnur Uydurmalı is a journalist from Nowhere.\n\nHe wrote of bridges.\n\n"
    "In autumn the court sentenced the defendant to nine years."
)


def drawn(page: Page) -> None:
    """Wait until the image of a page is there; one that is broken cannot be decoded."""
    image = page.locator(".page-image img, .printed-page img").first
    image.scroll_into_view_if_needed()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300


@needs_tesseract
def test_a_scan_is_read_and_cited_with_the_image_of_its_page(page: Page, live: Server) -> None:
    sign_in(page, live)
    choose(page, "scan.pdf", scan("It rained.", WORDS))
    page.get_by_text("A machine read it from images of its pages").wait_for()
    drawn(page)
    if page.get_by_role("button", name="Read the next pages").is_visible():
        page.get_by_role("button", name="Read the next pages").click()
    page.get_by_label("Title").fill("A scanned letter")
    page.locator("#kind").select_option("letter")
    page.get_by_role("button", name="Add this source").click()
    page.get_by_role("heading", name="A scanned letter").wait_for()
    # The script folds it as soon as the page is read: clicked before, it would be folded by the click.
    page.locator("[data-pasting]:not([open])").wait_for()
    page.get_by_text("Paste a quotation instead").click()
    page.locator("#quote").fill(WORDS)
    page.locator("#new_name").fill("Elvin Sinagov")
    page.locator("#status").select_option("arrested")
    page.locator("[data-save]").click()
    page.get_by_text("Saved for Elvin Sinagov.").wait_for()
    page.locator(".rests").get_by_role("link", name="citation").first.click()
    page.get_by_role("link", name="Page 2 as printed").click()
    expect(page.locator("mark")).to_have_text(WORDS)
    drawn(page)


def test_an_encoding_is_chosen_by_hand(page: Page, live: Server) -> None:
    sign_in(page, live)
    choose(page, "letter.txt", LETTERS.encode("koi8-r"))
    page.get_by_role("heading", name="Confirm what was read").wait_for()
    read = page.get_by_role("region", name="The text as it was read")
    page.get_by_label("Another encoding").select_option("cp1254")
    page.get_by_role("button", name="Read again", exact=True).click()
    page.get_by_text("It was read again; look at the text.").wait_for()
    expect(read).not_to_contain_text("Эльвин")
    page.get_by_role("row", name="Эльвин").get_by_role("button").first.click()
    expect(read).to_contain_text(LETTERS)


def test_twenty_released_people_are_recorded_from_one_text(page: Page, live: Server) -> None:
    with stocking(live) as session:
        for name in TWENTY:
            make.status(session, make.person(session, name), Status.IMPRISONED)
    sign_in(page, live)
    lead = "On 20 November 2026 the following prisoners were released:"
    source = add_source(page, title="A list of the released", text="\n".join([lead, "", *TWENTY]))
    page.goto(f"/sources/{source}")
    page.get_by_role("link", name="Record one status for many of them").click()
    expect(page.locator("#ready h2")).to_contain_text("20 ready")
    page.locator("[data-save]").click()
    page.get_by_text("Saved for 20 people. One entry in the history, undone whole.").wait_for()
    page.locator("#recorded a.name").last.click()
    expect(page.locator("main")).to_contain_text("At liberty", use_inner_text=True)


def test_a_new_version_that_names_somebody_else_is_caught(page: Page, live: Server) -> None:
    with stocking(live) as session:
        source = make.source(session, "An invented list", ENTRY)
        words = make.evidence(session, "sentenced the defendant to nine years", of=source)
        named = make.evidence(session, "Elnur Uydurmalı", of=source)
        person = make.person(session, "Elnur Uydurmalı", evidence=named)
        make.status(session, person, Status.IMPRISONED, evidence=words)
        reference = source.reference
    sign_in(page, live)
    page.goto(f"/sources/{reference}/versions/new")
    page.locator("#text").fill(ENTRY.replace("Elnur Uydurmalı", "Rəşad Başqası"))
    page.get_by_role("button", name="Continue: check the text").click()
    page.get_by_role("button", name="Add this version").click()
    page.get_by_role("heading", name="2 passages wait for a decision").wait_for()
    expect(page.get_by_role("button", name="Cite it from version 2 too")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Rəşad Başqası", use_inner_text=True)
