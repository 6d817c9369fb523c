"""Letting others save first while very many rows are written: the writing begins again, some times."""

from collections.abc import Callable
from time import sleep
from typing import TypeVar

from sqlalchemy.orm import Session

from webapp.models import others_want_turn

T = TypeVar("T")
Progress = Callable[[int], None]
"""Hears, between two parts, how many of all are done."""
Heeding = Callable[[Session, int, Progress], Progress]
"""Returns what hears of so many in a session in place of another; it raises OthersFirst too."""
# Seconds in which others save, after each time that they came first. Then it is written to the end.
_PAUSES = (0.5, 1, 2, 4, 8, 16, 16, 16, 16, 16)
# What is written so far is not thrown away for those who wait.
_NEARLY_ALL = 0.95


class OthersFirst(Exception):
    """Others want to save; what was written so far is thrown away, and written again after them."""


def giving_way(write: Callable[[Heeding], T]) -> T:
    """Return what `write` returns, which begins again where others want to save while it writes.

    On SQLite one writes at a time: others would wait for a long list as long as it takes. On PostgreSQL they
    save meanwhile, until its history is written. An account that saves without end does not keep the list
    out: after some times it is written to the end, and those who save are told to come back.
    """
    for pause in _PAUSES:
        try:
            return write(_heeding)
        except OthersFirst:
            sleep(pause)
    return write(lambda _session, _total, progress: progress)


def _heeding(session: Session, total: int, progress: Progress) -> Progress:
    def heed(done: int) -> None:
        progress(done)
        if done < _NEARLY_ALL * total and others_want_turn(session):
            raise OthersFirst

    return heed
