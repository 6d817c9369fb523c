"""The sentence that a cell of a list states, and how it was changed; none that is only demanded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from webapp.domain.imports.headers import known_words, plain
from webapp.domain.imports.values import DOUBT, guessed_status
from webapp.domain.refusals import Refused
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.models import Organization
from webapp.vocab.charges import Basis, SentenceKind, StepKind
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
# What a cell consists of that tells how a term was changed.
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,]5(?!\d))?|[^\W\d_]+")
# As in `2021 г.`, which is a year.
_NO_TERM = 1_000
_WITHOUT_LENGTH = (SentenceKind.LIFE, SentenceKind.DEATH, SentenceKind.FINE)
_ABOUT, _ADDED = re.compile("[~≈]"), re.compile(r"\+")
_AMOUNT = re.compile(r"[\d.,'’\s]+")
_NO_SINGLE_TERM = N_("Write the term as in “7 years 6 months”, or life; leave it empty where it is no term.")
_SUSPENDED_IN_PART = N_(
    "Write the term as in “7 years 6 months”: of one that is suspended in part, what is to be served of it."
)
_A_DAY = N_("This is a date, and no term: choose “Held until” for the column, or leave it out.")
_DAY = re.compile(r"\d{4}(?:[-./]\d{1,2}){1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:19|20)\d\d")
_CHANGES = {"reduced": StepKind.REDUCED, "increased": StepKind.INCREASED}
# A court that is named beside a second length has decided on it; what a pardon gives may be a difference.
_COURTS = {"appeal", "cassation"}
# Without one of these a cell tells of no change.
_TELLING = {*_CHANGES, *_COURTS, "upheld", "cells"}
_IN_DAYS = {"years": 365, "months": 30, "days": 1}


@dataclass(frozen=True)
class StatedSentence:
    """A sentence as a cell states it; the lengths are None but for one that has a length.

    `step` is the conviction, or what changed it later to this new total, on the `basis` that is stated; of
    one that was suspended later nothing is new but that: `kind` is None. `court` is that of the conviction.
    """

    kind: SentenceKind | None
    years: int | None = None
    months: int | None = None
    days: int | None = None
    suspended: bool = False
    step: StepKind = StepKind.CONVICTED
    basis: Basis | None = None
    court: Organization | None = None


def read_sentence(text: str) -> StatedSentence:
    """Return the sentence that a cell states: `7 years 6 months`, `life`. Raises Refused at `value`."""
    if _DAY.fullmatch(text.strip()):
        raise Refused("value", _A_DAY)
    if "/" in text and len(sentences := {read_sentence(part.strip()) for part in text.split("/")}) == 1:
        # The same in two languages.
        return sentences.pop()
    if DOUBT.search(text) or _ABOUT.search(text):
        raise Refused("value", N_("The cell doubts it: leave it empty, or write what is known."))
    text, terms = _in_numbers(text), known_words("terms")
    if (kind := terms.get(plain(_BESIDE_LIFE.sub("", text)))) in _WITHOUT_LENGTH:
        return StatedSentence(SentenceKind(str(kind)))
    if _is_fine(text):
        return StatedSentence(SentenceKind.FINE)
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
        raise Refused("value", _SUSPENDED_IN_PART if suspended and len(parts) > 1 else _NO_SINGLE_TERM)
    return replace(_of_length(lengths), kind=kind, suspended=bool(suspended))


def _is_fine(text: str) -> bool:
    """Tell whether a cell states a fine and its amount alone."""
    words = plain(_AMOUNT.sub(" ", text)).split()
    fines = [word for word in words if known_words("terms").get(word) == SentenceKind.FINE]
    return len(fines) == 1 and {*words} - {*fines} <= known_words("beside_a_fine").keys()


def _of_length(lengths: dict[str, float]) -> StatedSentence:
    months = lengths.get("months", 0) + lengths.get("years", 0) % 1 * 12
    years, days = lengths.get("years", 0), lengths.get("days", 0)
    return StatedSentence(SentenceKind.TERM, int(years) or None, int(months) or None, int(days) or None)


def stated_sentences(text: str, *, unit: str = "", has_status: bool = False) -> Iterator[StatedSentence]:
    """Yield the sentence of a cell, none where it says that there is none. Raises Refused at `value`.

    After it what became of it, as in `15 years, reduced on appeal to 12`. A number alone is a term in the
    `unit` that the header of its column names. Of a row that `has_status` a word for one, such as an
    acquittal, is no sentence; of another it is all that tells of it.
    """
    if _is_none(text, has_status=has_status):
        return
    if changed := _changed(text, unit):
        yield from changed
        return
    number = text.removesuffix(".0")
    yield read_sentence(f"{number} {unit}" if unit and _NUMBER.fullmatch(number) else text)


def _is_none(text: str, *, has_status: bool) -> bool:
    """Tell whether a cell tells of no sentence: of an acquittal, a remand, a term that is asked for."""
    known = plain(text)
    if known in known_words("no_sentence"):
        return True
    in_numbers = _in_numbers(text)
    units = [known_words("terms").get(plain(unit)) for _, unit in _LENGTH.findall(in_numbers)]
    lengths = len(_UNITS.intersection(filter(None, units))) and len(_SINGLE_LENGTH.findall(in_numbers))
    if any(f" {word} " in f" {known} " for word in known_words("asked_term")):
        # What was asked for beside what was decided, which comes first, is for a person to tell apart.
        is_decided = any(f" {word} " in f" {known} " for word in known_words("decided_term"))
        return lengths <= 1 and not is_decided and not _LENGTH.match(text)
    status = guessed_status(text) if has_status and known not in known_words("terms") else None
    is_short = status is Status.PRETRIAL_DETENTION and "years" not in units
    return is_short or (status in ENDINGS and not lengths)


def _changed(text: str, unit: str) -> list[StatedSentence]:
    """Return the sentence of a cell and what became of it; empty where it tells of no change or of more."""
    known = known_words("changed_term")
    is_plain = not any(sign.search(text) for sign in (DOUBT, _ABOUT, _ADDED))
    items = list(_items(_in_numbers(text))) if is_plain else []
    words = [item for item in items if isinstance(item, str)]
    codes = [known.get(word) or _code_beside(word) for word in words]
    stated = set(codes)
    changes, bases = stated & _CHANGES.keys(), stated & {*Basis}
    if "" in stated or len(changes) > 1 or len(bases) > 1 or not stated & _TELLING:
        return []
    lengths = [item for item in items if isinstance(item, dict)]
    if len(lengths) == 1 and not changes and lengths[0].keys() <= _UNITS:
        return _left_or_suspended(_of_length(lengths[0]), codes, bases)
    if len(lengths) != 2 or stated & {"upheld", "suspended"}:
        return []
    first, second = _with_unit(lengths[0], lengths[1], unit), _with_unit(lengths[1], lengths[0], unit)
    if {"part", "cells"} <= stated:
        # As in `12 years, the first 3 in a prison of cells`: a part of the whole.
        return [_of_length(first)] if _days(second) < _days(first) else []
    lead = items[items.index(lengths[1], 1) - 1]
    leading = known.get(lead) if isinstance(lead, str) else None
    if leading == "by" and (new := _less(first, second, changes)):
        second = new
    elif not (leading == "to" or "to" in lengths[1] or (not changes and bases <= _COURTS)):
        return []
    return _steps(first, second, changes, next(iter(bases), None))


def _code_beside(word: str) -> str:
    """Return what a word beside a term says of a change: nothing, or that the term is suspended."""
    if word in known_words("suspended_term"):
        return "suspended"
    return "beside" if word in known_words("beside_a_term") else ""


def _left_or_suspended(
    sentence: StatedSentence, codes: Sequence[str], bases: set[str]
) -> list[StatedSentence]:
    """Return a sentence that is left as it was, `5 years, upheld on appeal`, or that a court suspended later.

    Empty where nobody knows whether it was suspended from the beginning, as in `2 years suspended, appeal`.
    """
    if "upheld" in codes or "suspended" not in codes:
        return [replace(sentence, suspended="suspended" in codes)]
    court = next((basis for basis in bases & _COURTS if codes.index(basis) < codes.index("suspended")), None)
    later = StatedSentence(None, step=StepKind.SUSPENDED, basis=Basis(court) if court else None)
    return [sentence, later] if court else []


def _days(length: dict[str, float]) -> float:
    return sum(number * _IN_DAYS[unit] for unit, number in length.items())


def _steps(
    first: dict[str, float], second: dict[str, float], changes: set[str], basis: str | None
) -> list[StatedSentence]:
    """Return a conviction and the new total; empty where that is not what the words for the change say."""
    before, after = _days(first), _days(second)
    change = "reduced" if after < before else "increased"
    if not before or not after or before == after or changes - {change}:
        return []
    step = replace(_of_length(second), step=_CHANGES[change], basis=Basis(basis) if basis else None)
    return [_of_length(first), step]


def _items(text: str) -> Iterator[str | dict[str, float]]:
    """Yield the words of a cell, and for its numbers with their units the lengths; the unit of one may lack.

    In a unit that tells where a change leads, as in `8 ilə endirilib`, a length has also a key `to`.
    """
    units, known = known_words("terms"), known_words("changed_term")
    tokens = [plain(token) or token for token in _NUMBER_OR_WORD.findall(text)]
    length, place = dict[str, float](), 0
    while place < len(tokens):
        token, following = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else ""
        place += 1
        if not token[0].isdecimal():
            if length:
                yield length
                length = {}
            yield token
            continue
        unit = units.get(following, "")
        unit = unit if unit in _UNITS else ""
        place += bool(unit)
        if length and (unit in length or "" in (unit, *length)):
            yield length
            length = {}
        length[unit] = float(token.replace(" ", "."))
        if known.get(following) == "to" and unit:
            length["to"] = 0
    if length:
        yield length


def _with_unit(length: dict[str, float], other: dict[str, float], unit: str) -> dict[str, float]:
    """Return a length of which only a number stands there in the unit of the other, or of the column."""
    (named,) = length if len(length) == 1 else ("all",)
    if named:
        return {each: number for each, number in length.items() if each in _UNITS}
    units = [each for each in other if each in _UNITS] or [unit]
    return {units[0]: length[""]} if len(units) == 1 and units[0] else {}


def _less(first: dict[str, float], by: dict[str, float], changes: set[str]) -> dict[str, float]:
    """Return what is left of a length, or more than it, by a difference; empty where that is no whole one."""
    sign = -1 if "reduced" in changes else 1
    lengths = {unit: first.get(unit, 0) + sign * by.get(unit, 0) for unit in (*first, *by)}
    months = lengths.get("years", 0) * 12 + lengths.get("months", 0)
    if not changes or "days" in lengths or months <= 0:
        return {}
    return {"years": months // 12, "months": months % 12}


def _in_numbers(text: str) -> str:
    text = _CHINESE.sub(_in_figures, text.replace("½", ".5"))
    text = _halves().sub(_with_half, text)
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


def _says_twice(both: re.Match[str]) -> bool:
    return known_words("number_words").get(plain(both[0].partition("(")[0])) == both[1]


def _in_digits(word: re.Match[str]) -> str:
    numbers, units = known_words("number_words"), known_words("terms")
    is_number = units.get(plain(word[2])) in _UNITS
    return numbers.get(plain(word[1]), word[1]) if is_number else word[1]


def _in_figures(number: re.Match[str]) -> str:
    tens, ten, ones = number.groups()
    return str((_DIGITS[tens] or 1) * 10 + _DIGITS[ones] if ten else _DIGITS[tens])
