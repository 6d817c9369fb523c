"""Partial dates in words, at the precision that they have and never a day more."""

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date

from webapp.vocab.dates.edtf import SEASONS, EdtfDate, parse_edtf
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

Gettext = Callable[[str], str]

ABOUT = N_("about {date}")
PERHAPS = N_("{date} (uncertain)")
UNCERTAIN = N_("{date}, uncertain")
BY = N_("on or before {date}")
FROM = N_("from {date} on")
BETWEEN = N_("between {start} and {end}")
DECADE = N_("the {year}s")
YEARS = N_("{start}–{end}")
ON = N_("on {date}")
WITHIN = N_("some time in {date}")
SEASON_NAMES = dict(zip(
    SEASONS, (N_("spring {year}"), N_("summer {year}"), N_("autumn {year}"), N_("winter {year}")), strict=True
))
NO_DAY = N_("{date}, day not stated")
NO_MONTH = N_("{date}, month not stated")
NO_MONTH_OR_DAY = N_("{date}, month and day not stated")


def _untranslated(message: str) -> str:
    return message


def in_words(partial_date: PartialDate, *, locale: str = "en", gettext: Gettext = _untranslated) -> str:
    """Return `partial_date` in few words, for lists: 20 November 2023; about June 2023; 2023 (uncertain)

    `locale` is a CLDR locale such as `az` or `en_GB`; `gettext` turns the fixed words.
    """
    ends = parse_edtf(partial_date.edtf)
    if len(ends) == 1 and ends[0]:
        return _short(ends[0], locale, gettext)
    start, end = ends
    if start and end:
        first = _start(start, end, locale) or _short(start, locale, gettext)
        return gettext(BETWEEN).format(start=first, end=_short(end, locale, gettext))
    known_end = start or end
    assert known_end is not None
    words = gettext(FROM if start else BY).format(date=_about(known_end, locale, gettext))
    return gettext(PERHAPS).format(date=words) if known_end.qualifier in ("?", "%") else words


def understood(partial_date: PartialDate, *, locale: str = "en", gettext: Gettext = _untranslated) -> str:
    """Return how `partial_date` was understood, to follow "Understood as:" under a field.

    On 20 November 2023; some time in November 2023; some time in 2023, uncertain. Where only one end
    of an interval is uncertain, the word stays with that end.
    """
    ends = parse_edtf(partial_date.edtf)
    if len(ends) == 1 and ends[0]:
        words = _in_full(ends[0], locale, gettext)
    else:
        known_ends = [end for end in ends if end]
        if not all(end.qualifier in ("?", "%") for end in known_ends):
            return in_words(partial_date, locale=locale, gettext=gettext)
        sure = partial_date.edtf.replace("?", "").replace("%", "~")
        words = in_words(PartialDate.parse(sure), locale=locale, gettext=gettext)
    return gettext(UNCERTAIN).format(date=words) if partial_date.uncertain else words


def _pattern(edtf_date: EdtfDate, locale: str) -> str:
    """Return the CLDR pattern for the precision of a date; English puts the day first, as Europe does."""
    precision = "yMMMM" if _given(edtf_date.month) else "y"
    return _pattern_to("day" if _given(edtf_date.day) else precision, locale)


@cache
def _pattern_to(precision: str, locale: str) -> str:
    locale_data = Locale.parse("en_GB" if locale == "en" else locale)
    if precision == "day":
        return str(locale_data.date_formats["long"].pattern)
    return str(locale_data.datetime_skeletons[precision].pattern)


@lru_cache(maxsize=4_096)
def formatted(day: date, pattern: str, locale: str) -> str:
    """Return a day after a CLDR pattern: lists print the same days over and over."""
    return format_date(day, pattern, locale=locale)


def _is_span(edtf_date: EdtfDate) -> bool:
    # "The 1900s" would be a century to some and a decade to others.
    return edtf_date.year.endswith(("XX", "0X"))


def _given(part: str | None) -> bool:
    return part is not None and part != "XX"


def _date(edtf_date: EdtfDate, locale: str, gettext: Gettext) -> str:
    if edtf_date.year.endswith("X"):
        first, last = (_year(day, locale) for day in (edtf_date.earliest, edtf_date.latest))
        if _is_span(edtf_date):
            return gettext(YEARS).format(start=first, end=last)
        return gettext(DECADE).format(year=first)
    if edtf_date.month in SEASON_NAMES:
        return gettext(SEASON_NAMES[edtf_date.month]).format(year=_year(edtf_date.earliest, locale))
    return formatted(edtf_date.earliest, _pattern(edtf_date, locale), locale)


def _year(day: date, locale: str) -> str:
    return formatted(day, "y", locale)


def _about(edtf_date: EdtfDate, locale: str, gettext: Gettext) -> str:
    words = _date(edtf_date, locale, gettext)
    return gettext(ABOUT).format(date=words) if edtf_date.qualifier in ("~", "%") else words


def _short(edtf_date: EdtfDate, locale: str, gettext: Gettext) -> str:
    words = _about(edtf_date, locale, gettext)
    return gettext(PERHAPS).format(date=words) if edtf_date.qualifier in ("?", "%") else words


def _in_full(edtf_date: EdtfDate, locale: str, gettext: Gettext) -> str:
    """Return the words for `edtf_date` but for its uncertainty."""
    words = _about(edtf_date, locale, gettext)
    if edtf_date.qualifier not in ("~", "%"):
        if _is_span(edtf_date):
            first, last = _year(edtf_date.earliest, locale), _year(edtf_date.latest, locale)
            return gettext(BETWEEN).format(start=first, end=last)
        words = gettext(ON if _given(edtf_date.day) else WITHIN).format(date=words)
    if edtf_date.day == "XX":
        return gettext(NO_MONTH_OR_DAY if edtf_date.month == "XX" else NO_DAY).format(date=words)
    return gettext(NO_MONTH).format(date=words) if edtf_date.month == "XX" else words


def _start(start: EdtfDate, end: EdtfDate, locale: str) -> str | None:
    """Return the start without what it shares with the end, where the language puts that last.

    "Between October and December 2023", "between 5 and 12 November 2023"; None where it cannot be cut.
    """
    same_shape = start.qualifier == end.qualifier and start.year == end.year
    if {start.month, end.month} & SEASONS.keys():
        return None
    if not same_shape or not _given(start.month) or _given(start.day) != _given(end.day):
        return None
    pattern = _pattern(start, locale)
    shared = " MMMM" if _given(start.day) and start.month == end.month else " y"
    head, separator, _ = pattern.partition(shared)
    if not separator or "'" in head or "y" in head or not _given(end.month) or start.qualifier in ("~", "%"):
        return None
    return formatted(start.earliest, head, locale)
