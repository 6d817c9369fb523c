"""Cells of a list as what they say of a person: names, words, articles, terms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from webapp.domain.imports.columns import known_words, plain
from webapp.domain.refusals import Refused
from webapp.domain.text.status_phrases import only_status
from webapp.vocab.charges import SentenceKind
from webapp.vocab.dates.in_text import dates_in_text
from webapp.vocab.liberty import HELD, Status
from webapp.vocab.people import FACT_WORDS, FactKind, Occupation, Sex
from webapp.vocab.words import N_, Word

W = TypeVar("W", bound=Word)
# What leads to a note below a table.
_NOTE_SIGNS = "*†‡¹²³ "
# As in `released 2019`.
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
# After a day: what ends it.
_OF_DATES = frozenset({
    "ildə", "ilində", "tarixində", "tarixindən", "tarihinde", "tarihinden", "г", "года", "году", "року", "r",
    "roku", "dən", "dan", "də", "da",
})  # fmt: skip
# Before a day, beside those of the word lists.
_ON = frozenset({"in", "on", "am", "im", "en", "el", "le", "в", "во", "у", "dated"})
_DOUBT = re.compile(r"[?؟？]")
# Longer words than these are remarks; of so many different ones the first tell.
_LONGEST_STATUS, _LOOKED_AT = 60, 20
_NUMBERED = re.compile(r"^\s*\(?\d{1,5}\s*[.):]\s*(?=\D)")
_CHARGES = re.compile(r"[,;\n]\s*|(?<=[\d)])\s+(?:and|&|və|и|ve|y|et|і|und)\s+(?=\d)")
_WORDS = re.compile(r"[;|\n]")
# As in `7 years`, `7-year` and `7 (seven) years`.
_LENGTH = re.compile(r"(\d+(?:[.,]5)?)(?:\s*\([^\W\d_]+\))?[\s-]*([^\W\d_]+)['’.]?")
# A number alone, and no year.
_NUMBER = re.compile(r"\d{1,3}(?:[.,]5)?")
# As in `有期徒刑四年六个月`.
_CHINESE = re.compile(
    "(?=[一二两三四五六七八九十])([一二两三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=年|个月|月|天|日)"
)
_DIGITS = {"": 0} | {digit: place for place, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
# Spreadsheets print whole numbers with a zero after the point at times.
_AGE = re.compile(r"(\d{1,3})(?:\.0)?([\s.-]*[^\d]*)")


@dataclass(frozen=True)
class StatedSentence:
    """A sentence as a cell states it; the lengths are None but for a term."""

    kind: SentenceKind
    years: int | None = None
    months: int | None = None
    days: int | None = None
    suspended: bool = False


def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty or says that nothing is known."""
    return not text or text.casefold() in known_words("nothing") or plain(text) in known_words("nothing")


def repeats_row_above(text: str) -> bool:
    """Tell whether a cell says that it is the same as the one above it."""
    return text.casefold() in known_words("ditto") or plain(text) in known_words("ditto")


def says_no_status(text: str) -> bool:
    """Tell whether a cell says nothing of a status; `x` is a sign whose meaning its authors know."""
    return says_nothing(text) and plain(text) not in ("x", "xx")


def read_name(text: str) -> str:
    """Return a name in the order of speech, without the number of its item and the sign of a note.

    `Bahar Misallı` of `12. Misallı, Bahar*`.
    """
    name = " ".join(_NUMBERED.sub("", text).split()).rstrip(_NOTE_SIGNS)
    family, comma, given = name.partition(",")
    given = given.strip()
    is_turned = comma and given and "," not in given and not given[0].islower()
    return f"{given} {family.strip()}" if is_turned else name


def guessed_status(words: str) -> Status | None:
    """Return the status that a list's own words mean beyond doubt; None where they are not known."""
    if _DOUBT.search(words):
        return None
    known = plain(words)
    for status in Status:
        if known in (plain(status.label), plain(status.value)):
            return status
    if known in known_words("statuses"):
        return Status(known_words("statuses")[known])
    likely = only_status(words)
    if any(f" {still} " in f" {known} " for still in known_words("still")) and likely not in HELD:
        # As in `pardoned (still held)`.
        return None
    # `9 gün həbs` is a sentence, which may be over.
    is_short = likely in (Status.ARRESTED, Status.ADMINISTRATIVE_DETENTION)
    return None if is_short and any(map(str.isdigit, words)) else likely


def status_and_day(text: str) -> tuple[str, str]:
    """Return a list's words for a status without the one day among them, and that day; else empty.

    `Died in prison` of `Died in prison (12.01.2026)`; of `detained until 12.01.2026` the day is the last one.
    """
    if not any(map(str.isdigit, text)):
        return text, ""
    spans = [(date.start, date.end) for date in dates_in_text(text)] or [
        year.span() for year in _YEAR.finditer(text) if len(re.findall(r"\d+", text)) == 1
    ]
    if len(spans) != 1:
        return text, ""
    start, end = spans[0]
    before, after = text[:start].rstrip(" (,;:–-"), text[end:].lstrip(" ),;:–-")
    *words, last = before.split() or [""]
    beside = known_words("beside_a_date").get(plain(last), "start" if plain(last) in _ON else "")
    before = " ".join(words) if beside == "start" and words else before
    # As in `31.12.2024-cü ildə azad edilib`.
    first, _, rest = after.partition(" ")
    after = rest if plain(first) in _OF_DATES else after
    if beside == "end" or not (before or after):
        return text, ""
    return f"{before} {after}".strip(), text[start:end]


def tell_status(cells: Sequence[str]) -> bool:
    """Tell whether a column without a known header holds words for a status, most of its first cells."""
    filled = [cell for cell in cells if not says_nothing(cell)]
    different = list(dict.fromkeys(filled))[:_LOOKED_AT]
    if len(filled) < max(2, len(cells) // 2) or any(len(cell) > _LONGEST_STATUS for cell in different):
        return False
    known = sum(guessed_status(status_and_day(cell)[0]) is not None for cell in different)
    return 2 * known > len(different)


def status_key(words: str) -> str:
    """Return a list's words for a status as they are looked up; those in doubt are others."""
    return f"{plain(words)} ?" if _DOUBT.search(words) else plain(words)


def says_released(text: str) -> bool | None:
    """Tell whether a cell of releases says yes or no; None where it says more, as a day."""
    answer = known_words("yes_or_no").get(plain(text) or text)
    return answer == "yes" if answer else None


def read_sex(text: str) -> Sex:
    """Return the sex that a cell states. Raises Refused at `value`."""
    return _word_of(Sex, text, known_words("sexes").get(plain(text)))


def read_occupation(text: str) -> Occupation:
    """Return the occupation that a cell states, `other` for one without a word of its own."""
    try:
        return _word_of(Occupation, text, None)
    except Refused:
        return Occupation.OTHER


def read_fair_trial(fact: FactKind, text: str) -> list[Word]:
    """Return the words of a HURIDOCS list in a cell, told by code, label or number. Raises Refused."""
    words = []
    for part in filter(None, map(str.strip, _WORDS.split(text))):
        # A spreadsheet keeps `08` as the number 8.
        number = part.removesuffix(".0").zfill(2)
        numbered = (word.value for word in FACT_WORDS[fact] if word.origin.endswith(f", {number}"))
        code = next(numbered, None) if number.isdecimal() else None
        words.append(_word_of(FACT_WORDS[fact], part, code))
    return words


def read_charges(text: str) -> list[str]:
    """Return the charges of a cell one by one, as it prints them; `and` parts two numbers alone."""
    return [part.strip() for part in _CHARGES.split(text) if not says_nothing(part.strip())]


def read_sentence(text: str) -> StatedSentence:
    """Return the sentence that a cell states: `7 years 6 months`, `life`. Raises Refused at `value`."""
    if "/" in text and len(sentences := {read_sentence(part.strip()) for part in text.split("/")}) == 1:
        # The same in two languages.
        return sentences.pop()
    text, terms = _CHINESE.sub(_in_figures, text.replace("½", ".5")), known_words("terms")
    if (kind := terms.get(plain(text))) in (SentenceKind.LIFE, SentenceKind.DEATH):
        return StatedSentence(SentenceKind(str(kind)))
    parts = [(terms.get(plain(unit), ""), number.replace(",", ".")) for number, unit in _LENGTH.findall(text)]
    lengths = {unit: float(number) for unit, number in parts}
    words = set(plain(_LENGTH.sub(" ", text)).split())
    suspended = words & known_words("suspended_term").keys()
    # Two terms in one cell are not one, and of one with two lengths a part may be suspended.
    once = len(lengths) == len(parts) and any(lengths.values())
    is_term = once and lengths.keys() <= {"years", "months", "days"} and not (suspended and len(parts) > 1)
    if not is_term or not words - suspended <= known_words("beside_a_term").keys():
        message = N_("Write the term as in “7 years 6 months”, or life; leave it empty where it is no term.")
        raise Refused("value", message)
    months = lengths.get("months", 0) + lengths.get("years", 0) % 1 * 12
    return StatedSentence(
        SentenceKind.TERM,
        int(lengths.get("years", 0)) or None,
        int(months) or None,
        int(lengths.get("days", 0)) or None,
        bool(suspended),
    )


def stated_sentences(text: str, *, unit: str = "") -> Iterator[StatedSentence]:
    """Yield the sentence of a cell, none where it says that there is none yet. Raises Refused at `value`.

    A number alone is a term in the `unit` that the header of its column names.
    """
    if plain(text) not in known_words("no_sentence"):
        number = text.removesuffix(".0")
        yield read_sentence(f"{number} {unit}" if unit and _NUMBER.fullmatch(number) else text)


def _in_figures(number: re.Match[str]) -> str:
    tens, ten, ones = number.groups()
    return str((_DIGITS[tens] or 1) * 10 + _DIGITS[ones] if ten else _DIGITS[tens])


def read_age(text: str) -> str:
    """Return an age without its unit, `45` of `45 years old`; what says more is returned as it is."""
    age = _AGE.fullmatch(text)
    beside = set(plain(age[2]).split()) if age else set()
    return age[1] if age and beside <= known_words("beside_an_age").keys() else text


def _word_of(kind: Iterable[W], text: str, code: str | None) -> W:
    known = plain(text)
    for word in kind:
        if code == word.value or known in (plain(word.label), plain(word.value)):
            return word
    words = ", ".join(word.value for word in kind)
    raise Refused("value", N_("This word is not known. Use one of: %(words)s."), words=words)
