"""The package is read by the libraries of both versions of the Data Package standard, cell by cell."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import polars
import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support import node
from tests.support.full_record import full_record
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package import TABLES, package
from webapp.domain.visibility import PUBLIC

AWKWARD = "=SUM(A1)\nsaid “Elvin”, 'and' <script>; it was Elvin Sinagov"
# Old libraries warn of what the language gave up since; each reads in a process of its own.
VERSION_1 = """
import json, warnings
from datapackage import Package
package = Package("datapackage.json")
assert package.valid, package.errors
rows = {}
for resource in package.resources:
    assert resource.valid, resource.errors
    assert resource.check_relations()
    rows[resource.name] = resource.read(keyed=True)
print(json.dumps(rows, default=str))
"""
VERSION_2 = """
import json, pathlib, dplib
from jsonschema.validators import validator_for
package = json.load(open("datapackage.json"))
for version in ("1.0", "2.0"):
    profile = json.load(open(pathlib.Path(dplib.__file__).parent / "profiles" / version / "datapackage.json"))
    errors = list(validator_for(profile)(profile).iter_errors(package))
    assert not errors, errors
"""
JAVASCRIPT = """
const {Package} = require("datapackage");
(async () => {
  const data = await Package.load("datapackage.json");
  if (!data.valid) throw new Error(data.errors.join());
  const rows = {};
  for (const resource of data.resources) {
    rows[resource.name] = [(await resource.read({keyed: true, cast: false})), (await resource.read()).length];
  }
  console.log(JSON.stringify(rows));
})().catch(error => { console.error(error.message, error.errors); process.exit(1); });
"""


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """A folder with the package of a full record, and of a person whose quotations and names are awkward."""
    full_record(session)
    awkward = make.person(session, "-Ayla | Numunali")
    words = make.evidence(session, AWKWARD[:30], of=make.source(session, "=A title", AWKWARD))
    make.charge(session, awkward, offence="=HYPERLINK(1)", evidence=words)
    pieces = package(session, PeopleFilter(), to=PUBLIC, at=make.AT, public_url="http://localhost")
    zipfile.ZipFile(io.BytesIO(b"".join(pieces))).extractall(tmp_path)
    return tmp_path


def ran(program: str, folder: Path) -> str:
    """Return what a program printed in a folder."""
    command = [sys.executable, "-W", "ignore", "-c", program]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def plain(folder: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of a table as the standard library reads them, with no mark taken off."""
    text = (folder / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_library_of_version_1_finds_it_valid_and_reads_every_cell(folder: Path) -> None:
    read = json.loads(ran(VERSION_1, folder))
    assert set(read) == {table.name for table in TABLES}
    for table, rows in read.items():
        for ours, theirs in zip(plain(folder, table), rows, strict=True):
            for name, cell in ours.items():
                if isinstance(theirs[name], str) and "retrieved" not in name:
                    assert theirs[name] == cell, (table, name)
                else:
                    assert (theirs[name] is None) == (cell == ""), (table, name)


@node.needs_node_packages
def test_the_library_for_javascript_finds_it_valid_and_reads_every_cell(folder: Path) -> None:
    result = node.ran(JAVASCRIPT, folder=folder)
    assert result.returncode == 0, result.stderr
    read = json.loads(result.stdout)
    assert set(read) == {table.name for table in TABLES}
    for table, (rows, cast) in read.items():
        ours = plain(folder, table)
        assert cast == len(ours), table
        # This library takes off the space that a cell begins with, whatever the dialect says.
        ours = [{name: cell.lstrip() for name, cell in row.items()} for row in ours]
        assert [{name: cell or "" for name, cell in row.items()} for row in rows] == ours, table


def test_the_profiles_of_both_versions_hold(folder: Path) -> None:
    ran(VERSION_2, folder)


def test_the_encoding_is_called_by_a_name_that_every_library_knows(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    # The library for JavaScript refuses the names that only Python knows.
    assert {resource["encoding"] for resource in package["resources"]} == {"utf-8"}
    assert not (folder / "persons.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_polars_reads_the_first_column_by_its_name(folder: Path) -> None:
    frame = polars.read_csv(folder / "persons.csv", infer_schema=False)
    assert frame["reference"].to_list() == [row["reference"] for row in plain(folder, "persons")]
    assert frame["name"].to_list()[0] == "-Ayla | Numunali"


def test_a_quotation_is_the_text_to_the_letter(folder: Path) -> None:
    (source,) = [row["reference"] for row in plain(folder, "sources") if row["title"] == "=A title"]
    (citation,) = [
        row for row in plain(folder, "citations")
        if row["source_reference"] == source and row["claim_kind"] == "charge"
    ]  # fmt: skip
    assert citation["exact"] == AWKWARD[int(citation["start"]) : int(citation["end"])]
    (passage,) = [row for row in plain(folder, "passages") if row["source_reference"] == source]
    assert passage["exact"] + passage["suffix"] == AWKWARD[: len(passage["exact"] + passage["suffix"])]
    assert "nothing is escaped" in json.loads((folder / "datapackage.json").read_text("utf-8"))["description"]


def test_the_length_of_a_sentence_is_in_numbers(folder: Path) -> None:
    (step,) = plain(folder, "charge_steps")
    assert (step["years"], step["months"], step["days"]) == ("7", "", "")
