"""`habeas export`: the list as CSV, to standard output or into a file that is whole or not there."""

import csv
import io
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.cli.conftest import Habeas
from tests.support.ports import free_port
from webapp.domain.history.installation import installation_id
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package import TABLES
from webapp.domain.publishing.people_columns import COLUMN_NAMES
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.visibility import PUBLIC
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status


@pytest.fixture
def people(session: Session) -> Session:
    """Elvin Sinagov, who is held; Ayla Numunali, who is not; and a draft on Bahar Misalli."""
    make.status(session, make.person(session, "Elvin Sinagov"), Status.IMPRISONED)
    make.status(session, make.person(session, "Ayla Numunali"), Status.AT_LIBERTY)
    make.person(session, "Bahar Misalli", state=ClaimState.DRAFT)
    session.commit()
    return session


def names(written: bytes) -> list[str]:
    """Return the names in a CSV file, in its order."""
    return [row["name"] for row in csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))]


def test_it_writes_the_bytes_that_the_web_sends(habeas: Habeas, people: Session) -> None:
    result = habeas("export", "--format", "csv", "--table", "persons")
    today = datetime.now(UTC).date()
    sent = people_csv(
        people, PeopleFilter.read(""), to=PUBLIC, today=today, public_url="http://127.0.0.1:8000"
    )
    assert result.exit_code == 0
    assert result.stdout_bytes == b"".join(sent)
    assert names(result.stdout_bytes) == ["Ayla Numunali", "Elvin Sinagov"]


def test_a_standby_that_is_down_is_not_noticed(
    habeas: Habeas, people: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = habeas("export").stdout_bytes
    gone = f"postgresql+psycopg://postgres@127.0.0.1:{free_port()}/habeas"
    monkeypatch.setenv("HABEAS_READ_DATABASE_URL", f"{gone} {gone}")
    assert habeas("export").stdout_bytes == whole


def test_an_empty_list_has_its_header(habeas: Habeas) -> None:
    result = habeas("export")
    assert result.stdout_bytes == b"\xef\xbb\xbf" + ",".join(COLUMN_NAMES).encode() + b"\r\n"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("held=yes", ["Elvin Sinagov"]),
        ("?held=yes&held=no", ["Ayla Numunali", "Elvin Sinagov"]),
        ("q=numunali", ["Ayla Numunali"]),
        ("q=nobody", []),
    ],
)
def test_the_filter_is_the_query_string_of_the_page(
    habeas: Habeas, people: Session, query: str, expected: list[str]
) -> None:
    assert names(habeas("export", "--filter", query).stdout_bytes) == expected


def test_people_who_work_here_get_drafts_too(habeas: Habeas, people: Session) -> None:
    assert "Bahar Misalli" in names(habeas("export", "--audience", "internal").stdout_bytes)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--filter", "held=perhaps"], ["--audience", "everybody"], ["--format", "doc"], ["--table", "cats"],
        ["--nonsense"], ["-o"],
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said_with_exit_code_2(habeas: Habeas, arguments: list[str]) -> None:
    result = habeas("export", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_file_takes_the_place_of_an_older_one(habeas: Habeas, people: Session, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "people.csv").write_text("older", "utf-8")
    result = habeas("export", "-o", folder / "people.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    # To be kept elsewhere, for `habeas check --against`.
    heads = r"History is at revision \d+, [0-9a-f]{64}\.\nSeals are at \d+, [0-9a-f]{64}\.\n"
    assert re.fullmatch(heads, result.stderr)
    assert [file.name for file in folder.iterdir()] == ["people.csv"]
    assert names((folder / "people.csv").read_bytes()) == ["Ayla Numunali", "Elvin Sinagov"]


def test_a_file_that_cannot_be_written_is_told_in_one_line(
    habeas: Habeas, people: Session, tmp_path: Path
) -> None:
    result = habeas("export", "-o", tmp_path / "nowhere" / "people.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nowhere" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_reader_who_has_had_enough_is_no_error_to_look_at(
    url: str, people: Session, tmp_path: Path
) -> None:
    export = f"{sys.executable} -m webapp.cli.main export"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{export} | true"],
        env={"HABEAS_HOME": str(tmp_path), "HABEAS_DATABASE_URL": url},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("", "")


def test_a_workbook_a_package_and_each_of_its_tables(habeas: Habeas, people: Session, tmp_path: Path) -> None:
    assert habeas("export", "--format", "xlsx", "-o", str(tmp_path / "a.xlsx")).exit_code == 0
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")
    assert habeas("export", "--format", "package", "-o", str(tmp_path / "a.zip")).exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for table in TABLES:
            alone = habeas("export", "--table", table.name).stdout_bytes
            # That of the persons is the list for spreadsheets, with a byte order mark.
            assert alone.removeprefix(b"\xef\xbb\xbf") == archive.read(f"{table.name}.csv")
    key = f"habeas-{installation_id(people)}-p-0001"
    assert f'"{key}"'.encode() in habeas("export", "--format", "ftm").stdout_bytes
    refused = habeas("export", "--format", "package", "--table", "charges")
    assert refused.exit_code == 2
    assert "--table" in refused.stderr


def test_a_day_is_asked_for_beside_the_filter_or_in_it(habeas: Habeas, people: Session) -> None:
    beside = habeas("export", "--as-of", "2020-01-01", "--filter", "held=yes")
    assert names(beside.stdout_bytes) == []
    assert beside.stdout_bytes == habeas("export", "--filter", "held=yes&as_of=2020-01-01").stdout_bytes
    both = habeas("export", "--as-of", "2020-01-01", "--filter", "as_of=2021-01-01")
    assert both.exit_code == 2
    assert "another day, 2021-01-01" in both.stderr
    assert habeas("export", "--as-of", "soon").exit_code == 2


def test_an_earlier_knowledge_is_exported_by_the_same_code(
    habeas: Habeas, people: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "AT", make.AT + timedelta(days=2))
    make.person(people, "Ceyhun Ornakov")
    people.commit()
    now = habeas("export")
    then = habeas("export", "--known-on", "2026-11-23")
    assert names(now.stdout_bytes) == ["Ayla Numunali", "Ceyhun Ornakov", "Elvin Sinagov"]
    assert names(then.stdout_bytes) == ["Ayla Numunali", "Elvin Sinagov"]
    assert names(habeas("export", "--filter", "known_on=2026-11-23").stdout_bytes) == names(then.stdout_bytes)
    for wrong in ("2999-01-01", "soon", "2026-13-01"):
        refused = habeas("export", "--known-on", wrong)
        assert refused.exit_code == 2
        assert "--known-on" in refused.stderr
