"""Dates of lists that name less than a day in their own way: `nov-22`, `first half of May 2021`."""

import re
from calendar import monthrange
from functools import cache

from webapp.domain.imports.headers import known_words, plain
from webapp.domain.refusals import Refused
from webapp.vocab.dates.date_words import SEASONS
from webapp.vocab.dates.month_names import english_months, folded, month_of
from webapp.vocab.words import N_

# As spreadsheets print a month: `nov-22`; and as people do: `март 22`, `мар.22`, `Nov '22`.
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,})(\.?\s?-\s?|\.\s?|\s|(?='))('?)([0-4]\d)")
# As in `05.22`, which is no day of a month.
_FIGURES = re.compile(r"(0?[1-9]|1[0-2])\.(1[3-9]|[2-4]\d)")
_BASIC = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_WITHOUT_SPACES = re.compile(r"(\d{1,2})([^\W\d_]{3,})((?:19|20)\d\d)")
_DECADE = re.compile(r"((?:19|20)\d)0\s?-?(?:е|х|ых|ті|тыя|lər|lar|ler)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TWO_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)\s*[-/–]\s*(?P<second>(?:(?:19|20)?\d\d))")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])")
_LETTER = re.compile(r"[^\W\d_]")
_OR = re.compile(r"\s+(?:or|или|або|ці|və ya|veya|ou|oder|lub)\s+", re.IGNORECASE)
_DOUBTED = re.compile(r"\s*\(\?\)$")
# Of a list of the other calendar: `1981 م`; and `1358/1/9`, in which no zeros stand.
_OF_OUR_ERA = re.compile(r"(?<=\d)\s?(?:م|میلادی)$")
_SHORT_SOLAR = re.compile(r"(1[34]\d\d)/(\d{1,2})/(\d{1,2})")
# As in `1984 (May)`.
_MONTH_ASIDE = re.compile(r"((?:19|20)\d\d)\s*\(([^\W\d_]{3,})\)")
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(
    r"q(?P<of>[1-4])|(?P<number>[1-4]|iv|i{1,3})(?:\s?[^\W\d_]{1,3})?\s?"
    r"(?:q|quarter|кв|квартал\w*|rüb\w*|kvartal\w*|çeyre\w*|trimestre|kwartał\w*|quartal)"
)


def typed(text: str, *, of_birth: bool = False) -> str:
    """Return a date as the forms read it, where a list prints it otherwise; else as it is.

    Raises Refused at `value` for one that may be the day of a month, or its year.
    """
    text = _OF_OUR_ERA.sub("", _DOUBTED.sub("?", text))
    if (match := _MONTH_ASIDE.fullmatch(text)) and month_of(folded(match[2])):
        return f"{match[2]} {match[1]}"
    if match := _SHORT_SOLAR.fullmatch(text):
        return f"{match[1]}/{int(match[2]):02}/{int(match[3]):02}"
    if match := _BASIC.fullmatch(text):
        return "-".join(match.groups())
    if match := _WITHOUT_SPACES.fullmatch(text):
        return " ".join(match.groups())
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}0s"
    if part := _part_of_year(text):
        return part
    if _OR.search(text) or _BETWEEN_LETTERS.search(text):
        return _OR.sub("-", _BETWEEN_LETTERS.sub("-", text))
    return text if of_birth else _with_whole_year(text)


def _with_whole_year(text: str) -> str:
    """Return a month with the four figures of its year, of which a list prints two."""
    if match := _FIGURES.fullmatch(text):
        return f"{int(match[1]):02}.20{match[2]}"
    match = _MONTH_YEAR.fullmatch(text)
    if match is None or not (month_of(folded(match[1])) or folded(match[1]) in SEASONS):
        return text
    is_stated = bool(match[3]) or "-" in match[2] or int(match[4]) > 31
    # In English a month may lead its day.
    if not is_stated and match[1].casefold() in english_months():
        message = N_("A day without its year, or a month of a year? Write the year with four digits.")
        raise Refused("value", message)
    return f"{match[1]} 20{match[4]}"


def _part_of_year(text: str) -> str:
    """Return the months of a quarter, a half or a winter of two years, or the days of a half of a month."""
    if not _LETTER.search(text):
        return ""
    winter = _TWO_YEARS.search(text)
    if winter and int(winter["first"][2:]) + 1 == int(winter["second"][-2:]):
        season = folded(plain(text[: winter.start()] + text[winter.end() :]))
        is_winter = SEASONS.get(season) == "24"
        return f"{winter['first']}-12/{int(winter['first']) + 1}-02" if is_winter else ""
    years = _YEAR.findall(text)
    if len(years) != 1:
        return ""
    year, (before, _, after) = int(years[0]), text.partition(years[0])
    words = " ".join(word for word in plain(f"{before} {after}").split() if word not in _between())
    if match := _QUARTER.fullmatch(words):
        quarter = _QUARTERS[match["of"] or match["number"]]
        return f"{year}-{3 * quarter - 2:02}/{year}-{3 * quarter:02}"
    return _half(words, year)


def _half(words: str, year: int) -> str:
    """Return the months of a half of a year, or the days of one of a month; empty of other words."""
    for phrase, part in known_words("halves").items():
        known = " ".join(word for word in phrase.split() if word not in _between())
        rest = f" {words} ".replace(f" {known} ", " ", 1).strip() if f" {known} " in f" {words} " else None
        if rest == "":
            return f"{year}-01/{year}-06" if part == "first" else f"{year}-07/{year}-12"
        if rest and (month := month_of(folded(rest))):
            first, last = (1, 15) if part == "first" else (16, monthrange(year, month)[1])
            return f"{year}-{month:02}-{first:02}/{year}-{month:02}-{last:02}"
    return ""


@cache
def _between() -> frozenset[str]:
    return frozenset(word for word, code in known_words("part_of_time").items() if code == "between")
