"""The sentence that a cell of a list states: a term, life, death; none that is only demanded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.domain.imports.columns import known_words, plain
from webapp.domain.imports.values import DOUBT, guessed_status
from webapp.domain.refusals import Refused
from webapp.vocab.charges import SentenceKind
from webapp.vocab.liberty import ENDINGS, Status
from webapp.vocab.words import N_

# As in `7 years`, `7-year` and `7 (seven) years`.
_LENGTH = re.compile(r"(\d+(?:[.,]5)?)(?:\s*\([^\W\d_]+\))?[\s-]*([^\W\d_]+)['’.]?")
# Of one length, nothing stands between its parts: in `3 years, 6 months suspended` a part is suspended.
_SINGLE_LENGTH = re.compile(rf"{_LENGTH.pattern}(?:\s*{_LENGTH.pattern})*")
# A number alone, and no year.
_NUMBER = re.compile(r"\d{1,3}(?:[.,]5)?")
# A number in words before its unit, as in `twelve years`.
_NUMBER_WORD = re.compile(r"([^\W\d_]+)(?=[\s-]+([^\W\d_]+))")
# As in `five (5) years`.
_NUMBER_TWICE = re.compile(r"[^\W\d_]+\s*\((\d+)\)")
# As in `life (25 years)`.
_BESIDE_LIFE = re.compile(rf"\s*\({_LENGTH.pattern}\)$")
# As in `有期徒刑四年六个月`.
_CHINESE = re.compile(
    "(?=[一二两三四五六七八九十])([一二两三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=年|个月|月|天|日)"
)
_DIGITS = {"": 0} | {digit: place for place, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_UNITS = frozenset({"years", "months", "days"})
# As in `2021 г.`, which is a year.
_NO_TERM = 1_000
_WITHOUT_LENGTH = (SentenceKind.LIFE, SentenceKind.DEATH, SentenceKind.FINE)


@dataclass(frozen=True)
class StatedSentence:
    """A sentence as a cell states it; the lengths are None but for one that has a length."""

    kind: SentenceKind
    years: int | None = None
    months: int | None = None
    days: int | None = None
    suspended: bool = False


def read_sentence(text: str) -> StatedSentence:
    """Return the sentence that a cell states: `7 years 6 months`, `life`. Raises Refused at `value`."""
    if "/" in text and len(sentences := {read_sentence(part.strip()) for part in text.split("/")}) == 1:
        # The same in two languages.
        return sentences.pop()
    if DOUBT.search(text):
        raise Refused("value", N_("The cell doubts it: leave it empty, or write what is known."))
    text = _CHINESE.sub(_in_figures, text.replace("½", ".5"))
    text, terms = _in_numbers(text), known_words("terms")
    if (kind := terms.get(plain(_BESIDE_LIFE.sub("", text)))) in _WITHOUT_LENGTH:
        return StatedSentence(SentenceKind(str(kind)))
    parts = [(terms.get(plain(unit), ""), number.replace(",", ".")) for number, unit in _LENGTH.findall(text)]
    lengths = {unit: float(number) for unit, number in parts}
    rest, kind = plain(_LENGTH.sub(" ", text)), SentenceKind.TERM
    for phrase, code in known_words("other_terms").items():
        if f" {phrase} " in f" {rest} ":
            rest, kind = rest.replace(phrase, ""), SentenceKind(code)
    words = set(rest.split())
    suspended = words & known_words("suspended_term").keys()
    # Two terms in one cell are not one, and of one with two lengths a part may be suspended.
    once = len(lengths) == len(parts) and any(lengths.values()) and lengths.keys() <= _UNITS
    once = once and lengths.get("years", 0) < _NO_TERM
    is_single = once and (not suspended or len(_SINGLE_LENGTH.findall(text)) == 1)
    if not is_single or not words - suspended <= known_words("beside_a_term").keys():
        message = N_("Write the term as in “7 years 6 months”, or life; leave it empty where it is no term.")
        raise Refused("value", message)
    months = lengths.get("months", 0) + lengths.get("years", 0) % 1 * 12
    return StatedSentence(
        kind,
        int(lengths.get("years", 0)) or None,
        int(months) or None,
        int(lengths.get("days", 0)) or None,
        bool(suspended),
    )


def stated_sentences(
    text: str, *, unit: str = "", has_status: bool = False
) -> Iterator[StatedSentence]:
    """Yield the sentence of a cell, none where it says that there is none. Raises Refused at `value`.

    A number alone is a term in the `unit` that the header of its column names. Of a row that `has_status` a
    word for one, such as an acquittal, is no sentence; of another it is all that tells of it.
    """
    if not _is_none(text, has_status=has_status):
        number = text.removesuffix(".0")
        yield read_sentence(f"{number} {unit}" if unit and _NUMBER.fullmatch(number) else text)


def _is_none(text: str, *, has_status: bool) -> bool:
    """Tell whether a cell tells of no sentence: of an acquittal, a remand, a term that is asked for."""
    known = plain(text)
    if known in known_words("no_sentence"):
        return True
    units = [known_words("terms").get(plain(unit)) for _, unit in _LENGTH.findall(_in_numbers(text))]
    lengths = len(_UNITS.intersection(filter(None, units))) and len(_SINGLE_LENGTH.findall(_in_numbers(text)))
    if any(f" {word} " in f" {known} " for word in known_words("asked_term")):
        # What was asked for beside what was decided, which comes first, is for a person to tell apart.
        is_decided = any(f" {word} " in f" {known} " for word in known_words("decided_term"))
        return lengths <= 1 and not is_decided and not _LENGTH.match(text)
    status = guessed_status(text) if has_status and known not in known_words("terms") else None
    is_short = status is Status.PRETRIAL_DETENTION and "years" not in units
    return is_short or (status in ENDINGS and not lengths)


def _in_numbers(text: str) -> str:
    text = _NUMBER_TWICE.sub(lambda both: both[1] if _says_twice(both) else both[0], text)
    return _NUMBER_WORD.sub(_in_digits, text)


def _says_twice(both: re.Match[str]) -> bool:
    return known_words("number_words").get(plain(both[0].partition("(")[0])) == both[1]


def _in_digits(word: re.Match[str]) -> str:
    numbers, units = known_words("number_words"), known_words("terms")
    is_number = units.get(plain(word[2])) in _UNITS
    return numbers.get(plain(word[1]), word[1]) if is_number else word[1]


def _in_figures(number: re.Match[str]) -> str:
    tens, ten, ones = number.groups()
    return str((_DIGITS[tens] or 1) * 10 + _DIGITS[ones] if ten else _DIGITS[tens])
