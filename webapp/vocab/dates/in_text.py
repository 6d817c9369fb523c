"""Dates printed in running text, in figures and in words, each with the place where it stands."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from webapp.vocab.dates.date_words import BEFORE_DATES, WITHIN_DATES
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.han_numbers import HAN_DATE, in_figures
from webapp.vocab.dates.month_names import folded, month_of, months_of_several_words
from webapp.vocab.dates.partial_date import PartialDate

_TOKEN = re.compile(r"[\w'’./+-]+")
_GAP = re.compile(r"[ \t\u00a0,]*|[ \t\u00a0,]*\n[ \t\u00a0]*")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:['’-]?[^\W\d_]{1,4})?")
_DAY = re.compile(r"\d{1,2}(?:['’-]?[^\W\d_]{1,4})?")
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2}([-./])\d{1,2}\2\d{1,2})(?:[TТ]\d.*)?")
_HYPHENED = re.compile(r"\d{1,2}-[^\W\d_]{3,}-(?:19|20)\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(?:19|20)\d{2}(?:['’-]?[^\W\d_]{1,4})?")
_HAN = re.compile(r"(?:19|20)\d{2} ?[年년] ?\d{1,2} ?[月월](?: ?\d{1,2} ?[日号號일])?")
_VIETNAMESE = re.compile(
    r"(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?: năm|,)? ((?:19|20)\d{2})", re.IGNORECASE
)
_UZBEK = re.compile(
    r"((?:19|20)\d{2})[-‐ ]?yil,? (\d{1,2})[-‐ ](yanvar|fevral|mart|aprel|may|iyun|iyul|avgust"
    r"|sentabr|sentyabr|oktabr|oktyabr|noyabr|dekabr)\w{0,4}",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"(?:y?il\w{0,4}|год\w{0,2}|года|годзе|році|року|г|წელს|წლის|سنة|عام|سال)\.?")
_FARTHEST = 4


class PrintedDate(NamedTuple):
    """A date of a text and the span of its words."""

    start: int
    end: int
    date: PartialDate


class _Token(NamedTuple):
    start: int
    end: int
    text: str


def dates_in_text(text: str) -> list[PrintedDate]:
    """Return the dates that a text prints with a year, in its order, at the precision it gives them.

    Days in figures are taken only where day and month cannot change places: 05.11.2023 puts the day first,
    of 05/11/2023 nobody knows. A year by itself counts after a preposition or beside its own word.
    """
    plain = plain_digits(text)
    dates = [
        PrintedDate(*match.span(), day) for match in _HAN.finditer(plain) if (day := _read(match[0]))
    ]
    dates += _as_sentences(plain)
    tokens = [token for match in _TOKEN.finditer(plain) if (token := _token(match)).text]
    free = 0
    for index, token in enumerate(tokens):
        if index < free:
            continue
        date = _in_figures(token)
        if date is None and _YEAR.fullmatch(token.text):
            date, free = _around(plain, tokens, index, free)
        if date is not None:
            dates.append(date)
            free = max(free, index + 1)
    return sorted(dates)


def _as_sentences(plain: str) -> Iterator[PrintedDate]:
    """Yield the dates that are told as "day 4 month 12 year 2023", or the year before the day."""
    for match in _VIETNAMESE.finditer(plain):
        if day := _read(f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"):
            yield PrintedDate(*match.span(), day)
    for match in HAN_DATE.finditer(plain):
        if day := _read(in_figures(match)):
            yield PrintedDate(*match.span(), day)
    for match in _UZBEK.finditer(plain):
        if day := _read(f"{match[2]} {match[3]} {match[1]}"):
            yield PrintedDate(*match.span(), day)


def plain_digits(text: str) -> str:
    """Return a text with the decimal digits of every script as those from 0 to 9, each in its place."""
    return "".join(map(_plain_digit, text))


def _plain_digit(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)


def _token(match: re.Match[str]) -> _Token:
    text = match[0].rstrip("./-+'’")
    return _Token(match.start(), match.start() + len(text), text)


def _in_figures(token: _Token) -> PrintedDate | None:
    """Return the date that one token is, figures and nothing else."""
    if match := _YEAR_FIRST.fullmatch(token.text):
        date = _read(match[1])
        return PrintedDate(token.start, token.start + match.end(1), date) if date else None
    match = _DAY_FIRST.fullmatch(token.text)
    if match and match[2] != "." and int(match[1]) <= 12 and match[1] != match[3]:
        return None
    if not (match or _HYPHENED.fullmatch(token.text)):
        return None
    date = _read(token.text)
    return PrintedDate(token.start, token.end, date) if date else None


def _around(
    text: str, tokens: list[_Token], index: int, free: int
) -> tuple[PrintedDate | None, int]:
    """Return the longest date in words around a year, and the number of the first token after it."""
    is_joined = partial(_is_joined, text, tokens)
    first = index
    while first > max(free, index - _FARTHEST) and is_joined(first) and _may_belong(tokens[first - 1].text):
        first -= 1
    last = index
    while (
        last + 1 < min(len(tokens), index + _FARTHEST)
        and is_joined(last + 1)
        and _may_belong(tokens[last + 1].text)
    ):
        last += 1
    for start, end in _stretches(first, last, index):
        words = tokens[start : end + 1]
        if not any(_is_month(word.text) for word in words) and not _is_year_alone(tokens, start, end, index):
            continue
        date = _read(text[words[0].start : words[-1].end])
        if date is not None and "/" not in date.edtf:
            return PrintedDate(words[0].start, words[-1].end, date), end + 1
    return None, free


def _stretches(first: int, last: int, index: int) -> Iterator[tuple[int, int]]:
    """Yield every stretch of tokens around one of them, the longest first."""
    pairs = [(start, end) for start in range(first, index + 1) for end in range(index, last + 1)]
    yield from sorted(pairs, key=lambda pair: pair[0] - pair[1])


def _is_year_alone(tokens: list[_Token], start: int, end: int, index: int) -> bool:
    """Tell whether a stretch is a year by itself that is plainly meant as one."""
    others = [token.text for token in tokens[start : end + 1] if token is not tokens[index]]
    if any(not _YEAR_WORD.fullmatch(folded(word)) for word in others):
        return False
    before = folded(tokens[start - 1].text) if start else ""
    ends_so = not tokens[index].text.isdigit()
    return bool(others) or ends_so or BEFORE_DATES.fullmatch(f"{before} ") is not None


def _is_joined(text: str, tokens: list[_Token], index: int) -> bool:
    return _GAP.fullmatch(text, tokens[index - 1].end, tokens[index].start) is not None or (
        # "Sept. 3" and "14. März": a point that ends no sentence.
        text[tokens[index - 1].end : tokens[index].start].strip(" ") == "."
        and (_is_month(tokens[index - 1].text) or _is_month(tokens[index].text))
    )


def _may_belong(word: str) -> bool:
    """Tell whether a word may be part of a date: a day, a month, or what stands between them."""
    plain = folded(word)
    return bool(
        _DAY.fullmatch(word) or _is_month(word) or plain in WITHIN_DATES or _YEAR_WORD.fullmatch(plain)
    )


def _is_month(word: str) -> bool:
    return month_of(word) is not None or folded(word) in _month_parts() or "/" in word and all(
        month_of(part) or folded(part) in _month_parts() for part in word.split("/")
    )


@cache
def _month_parts() -> frozenset[str]:
    """Return the words of the months that are called by several: كانون الثاني."""
    names = months_of_several_words().pattern.replace("\\", "").split("|")
    return frozenset(word for name in names for word in name.split())


def _read(text: str) -> PartialDate | None:
    try:
        return PartialDate.read(text)
    except BadDate:
        return None
