"""Partial dates in words, at the precision that they have and never a day more."""

from collections.abc import Callable
from datetime import date

from babel import Locale
from babel.dates import format_date

from webapp.vocab.dates.edtf import Moment, moments
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

Gettext = Callable[[str], str]

ABOUT = N_("about {date}")
PERHAPS = N_("{date}?")
UNCERTAIN = N_("{date}, uncertain")
BY = N_("by {date}")
FROM = N_("from {date} on")
BETWEEN = N_("between {start} and {end}")
DECADE = N_("the {year}s")
YEARS = N_("{start}–{end}")
ON = N_("on {date}")
SOME_TIME = N_("some time in {date}")
NO_DAY = N_("{date}, day not stated")
NO_MONTH = N_("{date}, month not stated")
NO_MONTH_OR_DAY = N_("{date}, month and day not stated")


def _untranslated(message: str) -> str:
    return message


def in_words(d: PartialDate, *, locale: str = "en", gettext: Gettext = _untranslated) -> str:
    """Return `d` in few words, for lists: 20 November 2023; about June 2023; November 2023?

    `locale` is a CLDR locale such as `az` or `en_GB`; `gettext` turns the fixed words.
    """
    ends = moments(d.edtf)
    if len(ends) == 1 and ends[0]:
        return _short(ends[0], locale, gettext)
    start, end = ends
    if start and end:
        first = _start(start, end, locale) or _short(start, locale, gettext)
        return gettext(BETWEEN).format(start=first, end=_short(end, locale, gettext))
    known = start or end
    assert known is not None
    words = gettext(FROM if start else BY).format(date=_about(known, locale, gettext))
    return gettext(PERHAPS).format(date=words) if known.qualifier in ("?", "%") else words


def understood(d: PartialDate, *, locale: str = "en", gettext: Gettext = _untranslated) -> str:
    """Return how `d` was understood, to follow "Understood as:" under a field.

    On 20 November 2023; some time in November 2023; some time in 2023, uncertain. Where only one end
    of an interval is uncertain, the question mark stays with that end.
    """
    ends = moments(d.edtf)
    if len(ends) == 1 and ends[0]:
        words = _in_full(ends[0], locale, gettext)
    else:
        known = [end for end in ends if end]
        if not all(end.qualifier in ("?", "%") for end in known):
            return in_words(d, locale=locale, gettext=gettext)
        sure = d.edtf.replace("?", "").replace("%", "~")
        words = in_words(PartialDate.parse(sure), locale=locale, gettext=gettext)
    return gettext(UNCERTAIN).format(date=words) if d.uncertain else words


def _pattern(moment: Moment, locale: str) -> str:
    """Return the CLDR pattern for the precision of `moment`; English puts the day first, as Europe does."""
    known = Locale.parse("en_GB" if locale == "en" else locale)
    if _given(moment.day):
        return str(known.date_formats["long"].pattern)
    return str(known.datetime_skeletons["yMMMM" if _given(moment.month) else "y"].pattern)


def _is_span(moment: Moment) -> bool:
    # "The 1900s" would be a century to some and a decade to others.
    return moment.year.endswith(("XX", "0X"))


def _given(part: str | None) -> bool:
    return part is not None and part != "XX"


def _date(moment: Moment, locale: str, gettext: Gettext) -> str:
    if moment.year.endswith("X"):
        first, last = (_year(day, locale) for day in (moment.earliest, moment.latest))
        if _is_span(moment):
            return gettext(YEARS).format(start=first, end=last)
        return gettext(DECADE).format(year=first)
    return format_date(moment.earliest, _pattern(moment, locale), locale=locale)


def _year(day: date, locale: str) -> str:
    return format_date(day, "y", locale=locale)


def _about(moment: Moment, locale: str, gettext: Gettext) -> str:
    words = _date(moment, locale, gettext)
    return gettext(ABOUT).format(date=words) if moment.qualifier in ("~", "%") else words


def _short(moment: Moment, locale: str, gettext: Gettext) -> str:
    words = _about(moment, locale, gettext)
    return gettext(PERHAPS).format(date=words) if moment.qualifier in ("?", "%") else words


def _in_full(moment: Moment, locale: str, gettext: Gettext) -> str:
    """Return the words for `moment` but for its uncertainty."""
    words = _about(moment, locale, gettext)
    if moment.qualifier not in ("~", "%"):
        if _is_span(moment):
            first, last = _year(moment.earliest, locale), _year(moment.latest, locale)
            return gettext(BETWEEN).format(start=first, end=last)
        words = gettext(ON if _given(moment.day) else SOME_TIME).format(date=words)
    if moment.day == "XX":
        return gettext(NO_MONTH_OR_DAY if moment.month == "XX" else NO_DAY).format(date=words)
    return gettext(NO_MONTH).format(date=words) if moment.month == "XX" else words


def _start(start: Moment, end: Moment, locale: str) -> str | None:
    """Return the start without what it shares with the end, where the language puts that last.

    "Between October and December 2023", "between 5 and 12 November 2023"; None where it cannot be cut.
    """
    same_shape = start.qualifier == end.qualifier and start.year == end.year
    if not same_shape or not _given(start.month) or _given(start.day) != _given(end.day):
        return None
    pattern = _pattern(start, locale)
    shared = " MMMM" if _given(start.day) and start.month == end.month else " y"
    head, found, _ = pattern.partition(shared)
    if not found or "'" in head or "y" in head or not _given(end.month) or start.qualifier in ("~", "%"):
        return None
    return format_date(start.earliest, head, locale=locale)
