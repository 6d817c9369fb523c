"""Word by word, what was taken out of a text and what was put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.domain.text.alignment import equal_blocks
from webapp.domain.text.scripts.letters import MARKS

# A word, also with what holds its parts together (206.3.2, 16/12, Vaqif-oğlu); white space; any other sign.
_LETTERS = rf"[\w{MARKS}]+"
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
    olds, news = _WORD.findall(old), _WORD.findall(new)
    parts: list[DiffPart] = []
    old_end = new_end = 0
    deleted = inserted = ""
    for same, i, j in _stretches(olds, news):
        deleted, inserted = deleted + "".join(olds[old_end:i]), inserted + "".join(news[new_end:j])
        old_end, new_end = i + len(same), j + len(same)
        text = "".join(same)
        if text.isspace() and deleted and inserted and old_end < len(olds) and new_end < len(news):
            # "3 May" became "8 June": read as one change, not as two with a space between them.
            deleted, inserted = deleted + text, inserted + text
            continue
        parts += _parts(deleted, inserted, text)
        deleted = inserted = ""
    return parts + _parts(deleted + "".join(olds[old_end:]), inserted + "".join(news[new_end:]), "")


def _stretches(olds: list[str], news: list[str]) -> Iterator[tuple[list[str], int, int]]:
    for block in equal_blocks(olds, news):
        yield olds[block.old : block.old + block.length], block.old, block.new


def _parts(deleted: str, inserted: str, same: str) -> list[DiffPart]:
    parts: list[DiffPart] = []
    if deleted:
        parts.append(DiffPart("deleted", deleted))
    if inserted:
        parts.append(DiffPart("inserted", inserted))
    if same:
        parts.append(DiffPart("same", same))
    return parts
