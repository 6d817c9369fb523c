"""Dates in the cells of a list, as the forms read them or as spreadsheets and databases print them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from webapp.domain.imports.cells.rough_dates import typed
from webapp.domain.imports.headers import known_words, plain, stated_order
from webapp.domain.imports.table import TableRow
from webapp.domain.refusals import Refused
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.other_calendars import is_plausible, readings
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

# The days of a spreadsheet count from here, since its first year has a leap day too many [ECMA-376, 18.17.4].
_DAY_ZERO, _DAY_ZERO_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DAY_NUMBERS = range(10_000, 60_000)
_TIME = re.compile(
    r"[\s,T]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|Z|UTC|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
# As in `14-Mar-22`: the word tells the day from the year. Whose life began then may have lived a century ago.
_SHORT_YEAR = re.compile(r"(\d{1,2})[\s./-]+([^\W\d_]{3,})\.?[\s./,-]+'?([0-4]\d)")
# As in `12.III.2021`, in which the month is a number too.
_ROMAN = re.compile(r"(?:(\d{1,2})[.\s/-]+)?(XII|XI|IX|X|VIII|VII|VI|IV|V|I{1,3})[.\s/-]+(\d{4})")
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# After a day or a year of birth, as in `1987 г.р.`.
OF_BIRTH = re.compile(
    r"[\s,]*(?:г\.?\s*/?\s*р\.?|р\.?\s*н\.?|"
    r"г\.?\s*н\.?|г(?:\.|ода?)?\s*рожд(?:\.|ения)?|року народження|doğumlu"
    r"|təvəllüdlü)$",
    re.IGNORECASE,
)
# As in `1950–1999`: a life, where no birth is known to so many years.
_YEARS, _LIFE = re.compile(r"\(?(\d{4})\s*[-–—]\s*(\d{4})\)?"), 15
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d{2})")
_PERSIAN_FIGURES, _SOLAR_YEAR = re.compile("[۰-۹]"), re.compile(r"1[34]\d\d(?!\d)")
_IN_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_WHOLE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A column whose years all are later has none of the last century.
_OF_THIS_TIME = 1990
# Nobody who is born then was taken in the first quarter of the last century.
_OF_THE_LIVING = 1930
# As in `mid-2021` and `2022-ci ilin əvvəli`.
_JOINED = re.compile(r"(?<=[^\W\d_])-(?=\d)|(?<=\d)-?c[iıuü](?!\w)")
# As in `1931, Gorki`.
_BORN_IN = re.compile(r"([^,;]*\d[^,;]*)[,;]\s*[^\d]+")


# Whom the lists of the last century name may be born in the one before.
_BIRTHS = range(1850, 2100)


# As in `2021-22`, where EDTF has a season in the place of a month.
_TWO_YEARS = re.compile(r"\d\d(\d\d)[-/](2[1-4])")
# Of headers in the language in which lists have the day first, or the month.
_ENGLISH = frozenset({"name", "names", "arrested", "born", "birth", "detained", "released", "since", "died"})
# As in `nuit du 4 au 5/02/2024`, which may be either day.
_NIGHT = re.compile(
    r"\D*?(?:night|nuit|ночь|ночи|ніч|ночі|ноч|ночы|noche|gecə\w*|gece\w*|nacht|noc|noite|notte)\D*"
    r"(?P<first>\d{1,2})(?P<ends>\D{1,7})(?P<second>\d{1,2})(?P<rest>\D.*\d{4}\D*)",
    re.IGNORECASE,
)
# As in `1991-00-00`, of which a database knows the year alone, and `12.03.2021r.`
_NOT_KNOWN, _OF_YEAR = re.compile(r"(?<=\d\d)(?:-00)+$"), re.compile(r"(?<=\d{4})\s?(?:r|rok|roku|г|р)\.?$")
# What spreadsheets print for a cell without a day.
_NO_DAYS = frozenset({"1899-12-30", "1899-12-31", "1900-01-01"})


# As in `New Year 2024 (1 January 2024)`.
_WITHIN = re.compile(r"[^()\d]+(?P<year>\d{4})?[^()\d]*\((?P<date>\d{1,2}[^()]*\d{4})\)")


class DateFigures(NamedTuple):
    """In which order a column has the figures of a date, as far as its dates and its header tell.

    `month_stated` is true where the header says so and no date says otherwise; `first_year` is the earliest.
    `is_open` is true where somebody has to say: nothing in the list tells, of whose language lists have
    either order, or other dates of it have the month first. `is_solar` is true where dates of the list are in
    Persian figures: its years are those of the sun.
    """

    month_first: bool = False
    month_stated: bool = False
    day_first: bool = False
    year_last: bool = False
    first_year: int | None = None
    is_open: bool = False
    is_solar: bool = False


def of_the_list(
    figures: Mapping[int, DateFigures], headers: Iterable[str], *, of_the_living: bool = False
) -> dict[int, DateFigures]:
    """Return what the dates of each column tell, of one that does not tell the order what the others do.

    Whose age is told, or whose birth is not so long ago, was taken in this century where a year of two
    figures may be of either.
    """
    years = [each.first_year for each in figures.values() if each.first_year]
    of_this_time = of_the_living or (bool(years) and min(years) >= _OF_THE_LIVING)
    year_last = any(each.year_last for each in figures.values())
    month_first = any(each.month_first for each in figures.values())
    day_first = any(each.day_first for each in figures.values())
    is_solar = any(each.is_solar for each in figures.values())
    in_english = any(_ENGLISH & set(plain(header).split()) for header in headers)
    is_open = not day_first and (in_english or month_first)
    return {
        column: each._replace(
            month_first=each.month_first or (month_first and not day_first),
            is_open=is_open and not each.month_stated,
            year_last=each.year_last or (year_last and each.first_year is None),
            first_year=each.first_year or (_OF_THIS_TIME if of_this_time else None),
            is_solar=is_solar,
        )
        for column, each in figures.items()
    }  # fmt: skip


def may_be_either(text: str, figures: DateFigures) -> bool:
    """Tell whether a date in figures may have the day or the month first, and nobody knows which."""
    match = _FIGURES.fullmatch(text) if figures.is_open else None
    if match is None or not (figures.month_first or (match[2] == "/" and len(match[4]) == len("2022"))):
        return False
    days = {int(match[1]), int(match[3])}
    return len(days) == 2 and max(days) <= 12


def read_date(
    text: str, *, in_spreadsheet: bool, beside: str = "", from_1904: bool = False
) -> PartialDate:
    """Return a date as the forms read it, or a spreadsheet's number of a day. Raises Refused at `value`.

    The time of day is passed over, and of the words that may stand before a date those of one kind: `since`
    before a day of arrest, `until` before the last one, `b.` before one of birth. A date of another calendar
    is read where it can be of no second first.
    """
    if beside == "end":
        # Before the last day "until" says nothing more; elsewhere it means: on or before.
        text = _without_words(text, beside)
    elif beside == "birth":
        text = _without_words_of_birth(text)
    # Spreadsheets print whole numbers with a zero after the point at times.
    text = text.removesuffix(".0") if text[:4].isdecimal() and len(text) == len("2021.0") else text
    text = typed(_OF_YEAR.sub("", _NOT_KNOWN.sub("", text)), of_birth=beside == "birth")
    if night := _NIGHT.fullmatch(text):
        return _night(night)
    if month := _ROMAN.fullmatch(text):
        text = ".".join(filter(None, (month[1], str(_MONTHS.index(month[2]) + 1), month[3])))
    if in_spreadsheet and text.isdecimal() and int(text) in _DAY_NUMBERS:
        first = _DAY_ZERO_OF_1904 if from_1904 else _DAY_ZERO
        return PartialDate.parse((first + timedelta(days=int(text))).isoformat())
    if (short := _SHORT_YEAR.fullmatch(text)) and beside != "birth":
        text = f"{short[1]} {short[2]} 20{short[3]}"
    text = _date_within(text)
    try:
        return _gregorian(text, of_birth=beside == "birth")
    except Refused:
        bare = _without_part_of_time(_without_words(_TIME.sub("", text), beside))
        found = readings(bare)
        if len(found) == 1:
            return found[0].date
        if bare == text or found:
            raise
    return _gregorian(bare)


def _date_within(text: str) -> str:
    """Return the date in brackets of `New Year 2024 (1 January 2024)`; else the text as it is."""
    within = _WITHIN.fullmatch(text)
    return within["date"] if within and within["year"] in (None, within["date"][-4:]) else text


def _without_words_of_birth(text: str) -> str:
    """Return a date of birth without what stands beside it. Raises Refused for the years of a life."""
    text = OF_BIRTH.sub("", text)
    years = _YEARS.fullmatch(text)
    if years and int(years[2]) - int(years[1]) > _LIFE:
        raise Refused("value", N_("These seem years of birth and death. Write that of birth alone."))
    text = born[1].strip() if (born := _BORN_IN.fullmatch(text)) else text
    return OF_BIRTH.sub("", text)


def _night(match: re.Match[str]) -> PartialDate:
    """Return the two days of a night. Raises Refused at `value` where they do not follow each other."""
    first, second = (
        _gregorian(f"{match[day]}{match['rest']}".strip()) for day in ("first", "second")
    )  # fmt: skip
    if first.latest is None or second.earliest is None or first.latest + timedelta(days=1) != second.earliest:
        raise Refused("value", N_("A night is between two days that follow each other: write one of them."))
    return PartialDate.parse(f"{first.edtf}/{second.edtf}")


def _gregorian(text: str, *, of_birth: bool = False) -> PartialDate:
    years = _TWO_YEARS.fullmatch(text)
    if years and int(years[1]) + 1 == int(years[2]):
        raise Refused("value", N_("Two years, or a season? Write “2021/2022”, or the season as a word."))
    try:
        partial = PartialDate.read(text)
    except BadDate as error:
        raise Refused("value", "%(reason)s", reason=str(error)) from error
    days = filter(None, (partial.earliest, partial.latest))
    may_be = is_plausible(partial) or (of_birth and all(day.year in _BIRTHS for day in days))
    if partial.edtf in _NO_DAYS or not may_be:
        raise Refused("value", N_("Such a date is seldom meant, or of another calendar."))
    return partial


def _without_part_of_time(text: str) -> str:
    """Return the year or month of `early 2021`; as it is where it has a day, of which no part is told."""
    known = known_words("part_of_time")
    words = _JOINED.sub(" ", text).split()
    codes = [known.get(plain(word)) for word in words]
    bare = " ".join(word for word, code in zip(words, codes, strict=True) if code is None)
    return bare if "part" in codes and len(re.findall(r"\d+", bare)) == 1 else text


def _without_words(text: str, beside: str) -> str:
    words, known = text.split(), known_words("beside_a_date")
    return " ".join(words[1:]) if words and known.get(plain(words[0])) == beside else text


def date_figures(rows: Iterable[TableRow], column: int, header: str) -> DateFigures:
    """Return what the dates of a column, and its header, tell of the order in which it has figures."""
    day_first = month_first = year_last = False
    years: set[int] = set()
    is_solar = False
    for row in rows:
        text = row.cell(column).text
        is_solar = is_solar or _PERSIAN_FIGURES.search(text) is not None
        years.update(int(year) for year in _WHOLE_YEAR.findall(text))
        if match := _FIGURES.fullmatch(text):
            first, second = int(match[1]), int(match[3])
            day_first = day_first or second <= 12 < first <= 31
            month_first = month_first or first <= 12 < second <= 31
            year_last = year_last or len(match[4]) == 4
    stated = stated_order(header)
    return DateFigures(
        month_first=month_first or stated == "month",
        month_stated=stated == "month" and not day_first,
        day_first=day_first or stated == "day",
        year_last=year_last or bool(stated),
        first_year=min(years, default=None),
        is_solar=is_solar,
    )


def in_figures(text: str, figures: DateFigures, *, latest: int | None, of_birth: int | None = None) -> str:
    """Return a date in figures with the day first and the whole year, as far as its column tells the order.

    A year of two figures is one of this century where all whole years of the column are, and of the last one
    where not all are and it would come after the `latest`; else, and without a `latest`, it is not read.
    One `of_birth` is of the last century where it would come after that last year of the list. Raises Refused
    for a date that has another meaning with the month before the day.
    """
    if figures.is_solar and _SOLAR_YEAR.match(text):
        # In which the calendar of the moon is not written.
        return text.translate(_IN_PERSIAN)
    match = _FIGURES.fullmatch(text)
    if match is None:
        return text
    first, second, year = int(match[1]), int(match[3]), match[4]
    month_first = figures.month_stated or (not figures.day_first and first <= 12 < second)
    swapped = figures.month_first and month_first
    if figures.month_first and not swapped and first != second and first <= 12 and second <= 12:
        message = N_("Another date of this list has the month before the day. Write the month as a word.")
        raise Refused("value", message)
    if len(year) == len("22"):
        has_order = figures.day_first or swapped or match[2] == "."
        has_order = has_order and figures.year_last
        whole = _with_century(int(year), figures, latest) if has_order and latest is not None else None
        if whole is None and of_birth and has_order and int(year) > of_birth % 100:
            # Nobody is born later, nor is one held who was born a century before.
            whole = 1900 + int(year)
        if whole is None:
            return text
        year = str(whole)
    day, month = (second, first) if swapped else (first, second)
    return f"{day:02}.{month:02}.{year}"


def _with_century(year: int, figures: DateFigures, latest: int) -> int | None:
    """Return the year that two figures mean in a column; None where it may be of either century."""
    if figures.first_year is None:
        return None
    if figures.first_year >= _OF_THIS_TIME:
        return 2000 + year if 2000 + year <= latest else None
    return 1900 + year if 2000 + year > latest else None
