"""Dates of calendars other than the Gregorian, turned into the Gregorian days that they mean."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from webapp.vocab.dates.calendar_words import month_in, names_calendar
from webapp.vocab.dates.edtf import LONGEST
from webapp.vocab.dates.month_names import folded, weekday_pattern
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.vocab.dates.typed_date import normalized
from webapp.vocab.words import N_

_FIGURES = (
    re.compile(r"(?P<year>\d{3,4})(?:(?P<s>[-./])(?P<month>\d{1,2})(?:(?P=s)(?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?P<day>\d{1,2})(?P<s>[-./]))?(?P<month>\d{1,2})(?(s)(?P=s)|[-./])(?P<year>\d{3,4})"),
)
_ENDS = re.compile(
    r"(?P<start>\d{4}(?:-\d\d){0,2}[?~%]?)/(?P<end>\d{4}(?:-\d\d){0,2}[?~%]?)|(?P<from>\d{4})-(?P<to>\d{4})"
    r"|(?:from |between )?(?P<first>.+?) (?:to|until|till|and|-|تا|الى) (?P<last>.+)"
)
_ABOUT = re.compile(r"^(?:(?:about|around|approximately|approx|circa|ca|c)\b\.?|~|حدود) *")
_FILLER = re.compile(r"\b(?:in|on|of|the|year|month)\b|ماه|سال|[年月日]")
_NUMBERED = re.compile(r"\b(i{1,2})\b")
Parts = tuple[int, int | None, int | None]


class GregorianDays(NamedTuple):
    """The first and the last Gregorian day that a date of another calendar may mean."""

    first: date
    last: date


@dataclass(frozen=True)
class Calendar:
    """A calendar: its name, how many days a month has, and the Gregorian day of a day of it.

    `spread` is by how many days the day may differ; `years` are those in which it is looked for where nothing
    but a number names it.
    """

    name: str
    length: Callable[[int, int], int]
    day: Callable[[int, int, int], date]
    years: range
    spread: timedelta = timedelta(0)

    def stretch(self, year: int, month: int | None, day: int | None) -> GregorianDays:
        """Return what a year, a month or a day means. Raises ValueError where there is no such date."""
        first_month, last_month = (month, month) if month else (1, 12)
        if not 1 <= first_month <= last_month <= 12:
            raise ValueError(month)
        length = self.length(year, last_month)
        if day is not None and not 1 <= day <= length:
            raise ValueError(day)
        first, last = self.day(year, first_month, day or 1), self.day(year, last_month, day or length)
        return GregorianDays(first - self.spread, last + self.spread)


@dataclass(frozen=True)
class Reading:
    """What a text means in one other calendar: `date` is Gregorian; `about` where it may differ by a day."""

    calendar: str
    date: PartialDate
    about: bool


# The library takes a tenth of a second to load, which no command shall wait for that needs it not.
def _solar_hijri_length(year: int, month: int) -> int:
    from convertdate import persian

    return int(persian.month_length(year, month))


def _solar_hijri_day(year: int, month: int, day: int) -> date:
    from convertdate import persian

    return date(*persian.to_gregorian(year, month, day))


def _hijri_length(year: int, month: int) -> int:
    from convertdate import islamic

    return int(islamic.month_length(year, month))


def _hijri_day(year: int, month: int, day: int) -> date:
    from convertdate import islamic

    return date(*islamic.to_gregorian(year, month, day))


def _counted_from(name: str, years: range, offset: int) -> Calendar:
    """Return the calendar whose months are the Gregorian ones and whose years are counted from elsewhere."""

    def length(year: int, month: int) -> int:
        following = date(year + offset + month // 12, month % 12 + 1, 1)
        return (following - date(year + offset, month, 1)).days

    return Calendar(name, length, lambda year, month, day: date(year + offset, month, day), years)


CALENDARS = {
    "solar_hijri": Calendar(
        N_("Solar Hijri calendar"), _solar_hijri_length, _solar_hijri_day, range(1220, 1500)
    ),
    "hijri": Calendar(
        N_("Hijri calendar"), _hijri_length, _hijri_day, range(1260, 1500), timedelta(days=1)
    ),
    "buddhist": _counted_from(N_("Buddhist calendar"), range(2390, 2650), -543),
    "minguo": _counted_from(N_("Minguo calendar"), range(60, 150), 1911),
}


# Whoever writes years in these counts them by the sun.
_PERSIAN_DIGITS = re.compile("[\u06f0-\u06f9]")
# The years in which what is recorded here can have happened; a date beyond them is a slip or of a calendar.
YEARS = range(1900, 2100)


def is_plausible(partial: PartialDate) -> bool:
    """Tell whether a date can be meant as a Gregorian one, as far as its years say."""
    return all(day is None or day.year in YEARS for day in (partial.earliest, partial.latest))


def readings(text: str) -> Sequence[Reading]:
    """Return what `text` means in other calendars, as far as the dates are plausible.

    A day of the Hijri calendar depends on a sighting of the moon: it is given with a day before and after.
    """
    line = _plain(text)
    if len(text) > LONGEST or not line:
        return ()
    ends = [line]
    if match := _ENDS.fullmatch(line):
        ends = [end for end in match.groups() if end]
    found = []
    for key, calendar in CALENDARS.items():
        parts = [_part(end, key, calendar) for end in ends]
        edtf = _joined([part for part in parts if part is not None]) if None not in parts else ""
        try:
            converted = PartialDate.parse(edtf)
        except BadDate:
            continue
        if is_plausible(converted) and not (key == "hijri" and _PERSIAN_DIGITS.search(text)):
            found.append(Reading(calendar.name, converted, bool(calendar.spread)))
    return found


class _Part(NamedTuple):
    stretch: GregorianDays
    mark: str


def _part(text: str, key: str, calendar: Calendar) -> _Part | None:
    """Return what one end of a text means in a calendar and how doubtful it is, or None."""
    bare = text.rstrip("?~% ,.")
    marks = set(text[len(bare) :]) & set("?~%")
    uncertain, approximate = bool(marks & {"?", "%"}), bool(marks & {"~", "%"})
    if about := _ABOUT.match(bare):
        bare, approximate = bare[about.end() :], True
    bare = re.sub(rf"^{weekday_pattern()}\b[., ]+", "", bare)
    parts = _in_figures(bare, calendar) or _in_words(bare, key, calendar)
    try:
        stretch = calendar.stretch(*parts) if parts else None
    except (ValueError, OverflowError):
        return None
    mark = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}
    return _Part(stretch, mark[uncertain, approximate]) if stretch else None


def _joined(parts: Sequence[_Part]) -> str:
    (first, _), last = parts[0].stretch, parts[-1].stretch.last
    start, end = first.isoformat() + parts[0].mark, last.isoformat() + parts[-1].mark
    return start if first == last else f"{start}/{end}"


def _in_figures(text: str, calendar: Calendar) -> Parts | None:
    match = next(filter(None, (pattern.fullmatch(text) for pattern in _FIGURES)), None)
    if match is None or int(match["year"]) not in calendar.years:
        return None
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    return int(match["year"]), month, day


def _in_words(text: str, key: str, calendar: Calendar) -> Parts | None:
    """Return year, month and day where the words name this calendar or a month of it, and nothing else."""
    words = _FILLER.sub(" ", re.sub(r"(?<=\d)[年月](?=\d)", "-", text))
    figures = re.findall(r"\d+(?:[-./]\d+)*", words)
    if len(figures) == 1 and names_calendar(words, key):
        return _in_figures(figures[0], calendar)
    # "Rabi I" and "Rabi II" are short for the first and the second.
    words = _NUMBERED.sub(lambda match: ("alawwal", "althani")[len(match[1]) - 1], words)
    month, numbers = month_in(words, key), [int(figure) for figure in figures if figure.isdecimal()]
    years = [number for number in numbers if number in calendar.years]
    days = [number for number in numbers if number not in years]
    if month is None or len(years) != 1 or len(days) > 1 or len(numbers) != len(figures):
        return None
    return years[0], month, days[0] if days else None


def _plain(text: str) -> str:
    return folded(normalized(text)).strip(" .,")
