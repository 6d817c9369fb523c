"""The lines of a frozen issue: their cells, and how they are written."""

import csv
import io
from collections.abc import Iterator

from webapp.domain.text.formula_escape import unescaped

Cells = dict[str, str]
# The cell, beside those of the list, that is frozen with whoever is held no more.
CAUSE = "cause"
# The first issues stored cells by position and are never rewritten: this stays, whatever the list gains.
FIRST_CONTRACT = (
    "reference", "name", "other_names", "sex", "born", "occupation", "organizations", "status", "held",
    "status_since_edtf", "status_since_earliest", "status_since_latest", "status_place", "days_held",
    "charges", "sentence", "assessments", "last_verified_on", "sources", "quote", "citation_url",
    "record_url", "version",
)  # fmt: skip


def cells_of(file: bytes) -> dict[str, Cells]:
    """Return the people of a frozen file by reference: each person's cells, not escaped, in its order."""
    rows = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    people = ({name: unescaped(cell) for name, cell in row.items()} for row in rows)
    return {cells["reference"]: cells for cells in people}


def written_rows(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield each row of a CSV file with the text, of one line or several, in which it is written."""
    taken: list[str] = []

    def kept() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    for row in csv.reader(kept()):
        yield row, "".join(taken)
        taken.clear()
