"""Letting others save first while very many rows are written: the writing begins again, some times."""

from collections.abc import Callable
from time import sleep
from typing import TypeVar

from sqlalchemy.orm import Session

from webapp.domain.history.chain import others_wait
from webapp.models import others_want_turn

T = TypeVar("T")
Progress = Callable[[int], None]
"""Hears, between two parts, how many of all are done."""
Heeding = Callable[[Session, int, Progress], Progress]
"""Returns what hears of so many in a session in place of another; it raises OthersFirst too."""
# Seconds in which others save, after each time that they came first. Then it is written to the end.
_PAUSES = (0.5, 1, 2, 4, 8, 16, 16, 16, 16, 16)
# What is written so far is not thrown away for those who wait when no more than so much is left, and rows.
_LITTLE, _FEW = 0.05, 1_000


class OthersFirst(Exception):
    """Others want to save; what was written so far is thrown away, and written again after them."""


def giving_way(write: Callable[[Heeding], T]) -> T:
    """Return what `write` returns, which begins again where others want to save while it writes.

    One writes at a time, on SQLite all the time and on PostgreSQL from its turn on: others would wait for a
    long list as long as it takes. An account that saves without end does not keep the list out: after some
    times it is written to the end, and those who save are told to come back.
    """
    for pause in _PAUSES:
        try:
            return write(_heeding)
        except OthersFirst:
            sleep(pause)
    return write(to_the_end)


def to_the_end(_session: Session, _total: int, progress: Progress) -> Progress:
    """Return what heeds nobody."""
    return progress


def _heeding(session: Session, total: int, progress: Progress) -> Progress:
    def heed(done: int) -> None:
        progress(done)
        is_nearly_all = total - done < min(_LITTLE * total, _FEW)
        if not is_nearly_all and (others_want_turn(session) or others_wait(session)):
            raise OthersFirst

    return heed
