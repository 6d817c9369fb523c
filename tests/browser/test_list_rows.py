"""A list comes as a spreadsheet: read, its faults answered, recorded in one go, and taken back whole."""

from io import BytesIO

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.desk import add_source, sign_in
from tests.support.name_lists import unlike_names
from tests.support.server import Server

ROWS = (
    ("Full name", "Date of arrest", "Status", "Facility"),
    ("Misallı, Bahar", "05.06.2023", "serving", "Colony No. 8"),
    ("Ceyhun Örnəkov", "June 2023", "SIZO", "SIZO 1"),
    ("Turan Qaralamalı", "2 March 2024", "etap", None),
)
TITLE = "List of the Committee for Invented Prisoners"


def workbook() -> bytes:
    """The bytes of a workbook with a list."""
    file, book = BytesIO(), Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_a_spreadsheet_is_read_answered_recorded_and_taken_back(page: Page, live: Server) -> None:
    sign_in(page, live)
    page.goto("/sources/new")
    chosen = {"name": "list.xlsx", "mimeType": "", "buffer": workbook()}
    page.get_by_label("Or choose a file").set_input_files(chosen)
    page.get_by_role("button", name="Continue: check the text").click()
    page.get_by_label("Title").fill(TITLE)
    page.locator("#kind").select_option("ngo_report")
    page.get_by_role("button", name="Add this source").click()
    page.get_by_role("link", name="Record its rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 3 rows are ready")
    page.get_by_label("etap").select_option(label="Pre-trial detention")
    page.get_by_role("button", name="Read the rows again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 of 3 rows are ready")
    page.get_by_role("button", name="Record 3 rows").click()
    page.get_by_text("3 rows are recorded, 3 of somebody new").wait_for()
    page.locator("#same a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bahar Misallı", use_inner_text=True)
    expect(page.locator("main")).to_contain_text("Colony No. 8", use_inner_text=True)
    page.get_by_role("link", name="History", exact=True).click()
    page.get_by_role("link", name="Undo all of this").first.click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    page.goto("/people?q=Qaralamalı")
    expect(page.locator("main")).to_contain_text("No person fits these filters", use_inner_text=True)


def test_a_long_list_is_read_and_recorded_while_its_page_says_how_far(page: Page, live: Server) -> None:
    sign_in(page, live)
    rows = (f"{name},serving\n" for name in unlike_names(501))
    add_source(page, title="A long list", text="Name,Status\n" + "".join(rows))
    page.get_by_role("link", name="Record its rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This list has 501 rows")
    page.get_by_role("button", name="Read the rows").click()
    # The page looks again by itself.
    page.get_by_role("button", name="Record 501 rows").click(timeout=60_000)
    page.get_by_text("501 rows are recorded, 501 of somebody new.").wait_for(timeout=60_000)
    page.get_by_role("link", name="Undo them all").click()
    expect(page.locator("main")).to_contain_text("List: A long list")
