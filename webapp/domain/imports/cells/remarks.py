"""What a remark beside somebody tells of their liberty, where it tells so beyond doubt."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_words import DOUBT, guessed_status, most_precise
from webapp.domain.imports.headers import has_words, known_words, plain
from webapp.vocab.liberty import Status

_CLAUSE_END = re.compile(r"[;,\n()]|\s[-–—]\s|(?<=[^\W\d_]{3})\.\s")
# As in `see No. 2`: of another row.
_OF_ANOTHER_ROW = re.compile(r"(?:№|#|\bn[°º.]|\bno\b\.?|\bnr\b\.?)[\s№.]*\d", re.IGNORECASE)
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
    if not is_of_person(text):
        return None
    if whole := _remark_status(text):
        return whole
    read = [each for each in map(_remark_status, filter(None, _CLAUSE_END.split(text))) if each]
    # As in `released, on parole`, of which one clause tells more.
    status = most_precise({each.status for each in read})
    return next((each for each in read if each.status is status), None)


class DayAlone(NamedTuple):
    """A day of which a remark says nothing more; `is_start` where it says that it is the first one."""

    day: str
    is_start: bool


@lru_cache(maxsize=10_000)
def day_alone(text: str) -> DayAlone | None:
    """Return the day that a remark consists of: `since 3 May 2024`; None where it has another word."""
    words, day = status_and_day(f"x {text}") if text else ("", "")
    before = [word for word in plain(words).split() if word != "x"]
    known = known_words("beside_a_date")
    if not day or any(known.get(word) != "start" for word in before):
        return None
    return DayAlone(day, any(known.get(word) == "start" for word in plain(text.partition(day)[0]).split()))


@lru_cache(maxsize=10_000)
def status_with_remark(words: str, text: str) -> RemarkStatus | None:
    """Return the status that words for one mean with a remark, as in `released` and `on bail, 3 May 2024`."""
    if not is_of_person(text):
        return None
    beside, day = status_and_day(text)
    status = guessed_status(f"{words} {beside}")
    return RemarkStatus(status, day, is_certain=True, is_present=False) if status else None


@lru_cache(maxsize=10_000)
def is_same_person(text: str) -> bool:
    """Tell whether words say, or ask, that their row is of somebody who has another one."""
    return has_words(plain(text), "same_person")


def is_of_person(text: str) -> bool:
    """Tell whether nothing in a remark, or in a status of several clauses, says that it is in doubt.

    Nor that it is of another person, or wished for.
    """
    words = plain(text).split()
    if not words or len(text) > _LONGEST or DOUBT.search(text) or _OF_ANOTHER_ROW.search(text):
        return False
    return not _begin(words, "of_somebody_else") and not _begin(words, "wished")


def _remark_status(text: str) -> RemarkStatus | None:
    words, day = status_and_day(text.strip())
    status = guessed_status(words)
    if status is None:
        return None
    known = plain(words)
    is_present = has_words(known, "still")
    return RemarkStatus(status, day, bool(day) or known in known_words("statuses"), is_present)


def _begin(words: list[str], name: str) -> bool:
    """Tell whether one of some words is of a list, or begins as a longer one of it does."""
    known, beginnings = known_words(name), _beginnings(name)
    return any(word in known or word.startswith(beginnings) for word in words)


@cache
def _beginnings(name: str) -> tuple[str, ...]:
    return tuple(each for each in known_words(name) if len(each) >= _BEGINNING)
