"""Prison terms in the words of a text: how long they are, and where a passage prints just one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.text.sentences import sentences
from webapp.domain.text.word_lists import any_of, word_lists


@dataclass(frozen=True)
class PrisonTerm:
    """A term of so many years, months and days, each None where it is not said; or for life."""

    years: int | None = None
    months: int | None = None
    days: int | None = None
    life: bool = False


_LISTS = word_lists("terms")
_UNITS = {word: unit for unit, words in _LISTS["units"].items() for word in words}
_NUMBERS = {word: int(number) for number, words in _LISTS["numbers"].items() for word in words}
_BESIDE = _LISTS["beside"]
_NUMBER = rf"(?:\d{{1,2}}(?:[.,][05])?|{any_of(list(_NUMBERS))})"
_ANY_NUMBER = re.compile(rf"\d|(?<!\w)(?:{any_of(list(_NUMBERS))})(?!\w)", re.I)
_HALF = rf"(?:\s+(?P<half>{any_of(_BESIDE['half'])}))?"
_LENGTH = rf"{_NUMBER}{_HALF.replace('?P<half>', '?:')}[\s-]*(?:{any_of(list(_UNITS))})(?!\w)"
_JOIN = rf"(?:\s*,)?\s+(?:(?:{any_of(_BESIDE['joins'])})\s+)?"
_TERM = re.compile(rf"(?<![\w.,/-]){_LENGTH}(?:{_JOIN}{_LENGTH})*", re.I)
_PART = re.compile(rf"(?P<number>{_NUMBER}){_HALF}[\s-]*(?P<unit>{any_of(list(_UNITS))})(?!\w)", re.I)
_BETWEEN = re.compile(rf"(?:[\s,]|(?<!\w)(?:{any_of(_BESIDE['joins'])})(?!\w))*", re.I)
_PRISON, _UNSURE, _LIFE, _JUDGED = (
    re.compile(rf"(?<!\w)(?:{any_of(_BESIDE[name])})(?!\w)", re.I)
    for name in ("prison", "unsure", "life", "judged")
)
_BEFORE = re.compile(rf"(?<!\w)(?:{any_of(_BESIDE['before'])})\s+$", re.I)
_AFTER = re.compile(rf"\s+(?:{any_of(_BESIDE['after'])})(?!\w)", re.I)


def term_words(passage: str) -> str | None:
    """Return the words of the one prison term that a passage prints, None where it prints none or several.

    Of a sentence that tells what was asked for, or may come, no term is taken.
    """
    terms: dict[PrisonTerm, str] = {}
    for sentence in sentences(passage):
        words = passage[sentence.start : sentence.end]
        if not _UNSURE.search(words):
            terms = {read: printed for printed, read in _terms(words)} | terms
    return " ".join(terms.popitem()[1].split()) if len(terms) == 1 else None


def read_term(words: str) -> PrisonTerm | None:
    """Return how long a term is that is written in words or figures: `nine years`, `7 years 6 months`."""
    if _LIFE.search(words) or words.strip().casefold() == "life":
        return PrisonTerm(life=True)
    parts = list(_PART.finditer(words))
    if not parts or not _BETWEEN.fullmatch(_PART.sub("", words)):
        return None
    lengths: dict[str, int] = {}
    for part in parts:
        unit = _UNITS[part["unit"].casefold()]
        if unit in lengths:
            return None
        lengths[unit], half = _number(part["number"])
        if half and unit != "years":
            return None
        if (half or part["half"]) and unit == "years":
            lengths["months"] = 6
    if not any(lengths.values()):
        return None
    return PrisonTerm(lengths.get("years"), lengths.get("months"), lengths.get("days"))


def prints_years(words: str) -> bool:
    """Tell whether words print one length of years, or of life, that no court was only asked for."""
    if not _ANY_NUMBER.search(words) and not _LIFE.search(words):
        return False
    return not _UNSURE.search(words) and any(term.life or term.years for _, term in _lengths(words))


def _terms(sentence: str) -> Sequence[tuple[str, PrisonTerm]]:
    return _lengths(sentence) if _LIFE.search(sentence) or _PRISON.search(sentence) else []


def _lengths(sentence: str) -> Sequence[tuple[str, PrisonTerm]]:
    """Return the terms of a sentence, of whatever they are, as printed and as read."""
    if life := _LIFE.search(sentence):
        return [(life[0], PrisonTerm(life=True))]
    stated = (
        match[0] for match in _TERM.finditer(sentence)
        if not _AFTER.match(sentence, match.end()) and not _at_the_most(sentence[: match.start()])
    )  # fmt: skip
    return [(words, term) for words in stated if (term := read_term(words)) is not None]


def _at_the_most(before: str) -> bool:
    return bool(_BEFORE.search(before)) and not _JUDGED.search(before)


def _number(word: str) -> tuple[int, bool]:
    """Return a number, and whether a half stands behind its point: 6.5 years."""
    plain, _, part = " ".join(word.casefold().split()).replace(",", ".").partition(".")
    return int(plain) if plain.isdecimal() else _NUMBERS[plain], part == "5"
