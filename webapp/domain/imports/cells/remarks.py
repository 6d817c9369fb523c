"""What a remark beside somebody tells of their liberty, where it tells so beyond doubt."""

import re
from functools import lru_cache
from typing import NamedTuple

from webapp.domain.imports.cells.status_words import DOUBT, guessed_status, status_and_day
from webapp.domain.imports.headers import known_words, plain
from webapp.vocab.liberty import ENDINGS, HELD, Status

_CLAUSE_END = re.compile(r"[;,\n()]|\s[-–—]\s|(?<=[^\W\d_]{3})\.\s")
# As in `see No. 2`: of another row.
_OF_ANOTHER_ROW = re.compile(r"(?:№|#|\bn[°º.]|\bno\b\.?|\bnr\b\.?)[\s№.]*\d", re.IGNORECASE)
# A clause of which another one tells more, as in `released, on parole`.
_LESS = {Status.ARRESTED: HELD, Status.AT_LIBERTY: ENDINGS}
_LONGEST = 300
# Of a shorter word the beginning is that of too many others.
_BEGINNING = 4


class RemarkStatus(NamedTuple):
    """A status that a remark tells, and the day as it prints it, if it does.

    `is_certain` is true where it has its day, or no words but those for the status; `is_present` where it
    says that it goes on.
    """

    status: Status
    day: str
    is_certain: bool
    is_present: bool


@lru_cache(maxsize=10_000)
def remark_status(text: str) -> RemarkStatus | None:
    """Return the one status that a remark tells of its row's person; None where it tells none, or more."""
    words = plain(text).split()
    if not words or len(text) > _LONGEST or DOUBT.search(text) or _OF_ANOTHER_ROW.search(text):
        return None
    if _begin(words, "of_somebody_else") or _begin(words, "wished"):
        return None
    if whole := _remark_status(text):
        return whole
    read = [each for each in map(_remark_status, filter(None, _CLAUSE_END.split(text))) if each]
    statuses = {each.status for each in read}
    for less, more in _LESS.items():
        if len(statuses) > 1 and statuses - {less} <= more:
            statuses.discard(less)
    return next((each for each in read if {each.status} == statuses), None)


def is_same_person(text: str) -> bool:
    """Tell whether words say, or ask, that their row is of somebody who has another one."""
    known = plain(text)
    return any(f" {words} " in f" {known} " for words in known_words("same_person"))


def _remark_status(text: str) -> RemarkStatus | None:
    words, day = status_and_day(text.strip())
    status = guessed_status(words)
    if status is None:
        return None
    known = plain(words)
    is_present = any(f" {word} " in f" {known} " for word in known_words("still"))
    return RemarkStatus(status, day, bool(day) or known in known_words("statuses"), is_present)


def _begin(words: list[str], name: str) -> bool:
    """Tell whether one of some words is of a list, or begins as a longer one of it does."""
    known = known_words(name)
    beginnings = tuple(each for each in known if len(each) >= _BEGINNING)
    return any(word in known or word.startswith(beginnings) for word in words)
