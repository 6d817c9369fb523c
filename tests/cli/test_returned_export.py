"""`habeas import` of our own export: through LibreOffice and back, only what somebody edited changes."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests import make
from tests.cli.conftest import Habeas
from tests.support.libreoffice import converted
from tests.support.returned_lists import Rows, edited, text_of
from webapp.vocab.accounts import Role
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind

WORDS = "On 9 May 2024 the court let Ayla Numunali go home under house arrest."


@pytest.fixture
def source(session: Session) -> str:
    """The source that shows the change, beside four people whose names a spreadsheet would run or lose."""
    make.account(session, "Rita", Role.REVIEWER)
    for name in ("=Elvin Sinagov", "Ayla Numunali", "'Davud Örnəkov", "+Bahar Misallı"):
        person = make.person(session, name)
        make.status(
            session, person, Status.IMPRISONED, since="2023-11-05", place_words='Colony "No. 8",\u00a0Nowhere'
        )
        make.fact(session, person, FactKind.BIRTH_DATE, None, date=make.edtf_date("1985~"))
        make.charge(session, person, offence="Theft, of an invented kind; 0105")
    reference = make.source(session, "An Invented Report", WORDS).reference
    session.commit()
    return reference


def rows_of(file: Path) -> Rows:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def exported(habeas: Habeas, folder: Path, name: str = "people.csv") -> Path:
    """Our list as a file."""
    file = folder / name
    assert habeas("export", "-o", file).exit_code == 0
    return file


def written(folder: Path, rows: Rows) -> Path:
    """A file with these rows."""
    file = folder / "edited.csv"
    file.write_text(text_of(rows), "utf-8")
    return file


# What LibreOffice makes of a file has to do with no database; the next one has lists come back on both.
@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    ("storage", "kind"),
    [
        pytest.param("sqlite", "csv", marks=pytest.mark.sqlite),
        pytest.param("postgresql", "xlsx", marks=pytest.mark.postgresql),
        pytest.param("sqlite", "ods", marks=pytest.mark.sqlite),
    ],
    indirect=["storage"],
)
def test_saved_unedited_in_libreoffice_it_changes_nothing(habeas: Habeas, tmp_path: Path, kind: str) -> None:
    file = exported(habeas, tmp_path)
    before = file.read_bytes()
    result = habeas("import", "--by", "Rita", converted(file, kind, tmp_path / "saved"))
    assert result.exit_code == 0
    assert "0 changed, 4 unchanged" in result.stdout
    assert exported(habeas, tmp_path, "after.csv").read_bytes() == before


def test_of_a_list_edited_in_libreoffice_only_the_edited_cell_changes(
    habeas: Habeas, source: str, tmp_path: Path
) -> None:
    file = exported(habeas, tmp_path)
    book = converted(file, "xlsx", tmp_path / "saved")
    sheet = load_workbook(book)
    assert sheet.active is not None
    columns = {cell.value: cell.column for cell in sheet.active[1]}
    row = next(row for row in sheet.active.iter_rows(min_row=2) if row[1].value == "Ayla Numunali")[0].row
    assert row is not None
    changes = {"status": "house_arrest", "status_since_edtf": "2024-05-09"}
    shown = {"evidence_source": source, "evidence_quote": WORDS}
    for place, name in enumerate(shown, start=len(columns) + 1):
        sheet.active.cell(1, place, name)
        columns[name] = place
    for name, value in (changes | shown).items():
        sheet.active.cell(row, columns[name], value)
    sheet.save(book)
    result = habeas("import", "--by", "Rita", converted(book, "csv", tmp_path / "again"))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Recorded: 1 changes of 1 people.")
    header, *before = rows_of(file)
    after = rows_of(exported(habeas, tmp_path, "after.csv"))[1:]
    differing = {
        (old[1], name)
        for old, new in zip(before, after, strict=True)
        for name, was, now in zip(header, old, new, strict=True)
        if was != now and name not in ("version", "days_held", "citation_url")
    }
    assert {name for _, name in differing} >= {"status", "status_since_edtf"}
    assert {who for who, _ in differing} == {"Ayla Numunali"}
    untouched = {"name", "other_names", "born", "sex", "occupation", "organizations", "charges", "sentence"}
    assert not untouched & {name for _, name in differing}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"status": "house_arrest"}, "nothing shows it; give a source and its words in the columns"),
        ({"held": "no"}, "derived, and never typed"),
        ({"reference": "P-9999"}, "nobody has this reference"),
        ({"born": "1986", "evidence_source": "S-9999", "evidence_quote": "x"}, "no source of this reference"),
    ],
)
@pytest.mark.usefixtures("source")
def test_what_is_missing_is_said_and_nothing_is_written(
    habeas: Habeas, tmp_path: Path, cells: dict[str, str], message: str
) -> None:
    file = exported(habeas, tmp_path)
    result = habeas("import", "--by", "Rita", written(tmp_path, edited(rows_of(file), 2, **cells)))
    assert result.exit_code == 2
    assert message in result.stdout
    assert exported(habeas, tmp_path, "after.csv").read_bytes() == file.read_bytes()


def test_a_row_that_was_changed_here_since_is_taken_only_where_it_is_asked_for(
    habeas: Habeas, source: str, tmp_path: Path
) -> None:
    rows = rows_of(exported(habeas, tmp_path))
    shown = {"evidence_source": source, "evidence_quote": WORDS}
    first = edited(rows, 1, sex="male", **shown)
    assert habeas("import", "--by", "Rita", written(tmp_path, first), "--dry-run").exit_code == 0
    assert habeas("import", "--by", "Rita", written(tmp_path, first)).exit_code == 0
    # The first row is stale now and nobody edits it again; the second one is edited.
    other = habeas("import", "--by", "Rita", written(tmp_path, edited(rows, 2, sex="female", **shown)))
    assert (other.exit_code, "1 stale, 1 changed" in other.stdout) == (0, True)
    stale = written(tmp_path, edited(rows, 2, occupation="lawyer", **shown))
    refused = habeas("import", "--by", "Rita", stale)
    assert (refused.exit_code, "--stale takes it all the same" in refused.stdout) == (2, True)
    assert habeas("import", "--by", "Rita", stale, "--stale").exit_code == 0
    assert "lawyer" in exported(habeas, tmp_path, "after.csv").read_text("utf-8")
