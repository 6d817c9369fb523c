"""How long a term is as a cell of a list prints it, in figures or in words, and the sentence it makes."""

import re
from dataclasses import dataclass, field
from functools import cache

from webapp.domain.imports.cells.numbers import compound_numbers, number_in_words
from webapp.domain.imports.headers import known_words, plain
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.models import Organization
from webapp.vocab.charges import Basis, SentenceKind, StepKind

LENGTH = re.compile(r"(\d+(?:[.,]5)?)(?:\s*\([^\W\d_]+\))?[\s-]*([^\W\d_]+)['’.]?")
"""As in `7 years`, `7-year` and `7 (seven) years`."""
NUMBER = re.compile(r"\d{1,3}(?:[.,]5)?")
"""A number alone, and no year."""
UNITS = frozenset({"years", "months", "days"})
"""In which a term is counted."""
# A number in words before its unit, as in `twelve years`.
_NUMBER_WORD = re.compile(r"([^\W\d_]+)(?=[\s-]+([^\W\d_]+))")
# As in `five (5) years`.
_NUMBER_TWICE = re.compile(r"[^\W\d_]+\s*\((\d+)\)")
# As in `有期徒刑四年六个月`.
_CHINESE = re.compile(
    "(?=[一二两三四五六七八九十])([一二两三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=年|个月|月|天|日)"
)
# Arabic has two years in a word of its own, and writes `and` together with the next word.
_ARABIC_TWO = re.compile(r"(?<!\w)(سنت|عام|شهر|يوم)(?:ان|ين)(?!\w)")
_ARABIC_AND = re.compile(r"(?<=\s)و(?=[^\W\d_]{3})")
_ARABIC_ALONE = re.compile(r"^(سنة|عام|شهر)(?=\s|$)")
_ARABIC_UNITS = {"سنت": "سنة", "عام": "عام", "شهر": "شهر", "يوم": "يوم"}
_DIGITS = {"": 0} | {digit: place for place, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}


@dataclass(frozen=True)
class StatedSentence:
    """A sentence as a cell states it; the lengths are None but for one that has a length.

    `step` is the conviction, or what changed it later to this new total, on the `basis` that is stated; of
    one that was suspended later nothing is new but that: `kind` is None. `court` is that of the conviction.
    Where it `leaves_out` something, the cell says more: a fine beside it, or a part that is not served.
    """

    kind: SentenceKind | None
    years: int | None = None
    months: int | None = None
    days: int | None = None
    suspended: bool = False
    step: StepKind = StepKind.CONVICTED
    basis: Basis | None = None
    court: Organization | None = None
    leaves_out: bool = field(default=False, compare=False)


def of_length(lengths: dict[str, float]) -> StatedSentence:
    """Return a term of so many years, months and days, of years perhaps with a half."""
    months = lengths.get("months", 0) + lengths.get("years", 0) % 1 * 12
    years, days = lengths.get("years", 0), lengths.get("days", 0)
    return StatedSentence(SentenceKind.TERM, int(years) or None, int(months) or None, int(days) or None)


def in_numbers(text: str) -> str:
    """Return the words of a cell with its numbers in figures: `7.5 years` of `seven and a half years`."""
    text = _CHINESE.sub(_in_figures, text.replace("½", ".5"))
    text = _ARABIC_ALONE.sub(r"1 \1", text)
    text = _ARABIC_AND.sub("و ", _ARABIC_TWO.sub(lambda two: f"2 {_ARABIC_UNITS[two[1]]}", text))
    text = _halves().sub(_with_half, text)
    text = compound_numbers().sub(_in_figures_of_words, text)
    text = _NUMBER_TWICE.sub(lambda both: both[1] if _says_twice(both) else both[0], text)
    return _NUMBER_WORD.sub(_in_digits, text)


@cache
def _halves() -> re.Pattern[str]:
    """Return the pattern of a number with a half after it or after its unit: `7 and a half years`."""
    half, numbers = any_of(word_lists("terms")["beside"]["half"]), any_of(known_words("number_words"))
    return re.compile(rf"(?<!\w)(\d+|{numbers})(\s+[^\W\d_]+)??\s+(?:{half})(?!\w)", re.IGNORECASE)


def _with_half(words: re.Match[str]) -> str:
    number, unit = known_words("number_words").get(plain(words[1]), words[1]), words[2] or ""
    is_length = number.isdecimal() and (not unit or known_words("terms").get(plain(unit)) == "years")
    return f"{number}.5{unit}" if is_length else words[0]


def _in_figures_of_words(words: re.Match[str]) -> str:
    number = number_in_words(words[0])
    return words[0] if number is None else str(number)


def _says_twice(both: re.Match[str]) -> bool:
    return known_words("number_words").get(plain(both[0].partition("(")[0])) == both[1]


def _in_digits(word: re.Match[str]) -> str:
    numbers, units = known_words("number_words"), known_words("terms")
    is_number = units.get(plain(word[2])) in UNITS
    return numbers.get(plain(word[1]), word[1]) if is_number else word[1]


def _in_figures(number: re.Match[str]) -> str:
    tens, ten, ones = number.groups()
    return str((_DIGITS[tens] or 1) * 10 + _DIGITS[ones] if ten else _DIGITS[tens])
