"""The grammar of partial dates: EDTF text taken apart into moments with an earliest and a latest day."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from webapp.vocab.words import N_

LONGEST = 100
"""No date that anybody writes is longer; what is longer is refused before it is read."""

_MOMENT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[~?%]?)"
)


SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""The months with which spring, summer, autumn and winter begin (ISO 8601-2:2019, 4.8), in the north."""


class BadDate(ValueError):
    """A text that is no date; says in a curator's words what is wrong and what to write instead."""

    def __init__(self, template: str, **values: str) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))

    def message(self, gettext: Callable[[str], str]) -> str:
        """Return the message in the language that `gettext` speaks."""
        return gettext(self.template).format(**self.values)


@dataclass(frozen=True)
class EdtfDate:
    """One date of EDTF level 0 or 1, at whatever precision it has.

    `month` and `day` are None where the text ends before them and `XX` where it leaves them open; `month` is
    21 to 24 for a season; `qualifier` is `?` (uncertain), `~` (approximate), `%` (both) or empty and moves no
    bound.
    """

    edtf: str
    year: str
    month: str | None
    day: str | None
    qualifier: str
    earliest: date
    latest: date


def interval(earliest: date | None, latest: date | None) -> str:
    """Return the EDTF of a stretch of days, open where it has no bound; a whole month or year as such."""
    if earliest is None or latest is None:
        return f"{earliest or '..'}/{latest or '..'}"
    if earliest == latest:
        return earliest.isoformat()
    last_day = monthrange(latest.year, latest.month)[1]
    if (earliest.year, earliest.day, latest.day) == (latest.year, 1, last_day):
        if earliest.month == latest.month:
            return f"{earliest:%Y-%m}"
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest:%Y}"
    return f"{earliest}/{latest}"


def clip(text: str) -> str:
    """Return `text` fit to be repeated in a message: short, and without characters that do not print."""
    cut = text if len(text) <= 40 else text[:39] + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in cut)


@lru_cache(maxsize=8_192)
def parse_edtf(text: str) -> tuple[EdtfDate | None, ...]:
    """Take EDTF apart: one moment for a date; two for an interval, None standing for an open end.

    ISO 8601-2:2019 (EDTF) level 0 and, of level 1, qualifiers, unspecified digits and open intervals.
    Raises BadDate.
    """
    if not text.strip():
        raise BadDate(N_("Enter a date."))
    if len(text) > LONGEST:
        raise BadDate(N_("“{text}” is too long for a date."), text=clip(text))
    if "/" not in text:
        return (_moment(text),)
    ends = text.split("/")
    if len(ends) != 2:
        raise BadDate(N_("“{text}” has too many ends: an interval is written start/end."), text=clip(text))
    if "" in ends:
        raise BadDate(N_("“{text}” lacks an end: write “..” for an end that is open."), text=clip(text))
    if ends == ["..", ".."]:
        raise BadDate(N_("“../..” is open at both ends and says nothing."))
    start, end = (None if part == ".." else _moment(part) for part in ends)
    if start and end and start.earliest > end.latest:
        raise BadDate(N_("“{text}” ends before it begins."), text=clip(text))
    return start, end


def _moment(text: str) -> EdtfDate:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise BadDate(
            N_("“{text}” is not a date. Write for example 2023, 2023-11, 2023-11-20 or 20 November 2023."),
            text=clip(text),
        )
    year, month, day, qualifier = match["year"], match["month"], match["day"], match["qualifier"]
    if year in ("0000", "000X", "00XX"):
        raise BadDate(N_("There is no year 0000: check the year in “{text}”."), text=clip(text))
    if month == "XX" and day not in (None, "XX"):
        raise BadDate(N_("“{text}” has a day without a month."), text=clip(text))
    if "X" in year and month not in (None, "XX"):
        raise BadDate(N_("“{text}” has a month without a year."), text=clip(text))
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in (None, "XX"):
        return EdtfDate(text, year, month, day, qualifier, date(first, 1, 1), date(last, 12, 31))
    assert month is not None
    if month in SEASONS and day is None:
        begin = SEASONS[month]
        end, year_of_end = (begin + 1) % 12 + 1, first + (begin == 12)
        last_day = date(year_of_end, end, monthrange(year_of_end, end)[1])
        return EdtfDate(text, year, month, day, qualifier, date(first, begin, 1), last_day)
    if not 1 <= int(month) <= 12:
        raise BadDate(N_("There is no month {month}: months run from 01 to 12."), month=month)
    length = monthrange(first, int(month))[1]
    if day in (None, "XX"):
        earliest, latest = date(first, int(month), 1), date(first, int(month), length)
        return EdtfDate(text, year, month, day, qualifier, earliest, latest)
    assert day is not None
    if not 1 <= int(day) <= length:
        raise BadDate(
            N_("There is no day {day} in {year}-{month}, which has {length} days."),
            day=day, year=year, month=month, length=str(length),
        )
    exact = date(first, int(month), int(day))
    return EdtfDate(text, year, month, day, qualifier, exact, exact)
