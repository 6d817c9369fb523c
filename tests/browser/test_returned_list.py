"""Our own list, edited in LibreOffice, comes back: changed cells are recorded on one passage, and undone."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import sign_in
from tests.browser.stock import stocking
from tests.support.libreoffice import converted
from tests.support.returned_lists import edited, text_of
from tests.support.server import Server
from webapp.vocab.liberty import Status

WORDS = "On 9 May 2024 the court let Uydurma Aytən and Uydurma Kamal go home under house arrest."


def test_an_edited_list_is_brought_back_recorded_on_one_passage_and_undone(
    page: Page, live: Server, tmp_path: Path
) -> None:
    with stocking(live) as session:
        for name in ("Aytən Uydurma", "Kamal Uydurma", "=Nigar Uydurma"):
            make.status(session, make.person(session, name), Status.IMPRISONED)
        reference = make.source(session, "A ruling of an invented court", WORDS).reference
    sign_in(page, live)
    page.goto("/people?q=Uydurma")
    with page.expect_download() as downloading:
        page.locator(".out").get_by_role("link", name="CSV").click()
    given = tmp_path / "people.csv"
    downloading.value.save_as(given)
    with given.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    for place in (1, 2):
        rows = edited(rows, place, status="house arrest", status_since_edtf="2024-05-09")
    given.write_text(text_of(rows), "utf-8")
    page.goto("/compare")
    page.get_by_label("Or choose a file").set_input_files(converted(given, "ods", tmp_path / "saved"))
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 3 rows are as recorded")
    for tick in page.get_by_role("checkbox", name="House arrest since 9 May 2024").all():
        tick.check()
    page.locator("#source").fill(reference)
    page.get_by_label("Paste the quotation").fill(WORDS)
    page.get_by_role("button", name="Record the ticked cells").click()
    page.get_by_text("Changes of 2 people are recorded. One entry in the history, undone whole.").wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 of 3 rows are as recorded")
    page.get_by_role("link", name="Undo what was just saved").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Undone, as a new change.").wait_for()
    page.goto("/people?q=Uydurma&status=imprisoned")
    expect(page.locator("table td a.name")).to_have_count(3)
