"""What the cells of a column tell together: words for a status, the order of dates, letters of sexes."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from webapp.domain.imports.cells.dates import DateFigures, date_figures
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.cells.status_words import guessed_status, says_no_status, status_key
from webapp.domain.imports.cells.terms import LENGTH, NUMBER, UNITS, in_numbers
from webapp.domain.imports.cells.values import repeats_row_above, says_nothing
from webapp.domain.imports.columns import is_header_again
from webapp.domain.imports.headers import known_words, plain
from webapp.domain.imports.table import TableRow, TextRows
from webapp.vocab.liberty import Status

# Longer words than these are remarks, as one cell in four may be; of many different ones the first tell.
_LONGEST_STATUS, _MOST_LONG, _LOOKED_AT = 60, 4, 20
# Cells that state years, at least, and the most years that a number alone may be.
_FEWEST_TERMS, _MOST_YEARS = 3, 30
# The letters by which lists of one language tell men and women apart.
_PAIRS_OF_LETTERS = [
    {pair[0]: "male", pair[1]: "female"}
    for pair in ("mf", "mw", "hf", "hm", "vm", "ek", "kq", "mk", "мж", "чж", "mž", "ef")
]


def status_words(rows: Iterable[TableRow], column: int | None) -> dict[str, tuple[str, Status | None]]:
    """Return the list's own words for a status as printed, and what each seems to mean, by the plain word."""
    if column is None:
        return {}
    return dict(_words_of_long(rows, column) if isinstance(rows, TextRows) else _words(rows, column))


def _words(rows: Iterable[TableRow], column: int) -> dict[str, tuple[str, Status | None]]:
    words: dict[str, tuple[str, Status | None]] = {}
    for row in rows:
        cell = row.cell(column).text
        text, _ = status_and_day(cell)
        word = status_key(text)
        # The header once more is no word of anybody.
        is_none = says_no_status(text) or repeats_row_above(text)
        if not is_none and word not in words and not is_header_again(row):
            # Of several clauses the day may tell which of them is the last.
            words[word] = (text, last_status(text) or last_status(cell))
    return words


@lru_cache(maxsize=8)
def _words_of_long(rows: TextRows, column: int) -> dict[str, tuple[str, Status | None]]:
    return _words(rows, column)


def column_of(rows: Sequence[TableRow], column: int | None) -> Collection[str]:
    """Return the different texts of a column; none where there is no such column."""
    if column is None:
        return ()
    return _column_in_long(rows, column) if isinstance(rows, TextRows) else _different(rows, column)


@lru_cache(maxsize=8)
def _column_in_long(rows: TextRows, column: int) -> frozenset[str]:
    return _different(rows, column)


def _different(rows: Iterable[TableRow], column: int) -> frozenset[str]:
    return frozenset(row.cell(column).text for row in rows)


def figures_of_dates(rows: Sequence[TableRow], column: int, header: str) -> DateFigures:
    """Return in which order the dates of a column seem to have their figures."""
    of_long = isinstance(rows, TextRows)
    return _figures_in_long(rows, column, header) if of_long else date_figures(rows, column, header)


@lru_cache(maxsize=8)
def _figures_in_long(rows: TextRows, column: int, header: str) -> DateFigures:
    return date_figures(rows, column, header)


def tell_status(cells: Sequence[str]) -> bool:
    """Tell whether a column without a known header holds words for a status, most of its first cells."""
    filled = [cell for cell in cells if not says_nothing(cell)]
    different = list(dict.fromkeys(filled))[:_LOOKED_AT]
    long = sum(len(cell) > _LONGEST_STATUS for cell in different)
    if len(filled) < max(2, len(cells) // 2) or _MOST_LONG * long > len(different):
        return False
    known = sum(guessed_status(status_and_day(cell)[0]) is not None for cell in different)
    return 2 * known > len(different)


def unit_of_terms(cells: Collection[str]) -> str:
    """Return `years` where the terms of a column are of years, none of months or days alone; or nothing."""
    terms = known_words("terms")
    units = [
        UNITS.intersection(terms.get(plain(unit), "") for _, unit in LENGTH.findall(in_numbers(cell)))
        for cell in cells
    ]
    stated = list(filter(None, units))
    is_of_years = len(stated) >= _FEWEST_TERMS and all("years" in each for each in stated)
    numbers = (cell.removesuffix(".0") for cell in cells)
    alone = (float(number.replace(",", ".")) for number in numbers if NUMBER.fullmatch(number))
    return "years" if is_of_years and max(alone, default=0) <= _MOST_YEARS else ""


def letters_of_sexes(cells: Iterable[str]) -> dict[str, str]:
    """Return what the letters of a column mean beside each other: M beside H is a woman, of `Hombre, Mujer`.

    Empty for one that may mean either.
    """
    letters = {letter for cell in cells if len(letter := plain(cell)) == 1}
    by_letter = {
        letter: {pair[letter] for pair in _PAIRS_OF_LETTERS if {letter} < pair.keys() <= letters}
        for letter in letters
    }
    return {letter: codes.pop() if len(codes) == 1 else "" for letter, codes in by_letter.items() if codes}
