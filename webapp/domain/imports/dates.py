"""Dates in the cells of a list, as the forms read them or as spreadsheets and databases print them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from webapp.domain.imports.columns import known_words, plain
from webapp.domain.imports.table import TableRow
from webapp.domain.refusals import Refused
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.other_calendars import is_plausible, readings
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

# The days of a spreadsheet count from here, since its first year has a leap day too many [ECMA-376, 18.17.4].
_DAY_ZERO = date(1899, 12, 30)
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
_OF_BIRTH = re.compile(
    r"[\s,]*(?:г\.?\s*/?\s*р\.?|р\.?\s*н\.?|г(?:\.|ода?)?\s*рожд(?:\.|ения)?|року народження|doğumlu"
    r"|təvəllüdlü)$",
    re.IGNORECASE,
)
# As in `1950–1999`: a life, where no birth is known to so many years.
_YEARS, _LIFE = re.compile(r"\(?(\d{4})\s*[-–—]\s*(\d{4})\)?"), 15
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")


def read_date(text: str, *, in_spreadsheet: bool, beside: str = "") -> PartialDate:
    """Return a date as the forms read it, or a spreadsheet's number of a day. Raises Refused at `value`.

    The time of day is passed over, and of the words that may stand before a date those of one kind: `since`
    before a day of arrest, `until` before the last one, `b.` before one of birth. A date of another calendar
    is read where it can be of no second one.
    """
    if beside == "end":
        # Before the last day "until" says nothing more; elsewhere it means: on or before.
        text = _without_words(text, beside)
    elif beside == "birth":
        text = _OF_BIRTH.sub("", text)
        years = _YEARS.fullmatch(text)
        if years and int(years[2]) - int(years[1]) > _LIFE:
            raise Refused("value", N_("These seem years of birth and death. Write that of birth alone."))
    # Spreadsheets print whole numbers with a zero after the point at times.
    text = text.removesuffix(".0") if text[:4].isdecimal() and len(text) == len("2021.0") else text
    if month := _ROMAN.fullmatch(text):
        text = ".".join(filter(None, (month[1], str(_MONTHS.index(month[2]) + 1), month[3])))
    if in_spreadsheet and text.isdecimal() and int(text) in _DAY_NUMBERS:
        return PartialDate.parse((_DAY_ZERO + timedelta(days=int(text))).isoformat())
    if (short := _SHORT_YEAR.fullmatch(text)) and beside != "birth":
        text = f"{short[1]} {short[2]} 20{short[3]}"
    try:
        return _gregorian(text)
    except Refused:
        bare = _without_words(_TIME.sub("", text), beside)
        found = readings(bare)
        if len(found) == 1:
            return found[0].date
        if bare == text or found:
            raise
    return _gregorian(bare)


def _gregorian(text: str) -> PartialDate:
    try:
        partial = PartialDate.read(text)
    except BadDate as error:
        raise Refused("value", "%(reason)s", reason=str(error)) from error
    if not is_plausible(partial):
        raise Refused("value", N_("Such a date is seldom meant, or of another calendar."))
    return partial


def _without_words(text: str, beside: str) -> str:
    words, known = text.split(), known_words("beside_a_date")
    return " ".join(words[1:]) if words and known.get(plain(words[0])) == beside else text


def month_first(rows: Iterable[TableRow], column: int) -> bool:
    """Tell whether the dates of a column seem to have the month before the day, as 12/25/2022 does."""
    figures = (_FIGURES.fullmatch(row.cell(column).text) for row in rows)
    return any(match and int(match[1]) <= 12 < int(match[2]) <= 31 for match in figures)


def check_order(text: str) -> None:
    """Raise Refused for a date in figures that has another meaning with the month before the day."""
    match = _FIGURES.fullmatch(text)
    if match and match[1] != match[2] and int(match[1]) <= 12 and int(match[2]) <= 12:
        message = N_("Another date of this column has the month before the day. Write the month as a word.")
        raise Refused("value", message)
