"""Clients that nobody here wrote ask whatever the description of the interface allows, or read a list."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.house.tree import ROOT
from tests.support.full_record import full_record
from webapp.vocab.liberty import Status


@pytest.fixture
def people(session: Session) -> None:
    """Elvin, of whom everything is said, and Ayla, who is held; an issue of the list."""
    full_record(session)
    make.status(session, make.person(session, "Ayla Numunali"), Status.IMPRISONED)
    make.list_issue(session)
    session.commit()


@pytest.mark.parametrize("storage", ["sqlite"], indirect=True)
def test_no_question_that_the_description_allows_is_answered_otherwise_than_it_says(
    people: None, address: str, tmp_path: Path
) -> None:
    checks = "not_a_server_error", "response_schema_conformance", "content_type_conformance"
    command = [
        Path(sys.executable).with_name("schemathesis"), "run", f"{address}/api/v1/openapi.json",
        "--url", address,
        "--phases", "fuzzing", "--max-examples", "8", "--seed", "17", "--no-color",
        *(part for check in checks for part in ("-c", check)),
    ]  # fmt: skip
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]


def test_the_lines_of_the_readme_run_in_a_notebook(people: None, address: str) -> None:
    (lines,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    notebook: dict[str, Any] = {}
    exec(lines.replace("https://habeas.example", address), notebook)
    assert notebook["held"]["name"].to_list() == ["Ayla Numunali", "Elvin Sinagov"]
    assert {quotation["stance"] for quotation in notebook["quotations"]} == {"supports"}
    assert len(notebook["quotations"]) >= 9
