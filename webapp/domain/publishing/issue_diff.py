"""What differs between two issues of the list: who came, who went and why, who moved, what was corrected."""

from dataclasses import dataclass

from webapp.domain.publishing.issue_cells import Cells
from webapp.domain.publishing.people_columns import LIST_COLUMNS
from webapp.domain.publishing.public_issues import PublicIssue
from webapp.domain.read_model.csv_words import TERM_OF

# What differs from day to day without anything being corrected, or is said by another part.
_NOT_COMPARED = frozenset(column.name for column in LIST_COLUMNS if not column.compared)
_GROUP = frozenset({"status", "held"})
# What changes with the group.
_OF_LIBERTY = frozenset(column.name for column in LIST_COLUMNS if column.of_the_day)


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


def differences(earlier: PublicIssue, later: PublicIssue) -> Differences:
    """Return what differs between two issues, in the columns that both files have.

    Why somebody left is known between neighbours only.
    """
    before, after = earlier.lines, later.lines
    departed = later.departed if later.number == earlier.number + 1 else {}
    both = [(before[reference], row) for reference, row in after.items() if reference in before]
    changed = [Changed(new, cells) for old, new in both if (cells := _changed(old, new))]
    return Differences(
        added=[row for reference, row in after.items() if reference not in before],
        removed=[
            Departed(row, departed.get(reference))
            for reference, row in before.items()
            if reference not in after
        ],
        moved=[change for change in changed if _is_move(change)],
        corrected=[Changed(change.person, cells) for change in changed if (cells := _corrections(change))],
    )


def _changed(old: Cells, new: Cells) -> dict[str, tuple[str, str]]:
    both = [name for name in new if name in old and name not in _NOT_COMPARED]
    return {name: (old[name], new[name]) for name in both if _meaning(old[name]) != _meaning(new[name])}


def _meaning(cell: str) -> str:
    """Return a cell without the words that earlier issues did not put before the length of a sentence."""
    return cell.replace(TERM_OF, "")


def _is_move(change: Changed) -> bool:
    return not _GROUP.isdisjoint(change.cells)


def _corrections(change: Changed) -> dict[str, tuple[str, str]]:
    """Return the cells that differ for another reason than that the person moved to another group."""
    if not _is_move(change):
        return change.cells
    return {name: pair for name, pair in change.cells.items() if name not in _OF_LIBERTY}
