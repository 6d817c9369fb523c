"""The spells of people's liberty as values of facets: whose which spell began and ended when."""

# A person's spells are counted from 0, so that a set of people can tell them apart. Days lie in a facet for
# each month: whoever asks for a day reads the months before it and the days of one.

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Self

from webapp.vocab.liberty import Held, Status
from webapp.vocab.verification import Freshness

BEGUN, ENDED = "begun", "ended"
# From when on the last word on somebody is stale: who has such a day, and who has no dated word.
STALE_FROM, DATED, UNDATED = "stale_from", "dated", "undated"
# Between which days the detention began of somebody who is held.
HELD_SINCE = "held_since"


class Spell(NamedTuple):
    """That a spell began or ended: `when` is a day or a month, `status` is empty for an end.

    The status comes with how fresh the word on it was: `imprisoned stale`, `uncertain recent`, `exiled`.
    """

    when: str
    place: int
    status: str

    def key(self) -> str:
        """Return the spell as the value of a facet: `2023-11-20 3 arrested`."""
        return f"{self.when} {self.place} {self.status}"

    @classmethod
    def read(cls, key: str) -> Self:
        """Return the spell that a value of a facet means."""
        when, place, status = key.split(" ", 2)
        return cls(when, int(place), status)

    def is_by(self, day: date) -> bool:
        """Tell whether it was on this day or before, or in a month before that of the day."""
        today = day.isoformat()
        return self.when <= today if len(self.when) == len(today) else self.when < month_of(day)


def spell_status(status: Status, held: Held, freshness: Freshness | None) -> str:
    """Return the status of a spell: the code, or that it is uncertain, and how fresh the word on it was."""
    word = Held.UNCERTAIN.value if held is Held.UNCERTAIN else status.value
    return f"{word} {freshness.value}" if freshness else word


def held_since_key(earliest: date | None, latest: date | None) -> str:
    """Return the value of HELD_SINCE: `2023-11-20/2023-11-30`, a side that is open being empty."""
    return "/".join(day.isoformat() if day else "" for day in (earliest, latest))


def month_of(day: date) -> str:
    """Return the month of a day: `2023-11`."""
    return day.isoformat()[:7]


def facets_of(day: date) -> tuple[str, ...]:
    """Return the facets in which all spells stand that began or ended by a day: of months, and of its own."""
    return BEGUN, f"{BEGUN} {month_of(day)}", ENDED, f"{ENDED} {month_of(day)}"


def _last_word(begins: date, status: str) -> set[tuple[str, str]]:
    """Return the facets and values that say from when on the last word is stale, of the last span."""
    if status.endswith(Freshness.UNDATED):
        return {(STALE_FROM, UNDATED)}
    if not status.endswith(Freshness.STALE):
        return set()
    month = month_of(begins)
    return {(STALE_FROM, DATED), (STALE_FROM, month), (f"{STALE_FROM} {month}", begins.isoformat())}


def spells(spans: Iterable[tuple[date, date, str]]) -> set[tuple[str, str]]:
    """Return the facets and values of one person's spans (begins, ends, status), the earliest first.

    Among them is from when on the last word is stale. What follows with the same status is the same spell;
    `uncertain` stands for a status that is.
    """
    spans = list(spans)
    values = _last_word(spans[-1][0], spans[-1][2])
    for place, (status, alike) in enumerate(groupby(spans, itemgetter(2))):
        days = list(alike)
        for facet, day, word in ((BEGUN, days[0][0], status), (ENDED, days[-1][1], "")):
            if day != date.max:
                month = month_of(day)
                values.add((facet, Spell(month, place, word).key()))
                values.add((f"{facet} {month}", Spell(day.isoformat(), place, word).key()))
    return values
