"""Parts of a cell of a status that change nothing of it, and cells that leave open what it is."""

import re

from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.headers import has_beginning, has_words, known_words, plain
from webapp.domain.text.status_phrases import status_phrases

_PART_END = re.compile(r"[;,()،؛:]|\s[–—-]\s")
CLAUSE_END = re.compile(r"[;,()،؛]")
"""What parts clauses of a cell, whatever stands around it."""
_MOST_WORDS = 4
# As in `en Cúcuta`, of where somebody is.
_PLACE = re.compile(r"(?:en|in|в|во|у|w|à|au)\s+(?:[^\W\d_a-zа-яёіїєў][\w’'-]+\s*){1,3}")
_LETTER = re.compile(r"[^\W\d_]")


def clauses_of(text: str) -> list[str]:
    """Return the clauses of a cell."""
    return [clause.strip() for clause in CLAUSE_END.split(text) if clause.strip()]


def without_asides(words: str) -> str:
    """Return words without the parts that change nothing of a status, such as `no hearing yet`."""
    for pattern in (CLAUSE_END, _PART_END):
        parts = [part.strip() for part in pattern.split(words) if part.strip()]
        left = [part for part in parts if not _is_aside(part)]
        if 0 < len(left) < len(parts):
            return ", ".join(left)
    return words


def tells_of_other_matters(text: str) -> bool:
    """Tell whether all of a cell is of letters, lawyers, health or the like: `ill, no visits`."""
    clauses = clauses_of(text)
    return bool(clauses) and all(_is_of(clause, "beside_matters") for clause in clauses)


def leaves_status_open(text: str) -> bool:
    """Tell whether a cell says that nobody knows: `? (moved or freed)`, `not known whether she is out`."""
    if text.lstrip("(¿ ")[:1] in ("?", "؟"):
        return _LETTER.search(text) is not None
    words = plain(text).split()
    for length in range(1, _MOST_WORDS):
        following = words[length : length + 1]
        if following and following[0] in known_words("whether") and says_nothing(" ".join(words[:length])):
            return True
    first, *rest = clauses_of(text) or [""]
    return bool(rest) and says_nothing(first) and plain(rest[0]).partition(" ")[0] in known_words("whether")


def _is_aside(part: str) -> bool:
    """Tell whether a part is of an appeal, of letters, lawyers, health or the like alone."""
    if has_words(plain(part), "asides") or _is_of(part, "appeals", "beside_matters"):
        return True
    return _PLACE.fullmatch(part) is not None and not _tells_status(part)


def _is_of(part: str, *names: str) -> bool:
    """Tell whether a word of a part begins as one of some lists of words, and none tells a status."""
    return has_beginning(plain(part), *names) and not _tells_status(part)


def _tells_status(part: str) -> bool:
    return any(phrase.status for phrase in status_phrases(part))
