"""How a cell of a list says that a sentence was changed: reduced, raised, upheld, suspended later."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from webapp.domain.imports.cells.status_words import DOUBT
from webapp.domain.imports.cells.terms import UNITS, StatedSentence, in_numbers, of_length
from webapp.domain.imports.headers import JOINING, known_words, plain
from webapp.vocab.charges import Basis, StepKind

ABOUT = re.compile("[~≈]")
"""The signs of a length that is not known exactly."""
_ADDED = re.compile(r"\+")
_JOINING = JOINING | {"و"}
_IN_BRACKETS = re.compile(r"(?P<whole>[^()]*\d[^()]*)\((?P<part>[^()]*)\)\s*")
# As in `24 months, 9 suspended`, in which both are months.
_PART_WITHOUT_UNIT = re.compile(r"^(\d+\s*[^\W\d_]+)\s*[,;]\s*(\d+\s+[^\W\d_]+)$")
# What a cell consists of that tells how a term was changed.
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,]5(?!\d))?|[^\W\d_]+")
_CHANGES = {"reduced": StepKind.REDUCED, "increased": StepKind.INCREASED}
# A court that is named beside a second length has decided on it; what a pardon gives may be a difference.
_COURTS = {"appeal", "cassation"}
# Without one of these a cell tells of no change.
_TELLING = {*_CHANGES, *_COURTS, "upheld", "cells"}
_IN_DAYS = {"years": 365, "months": 30, "days": 1}


def changed_sentences(text: str, unit: str) -> list[StatedSentence]:
    """Return the sentence of a cell and what became of it; empty where it tells of no change or of more."""
    known = known_words("changed_term")
    is_plain = not any(sign.search(text) for sign in (DOUBT, ABOUT, _ADDED))
    items = list(_items(in_numbers(text))) if is_plain else []
    words = [item for item in items if isinstance(item, str)]
    codes = [known.get(word) or _code_beside(word) for word in words]
    stated = set(codes)
    changes, bases = stated & _CHANGES.keys(), stated & {*Basis}
    if "" in stated or len(changes) > 1 or len(bases) > 1 or not stated & _TELLING:
        return []
    lengths = [item for item in items if isinstance(item, dict)]
    if len(lengths) == 1 and not changes and lengths[0].keys() <= UNITS:
        return _left_or_suspended(of_length(lengths[0]), codes, bases)
    if len(lengths) != 2 or stated & {"upheld", "suspended"}:
        return []
    first, second = _with_unit(lengths[0], lengths[1], unit), _with_unit(lengths[1], lengths[0], unit)
    if {"part", "cells"} <= stated or ("cells" in stated and not changes | bases):
        # As in `12 years, the first 3 in a prison of cells` and `12 years (3 in prison)`: part of the whole.
        return [of_length(first)] if _days(second) < _days(first) else []
    lead = items[items.index(lengths[1], 1) - 1]
    leading = known.get(lead) if isinstance(lead, str) else None
    if leading == "by" and (new := _less(first, second, changes)):
        second = new
    elif not (leading == "to" or "to" in lengths[1] or (not changes and bases <= _COURTS)):
        return []
    return _steps(first, second, changes, next(iter(bases), None))


def served_part(text: str) -> StatedSentence | None:
    """Return what is to be served of a term that is suspended in part, as in `5 years, 2 of them suspended`.

    None where the cell does not say of both lengths what they are. Of `5 years (18 months suspended)` the
    brackets say so.
    """
    known = known_words("part_of_term")
    text = _PART_WITHOUT_UNIT.sub(r"\1 of_which \2", text)
    if (within := _IN_BRACKETS.fullmatch(text)) and any(map(str.isdigit, within["part"])):
        text = f"{within['whole']} of_which {within['part']}"
    items = list(_items(text))
    words = [known.get(item) or _code_beside(item) for item in items if isinstance(item, str)]
    lengths = [item for item in items if isinstance(item, dict)]
    stated = set(words) - {"beside"}
    is_clear = stated in ({"of_which", "suspended"}, {"of_which", "served"})
    if len(lengths) != 2 or not is_clear:
        return None
    whole, part = _with_unit(lengths[0], lengths[1], ""), _with_unit(lengths[1], lengths[0], "")
    if not 0 < _days(part) < _days(whole):
        return None
    served = part if "served" in stated else _less(whole, part, {"reduced"})
    return of_length(served) if served else None


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
    step = replace(of_length(second), step=_CHANGES[change], basis=Basis(basis) if basis else None)
    return [of_length(first), step]


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
        if length and token in _JOINING and following[:1].isdecimal():
            # As in `3 years and 6 months`.
            continue
        if not token[0].isdecimal():
            if length:
                yield length
                length = {}
            yield token
            continue
        unit = units.get(following, "")
        unit = unit if unit in UNITS else ""
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
        return {each: number for each, number in length.items() if each in UNITS}
    units = [each for each in other if each in UNITS] or [unit]
    return {units[0]: length[""]} if len(units) == 1 and units[0] else {}


def _less(first: dict[str, float], by: dict[str, float], changes: set[str]) -> dict[str, float]:
    """Return what is left of a length, or more than it, by a difference; empty where that is no whole one."""
    sign = -1 if "reduced" in changes else 1
    lengths = {unit: first.get(unit, 0) + sign * by.get(unit, 0) for unit in (*first, *by)}
    months = lengths.get("years", 0) * 12 + lengths.get("months", 0)
    if not changes or "days" in lengths or months <= 0:
        return {}
    return {"years": months // 12, "months": months % 12}
