"""Word by word, what was taken out of a text and what was put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.domain.text.alignment import equal_blocks

# A word, also with what holds its parts together (206.3.2, 16/12, Vaqif-oğlu); white space; any other sign.
_LETTERS = r"[\w\u0300-\u036f]+"
_WORD = re.compile(rf"{_LETTERS}(?:[-'’.,:/]{_LETTERS})*|\s+|[^\w\s]")


@dataclass(frozen=True)
class DiffPart:
    """A stretch of words that both texts have, or the old one alone, or the new one alone."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def word_diff(old: str, new: str) -> list[DiffPart]:
    """Return the runs in which two texts agree and differ; what was deleted precedes what was inserted.

    The runs that are not inserted, joined, are the old text; those that are not deleted, the new one. Of very
    long texts that have nothing in common, one run each is given.
    """
    was, now = _WORD.findall(old), _WORD.findall(new)
    found: list[DiffPart] = []
    at_old = at_new = 0
    deleted = inserted = ""
    for same, i, j in _stretches(was, now):
        deleted, inserted = deleted + "".join(was[at_old:i]), inserted + "".join(now[at_new:j])
        at_old, at_new = i + len(same), j + len(same)
        text = "".join(same)
        if text.isspace() and deleted and inserted and at_old < len(was) and at_new < len(now):
            # "3 May" became "8 June": read as one change, not as two with a space between them.
            deleted, inserted = deleted + text, inserted + text
            continue
        found += _parts(deleted, inserted, text)
        deleted = inserted = ""
    return found + _parts(deleted + "".join(was[at_old:]), inserted + "".join(now[at_new:]), "")


def _stretches(was: list[str], now: list[str]) -> Iterator[tuple[list[str], int, int]]:
    for block in equal_blocks(was, now):
        yield was[block.old : block.old + block.length], block.old, block.new


def _parts(deleted: str, inserted: str, same: str) -> list[DiffPart]:
    found: list[DiffPart] = []
    if deleted:
        found.append(DiffPart("deleted", deleted))
    if inserted:
        found.append(DiffPart("inserted", inserted))
    if same:
        found.append(DiffPart("same", same))
    return found
