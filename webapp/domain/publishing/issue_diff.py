"""What differs between two issues of the list: who came, who went and why, who moved, what was corrected."""

import csv
import io
from dataclasses import dataclass

from webapp.domain.publishing.formula_escape import unescaped
from webapp.models import ListIssue

Cells = dict[str, str]
# The first issues stored cells by position and are never rewritten: this stays, whatever the list gains.
FIRST_CONTRACT = (
    "reference", "name", "other_names", "sex", "born", "occupation", "organizations", "status", "held",
    "status_since_edtf", "status_since_earliest", "status_since_latest", "status_place", "days_held",
    "charges", "sentence", "assessments", "last_verified_on", "sources", "quote", "citation_url",
    "record_url", "version",
)  # fmt: skip
# What differs from day to day without anything being corrected, or is said by another part.
_PASSING = frozenset({"days_held", "version", "citation_url", "record_url", "last_verified_on", "quote"})
_GROUP = ("status", "held")
_WITH_GROUP = frozenset({"status_since_edtf", "status_since_earliest", "status_since_latest", "status_place"})


@dataclass(frozen=True)
class Departed:
    """Somebody who is not in the later issue: as they stood in the earlier one, and what is known of why.

    `now` is what was public of them when the later issue was frozen; None where nothing was. Its reference
    is another where the record was merged into that one.
    """

    before: Cells
    now: Cells | None


@dataclass(frozen=True)
class Changed:
    """Somebody in both issues of whom cells differ, as column: (earlier, later)."""

    person: Cells
    cells: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Differences:
    """All differences between two issues, each kind in the order of the later, or the earlier, list."""

    added: list[Cells]
    removed: list[Departed]
    moved: list[Changed]
    corrected: list[Changed]


def cells_of(file: bytes) -> dict[str, Cells]:
    """Return the people of a frozen file by reference: each person's cells, not escaped, in its order."""
    rows = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    read = ({name: unescaped(cell) for name, cell in row.items()} for row in rows)
    return {row["reference"]: row for row in read}


def differences(earlier: ListIssue, later: ListIssue) -> Differences:
    """Return what differs between two issues, in the columns that both files have.

    Why somebody left is known between neighbours only.
    """
    before, after = cells_of(earlier.file), cells_of(later.file)
    departed = later.departed if later.number == earlier.number + 1 else {}
    both = [(before[reference], row) for reference, row in after.items() if reference in before]
    changed = [Changed(new, cells) for old, new in both if (cells := _changed(old, new))]
    return Differences(
        added=[row for reference, row in after.items() if reference not in before],
        removed=[
            Departed(row, _now(departed.get(reference)))
            for reference, row in before.items()
            if reference not in after
        ],
        moved=[one for one in changed if one.cells.keys() & set(_GROUP)],
        corrected=[
            Changed(one.person, rest)
            for one in changed
            if (rest := {name: cell for name, cell in one.cells.items() if not _of_move(one, name)})
        ],
    )


def _changed(old: Cells, new: Cells) -> dict[str, tuple[str, str]]:
    both = [name for name in new if name in old and name not in _PASSING]
    return {name: (old[name], new[name]) for name in both if old[name] != new[name]}


def _of_move(one: Changed, name: str) -> bool:
    """Tell whether a cell differs because the person moved to another group."""
    return bool(one.cells.keys() & set(_GROUP)) and (name in _GROUP or name in _WITH_GROUP)


def _now(stored: Cells | list[str] | None) -> Cells | None:
    return dict(zip(FIRST_CONTRACT, stored, strict=True)) if isinstance(stored, list) else stored
