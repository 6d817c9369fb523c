"""A cell that tells in several clauses what became of somebody: the last of them is how things are."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from webapp.domain.imports.cells.remarks import is_of_person
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_words import guessed_status, most_precise, tells_of_move
from webapp.domain.imports.headers import has_words, known_words, plain
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import HELD, Status

_ARROW = re.compile(r"[→⇒]|->|=>")
_SENTENCE_END = re.compile(
    rf"[;؛\n]|{_ARROW.pattern}|(?:(?<=[^\W\d_]{{3}})|(?<=\d{{4}})|(?<=\s))\.(?:\s|$)"
)
_CLAUSE_END = re.compile(r"[,،()]|\s[-–—]\s")


class DatedStatus(NamedTuple):
    """A status that a clause tells, and the day as it prints it, if it does."""

    status: Status
    day: str


@lru_cache(maxsize=10_000)
def status_sequence(text: str) -> tuple[DatedStatus, ...]:
    """Return the statuses that the clauses of a cell tell, the present one last.

    Before it those alone that have a day. Empty where the end of the cell, or a clause beside a known one, is
    not understood, where it is of somebody else, or where nothing tells which of two came later.
    """
    sentences = [clauses for part in _SENTENCE_END.split(text) if (clauses := _clauses(part))]
    if sum(map(len, sentences)) < 2 or not is_of_person(text):
        return ()
    statuses = list[DatedStatus]()
    for number, clauses in enumerate(sentences, start=1):
        read = _read_sentence(clauses)
        # What nobody understands may stand in a sentence of its own, before the others.
        if read is None or (not read and number == len(sentences)):
            return ()
        statuses += read
    return _in_order(statuses, is_stated=_ARROW.search(text) is not None)


@lru_cache(maxsize=10_000)
def last_status(words: str) -> Status | None:
    """Return the status that words of a list mean beyond doubt, in one clause or in several."""
    if plain(words) in known_words("statuses"):
        # As in `дом. арест`, of which a part alone is something else.
        return guessed_status(words)
    sequence = status_sequence(words)
    days = sum(bool(status_and_day(clause)[1]) for clause in _CLAUSE_END.split(words)) if sequence else 0
    last = sequence[-1].status if sequence else None
    return last if last and days != 1 else guessed_status(words) or last


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE_END.split(text) if clause.strip()]


def _read_sentence(clauses: Sequence[str]) -> list[DatedStatus] | None:
    """Return what a sentence tells, nothing where it is not understood; None where that is so of a part."""
    statuses, is_understood = list[DatedStatus](), True
    for clause in clauses:
        words, day = status_and_day(clause)
        if (alone := _day_alone(clause)) and statuses:
            statuses[-1] = statuses[-1]._replace(day=statuses[-1].day or alone)
        elif status := guessed_status(words):
            statuses.append(DatedStatus(status, "" if tells_of_move(words) else day))
        else:
            is_understood = is_understood and has_words(plain(clause), "asides")
    return statuses if is_understood or not statuses else None


def _day_alone(clause: str) -> str:
    words, day = status_and_day(f"x {clause}")
    return day if plain(words) == "x" else ""


def _in_order(statuses: Sequence[DatedStatus], *, is_stated: bool) -> tuple[DatedStatus, ...]:
    """Return what was told before the present status, and that; empty where it may not be the last."""
    if not statuses:
        return ()
    first = len(statuses) - 1
    while first and most_precise({each.status for each in statuses[first - 1 :]}):
        first -= 1
    earlier, last = statuses[:first], statuses[first:]
    status = most_precise({each.status for each in last}) or statuses[-1].status
    days = [each.day for each in last if each.day and (each.status is status or status not in HELD)]
    day = days[-1] if days else ""
    if earlier and (not (day or is_stated) or any(_is_before(day, each.day) for each in earlier)):
        return ()
    # A conviction is no time in prison where a later clause says what came of it.
    before = [each for each in earlier if each.day and each.status is not Status.IMPRISONED]
    before += [each for each in last if each.day and each.status is Status.ARRESTED is not status and not day]
    return (*before, DatedStatus(status, day))


def _is_before(day: str, other: str) -> bool:
    try:
        return bool(day and other) and PartialDate.read(day).is_before(PartialDate.read(other))
    except BadDate:
        return True
