"""Where somebody is held: what the cell of a place says, or else the words for a status."""

from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.headers import known_words, plain
from webapp.domain.text.passage_details import prison_in
from webapp.vocab.liberty import ENDINGS, HELD, Status

_ELSEWHERE = frozenset({Status.EXILED, Status.WANTED})


def status_in_place(text: str) -> Status | None:
    """Return the status that stands in the place of a prison: that of nobody who is held."""
    status = None if says_nothing(text) else guessed_status(status_and_day(text)[0])
    return None if status in HELD else status


def place_words(text: str, status: Status) -> str | None:
    """Return the place that the cell of one names for somebody of a status; None where it names none."""
    is_home = plain(text) in known_words("at_home") and status in ENDINGS
    # Where somebody lives in exile, or may be looked for, is no place where they are held.
    is_none = is_home or status in _ELSEWHERE or says_nothing(text)
    return None if is_none or status_in_place(text) is not None else " ".join(text.split())


def prison_among_words(text: str, status: Status) -> str | None:
    """Return the prison that words for a status name, of somebody who is held and was not moved from one."""
    is_move = any(word in text.casefold() for word in known_words("moved"))
    return prison_in(text) if status in HELD and not is_move else None
