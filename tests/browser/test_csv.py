"""The list handed out: the file equals the page, and a spreadsheet reads it."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import serving_copy
from tests.support.libreoffice import converted
from tests.support.server import Server


@pytest.fixture(scope="module")
def live(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for both: who reads changes nothing."""
    with serving_copy(seeded, tmp_path_factory.mktemp("read")) as server:
        yield server


def test_the_file_holds_the_people_of_the_page_under_the_same_filter(page: Page) -> None:
    page.goto("/people?occupation=journalist")
    shown = page.locator("table td a.name").all_inner_texts()
    with page.expect_download() as downloading:
        page.locator(".out").get_by_role("link", name="CSV").click()
    rows = _rows(Path(downloading.value.path()))
    assert [row["name"] for row in rows] == shown
    assert len(rows) == 7
    assert {row["held"] for row in rows} == {"yes"}


def test_libreoffice_reads_the_same_cells(live: Server, tmp_path: Path) -> None:
    given = tmp_path / "people.csv"
    given.write_bytes(live.get("/people.csv"))
    read_by_libreoffice = converted(given, "csv", tmp_path / "out")
    expected, read = _rows(given), _rows(read_by_libreoffice)
    for column in ("reference", "name", "other_names", "organizations", "status", "held", "quote"):
        assert [row[column] for row in read] == [row[column] for row in expected]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))
