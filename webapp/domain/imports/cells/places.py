"""Where somebody is held: what the cell of a place says, or else the words for a status."""

from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.headers import has_words, known_words, plain
from webapp.domain.text.passage_details import prison_in
from webapp.vocab.liberty import ENDINGS, HELD, Status

_ELSEWHERE = frozenset({Status.EXILED, Status.WANTED, Status.TRAVEL_BAN})
# Of which no place of detention is the name, unlike `SIZO`.
_WITHOUT_PLACE = frozenset({Status.HOUSE_ARREST, Status.ENFORCED_DISAPPEARANCE})


def status_in_place(text: str) -> Status | None:
    """Return the status that stands in the place of a prison: that of nobody who is held in one."""
    status = None if says_nothing(text) else guessed_status(status_and_day(text)[0])
    return None if status in HELD - _WITHOUT_PLACE else status


def place_words(text: str, status: Status) -> str | None:
    """Return the place that the cell of one names for somebody of a status; None where it names none."""
    is_home = _is_home(text) and status in ENDINGS
    # Where somebody lives in exile, or may be looked for, is no place where they are held; a prison beside a
    # travel ban is that in which they were.
    is_none = is_home or status in _ELSEWHERE or says_nothing(text)
    return None if is_none or status_in_place(text) is not None else " ".join(text.split())


def is_prison(text: str) -> bool:
    """Tell whether the cell of a place names one in which people are held."""
    return not says_nothing(text) and (has_words(plain(text), "prisons") or prison_in(text) is not None)


def prison_among_words(text: str, status: Status) -> str | None:
    """Return the prison that words for a status name, of somebody who is held and was not moved from one."""
    is_move = any(word in text.casefold() for word in known_words("moved"))
    prison = prison_in(text) if status in HELD and not is_move else None
    # `In prison` and `Pre-trial detention` name none, unlike `ИК-6`.
    is_status = prison is not None and guessed_status(prison) and not any(map(str.isdigit, prison))
    return None if is_status else prison


def _is_home(text: str) -> bool:
    """Tell whether a place is the home of somebody, with its town perhaps: `at home, Baku`."""
    return plain(text.partition(",")[0]) in known_words("at_home")
