"""Finding somebody in any spelling, a list as of a day, a frozen issue and what differs, and paper."""

import io
from datetime import date

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.vocab.liberty import Status


def test_somebody_is_found_in_the_spelling_of_another_alphabet(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search people").fill("Вагифгызы")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_have_text("1 person")
    row = page.locator(".search-results li").first
    expect(row).to_contain_text("Vagifgizi", use_inner_text=True)
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sevinj Vagifgizi", use_inner_text=True)


def test_the_list_as_of_a_day_keeps_its_filter_and_can_be_cited(page: Page, live: Server) -> None:
    with stocking(live) as session:
        person = make.person(session, "Elvin Sinagov")
        make.affiliation(session, person, make.organization(session, "Union of Invented Couriers"))
        make.status(session, person, Status.IMPRISONED, "2024-05-03")
        make.status(session, person, Status.RELEASED_SERVED, "2025-06-02")
    page.goto("/people")
    page.get_by_role("link", name="Union of Invented Couriers").click()
    for day, held in (("2024-05-02", 0), ("2024-05-03", 1), ("2025-06-01", 1), ("2025-06-02", 0)):
        page.get_by_label("Who was held on that day").fill(day)
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("1 person")
        status = page.locator("table tbody tr td[data-label=Status]")
        if held:
            expect(status).to_contain_text("Imprisoned", use_inner_text=True)
        else:
            expect(status).not_to_contain_text("Imprisoned", use_inner_text=True)
    page.get_by_role("link", name="Link to this number as it is now").click()
    page.get_by_text("This address gives the same figure whenever it is opened.").wait_for()
    assert "as_of=2025-06-02" in page.url
    assert "known_on=" in page.url
    assert "organization=" in page.url


def test_an_issue_is_frozen_and_the_next_says_what_differs(page: Page, live: Server) -> None:
    with stocking(live) as session:
        elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
        for person in (elvin, ayla):
            make.status(session, person, Status.IMPRISONED, "2024-05-03")
    sign_in(page, live)
    _freeze(page, "The first of two")
    expect(page.locator("main")).to_contain_text("This is the first issue")
    first = page.url
    cited = page.locator("main dl.facts").inner_text()
    with stocking(live) as session:
        make.status(session, session.merge(elvin), Status.RELEASED_SERVED, "2025-06-02")
        davud = make.person(session, "Davud Numunali")
        make.status(session, davud, Status.ARRESTED, "2025-07-01")
    _freeze(page, "The second of two")
    differing = page.locator(".differing")
    expect(differing).to_contain_text("1 added", use_inner_text=True)
    expect(differing).to_contain_text("Davud Numunali", use_inner_text=True)
    expect(differing).to_contain_text("1 removed", use_inner_text=True)
    expect(differing).to_contain_text("Elvin Sinagov P-", use_inner_text=True)
    expect(differing).not_to_contain_text("Ayla Numunali")
    page.goto(first)
    assert page.locator("main dl.facts").inner_text() == cited
    expect(page.locator("main table")).to_contain_text("Elvin Sinagov", use_inner_text=True)


def test_the_list_for_paper_holds_everybody_and_nothing_of_the_screen(page: Page) -> None:
    page.goto("/people?occupation=journalist")
    names = page.locator("table td a.name").all_inner_texts()
    assert names
    page.get_by_role("link", name="Print").click()
    _show_it_all_the_same(page)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    printed = _printed(page)
    assert [name for name in names if name not in printed] == []
    assert "Unit: people." in printed
    assert "occupation" in printed.lower()
    assert "Search" not in printed


def test_a_dossier_is_one_page_that_leads_back_to_the_record(page: Page, live: Server) -> None:
    with stocking(live) as session:
        person = make.person(session, "Elvin Sinagov")
        make.status(session, person, Status.IMPRISONED, "2024-05-03")
        reference = person.reference
    page.goto(f"/people/{reference}")
    page.get_by_role("link", name="Dossier").click()
    _show_it_all_the_same(page)
    page.get_by_role("img", name="QR code of the address of this record").wait_for()
    printed = _printed(page)
    days = (date.today() - date(2024, 5, 3)).days + 1  # noqa: DTZ011 - the browser's day, on this machine
    assert f"{days:,} days held" in printed
    assert make.ARRESTED in printed
    assert f"/people/{reference}" in printed


def _freeze(page: Page, title: str) -> None:
    page.goto("/people?held=yes")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Publish a numbered issue").click()
    page.get_by_label("Title").fill(title)
    page.locator("#reason").fill("Handed out to the embassy of Nowhere")
    page.get_by_label("Publish it under this address all the same").check()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title, use_inner_text=True)


def _show_it_all_the_same(page: Page) -> None:
    """Accept that the paper carries the address of this machine."""
    page.get_by_text("opens on this machine only").wait_for()
    page.get_by_role("link", name="Show it all the same").click()


def _printed(page: Page) -> str:
    """Return the words of the page as it goes on paper, with single spaces."""
    pages = PdfReader(io.BytesIO(page.pdf())).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
