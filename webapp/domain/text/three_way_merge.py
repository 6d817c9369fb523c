"""Merging two edits of one form: what was shown at its opening, what is stored now, what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

# A text, whether a box is ticked, or the chosen words of a list.
Value = str | bool | list[str]
_Hunk = tuple[int, int, list[str]]
MOST_LINES = 2000


class MergeOutcome(Enum):
    """How two edits of one field go together."""

    SAME = auto()
    "Neither changed it, or both alike."
    TAKEN = auto()
    "They alone changed it: their value stands."
    KEPT = auto()
    "You alone changed it: your value stands."
    JOINED = auto()
    "Both changed it, in different lines: both changes stand."
    COLLIDES = auto()
    "Both changed it: your value stands until you decide."


@dataclass(frozen=True)
class MergedField:
    """One field after the merge, and how its value came about."""

    value: Value
    outcome: MergeOutcome


def merge(
    before: Mapping[str, Value], theirs: Mapping[str, Value], yours: Mapping[str, Value]
) -> dict[str, MergedField]:
    """Return every field of `theirs` and `yours`, merged; one that `before` lacks collides if they differ."""
    return {
        name: _merged(before.get(name), theirs[name], value)
        for name, value in yours.items()
        if name in theirs
    }


def _merged(before: Value | None, theirs: Value, yours: Value) -> MergedField:
    if yours == theirs:
        return MergedField(yours, MergeOutcome.SAME)
    if theirs == before:
        return MergedField(yours, MergeOutcome.KEPT)
    if yours == before:
        return MergedField(theirs, MergeOutcome.TAKEN)
    if isinstance(before, str) and isinstance(theirs, str) and isinstance(yours, str):
        joined = joined_lines(before, theirs, yours)
        if joined is not None:
            return MergedField(joined, MergeOutcome.JOINED)
    return MergedField(yours, MergeOutcome.COLLIDES)


def joined_lines(before: str, theirs: str, yours: str) -> str | None:
    """Return a text with the changes of both, or None where they touch the same or neighbouring lines.

    Texts of more than 2,000 lines are not joined.
    """
    if max(text.count("\n") for text in (before, theirs, yours)) > MOST_LINES:
        return None
    lines = before.split("\n")
    their_hunks, your_hunks = _hunks(lines, theirs.split("\n")), _hunks(lines, yours.split("\n"))
    if any(a[0] <= b[1] and b[0] <= a[1] for a in their_hunks for b in your_hunks):
        return None
    # From the end, so that the places of earlier changes stay right.
    for start, end, new in sorted(their_hunks + your_hunks, reverse=True):
        lines[start:end] = new
    return "\n".join(lines)


def _hunks(before: list[str], after: list[str]) -> list[_Hunk]:
    """Return what was changed, as spans of the old lines and the new lines in their place."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(i1, i2, after[j1:j2]) for tag, i1, i2, j1, j2 in codes if tag != "equal"]
