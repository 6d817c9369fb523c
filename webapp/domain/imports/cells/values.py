"""Cells of a list as what they say of a person: names, words, articles, ages."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from webapp.domain.imports.headers import known_words, plain
from webapp.domain.refusals import Refused
from webapp.domain.text.status_phrases import only_status
from webapp.vocab.dates.in_text import dates_in_text
from webapp.vocab.liberty import ENDINGS, HELD, Status
from webapp.vocab.people import FACT_WORDS, FactKind, Occupation, Sex
from webapp.vocab.words import N_, Word

W = TypeVar("W", bound=Word)
# What leads to a note below a table.
_NOTE_SIGNS = "*†‡¹²³ "
# As in `released 2019`.
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
# As in `fled on 1/11/2021`, `8.XI.2023` and `12.2020`, the only figures of their cell.
_IN_FIGURES = re.compile(
    r"(?<![\w./-])(?:\d{1,2}[./-])?(?:\d{1,2}|[IVX]{1,4})[./-](?:19|20)\d\d(?![./]?\d|-\d)"
)
# After a day: what ends it.
_OF_DATES = frozenset({
    "ildə", "ilində", "tarixində", "tarixindən", "tarihinde", "tarihinden", "г", "года", "году", "року", "r",
    "roku", "dən", "dan", "də", "da",
})  # fmt: skip
# Before a day, beside those of the word lists.
_ON = frozenset({"in", "on", "am", "im", "en", "el", "le", "в", "во", "у", "dated"})
_SPAN_OF_YEARS = re.compile(r"(?<!\d)\d{4}\s*[-–—]\s*\d{4}(?!\d)")
DOUBT = re.compile(r"[?؟？]")
_PARTS = re.compile(r"[,;/()]")
# Words that say less than others beside them.
_PRECISE = {Status.ARRESTED: HELD, Status.AT_LIBERTY: ENDINGS}
_NUMBERED = re.compile(r"^\s*\(?\d{1,5}\s*[.):]\s*(?=\D)")
# A charge, and what parts it from the one before.
_BETWEEN_CHARGES = r"[,;\n]\s*|(?<=[\d)])\s+(?:and|&|və|и|ve|y|et|і|und)\s+(?=(?:[^\W\d_]+\.?\s*)?\d)"
_CHARGE = re.compile(rf"(?P<before>^|{_BETWEEN_CHARGES})(?P<charge>(?:(?!{_BETWEEN_CHARGES}).)*)", re.DOTALL)
_WORDS = re.compile(r"[;|\n]")
# Spreadsheets print whole numbers with a zero after the point at times.
_AGE = re.compile(r"(\d{1,3})(?:\.0)?([\s.-]*[^\d]*)")


def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty or says that nothing is known."""
    return not text or text.casefold() in known_words("nothing") or plain(text) in known_words("nothing")


@lru_cache(maxsize=10_000)
def repeats_row_above(text: str) -> bool:
    """Tell whether a cell says that it is the same as the one above it."""
    return text.casefold() in known_words("ditto") or plain(text) in known_words("ditto")


def says_no_status(text: str) -> bool:
    """Tell whether a cell says nothing of a status; `x` is a sign whose meaning its authors know."""
    return says_nothing(text) and plain(text) not in ("x", "xx")


def read_name(text: str) -> str:
    """Return a name in the order of speech, without the number of its item, a title and the sign of a note.

    `Bahar Misallı` of `12. Misallı, Bahar*`.
    """
    name = without_note(" ".join(_NUMBERED.sub("", text).split()))
    titles = known_words("titles")
    name = ",".join(part for part in name.split(",") if titles.get(plain(part)) != "anywhere") or name
    family, comma, given = name.partition(",")
    given = given.strip()
    is_turned = comma and given and "," not in given and not given[0].islower() and plain(given) not in titles
    return f"{_without_title(given)} {_without_title(family.strip())}" if is_turned else _without_title(name)


def without_note(name: str) -> str:
    """Return a name, or a part of one, without the sign of a note at its end."""
    return name.rstrip(_NOTE_SIGNS)


def _without_title(name: str) -> str:
    """Return a name without the titles before it: `Yelkovan Taşpınarlı` of `Dr. Yelkovan Taşpınarlı`."""
    first, _, rest = name.partition(" ")
    return _without_title(rest) if rest and plain(first) in known_words("titles") else name


@lru_cache(maxsize=10_000)
def guessed_status(words: str) -> Status | None:
    """Return the status that a list's own words mean beyond doubt; None where they are not known."""
    if DOUBT.search(words):
        return None
    known = plain(words)
    for status in Status:
        if known in (plain(status.label), plain(status.value)):
            return status
    if known in known_words("statuses"):
        return Status(known_words("statuses")[known])
    likely = _of_parts(words) if _PARTS.search(words) else only_status(words)
    if _leave_open(words, known, likely):
        return None
    if _has(known, "trial_going_on") and likely in (Status.ARRESTED, Status.IMPRISONED):
        # Of who is said to be in prison nobody knows whether the trial is that of the sentence.
        return Status.PRETRIAL_DETENTION if likely is Status.ARRESTED else None
    # `9 gün həbs` is a sentence, which may be over.
    is_short = likely in (Status.ARRESTED, Status.ADMINISTRATIVE_DETENTION)
    return None if is_short and any(map(str.isdigit, words)) else likely


def _leave_open(words: str, known: str, likely: Status | None) -> bool:
    """Tell whether words beside those for a status leave open whether it is one, or the present one.

    As in `pardoned (still held)`, `parole denied`, `in prison 2010-2015` and `internal exile`; and where a
    punishment at home or at work is meant, of which there is no status.
    """
    beginnings = (*known_words("unsettled"), *(known_words("awaited") if likely not in HELD else ()))
    return (
        any(word.startswith(beginnings) for word in known.split())
        # At large, as is who does not have to serve a term.
        or (likely is Status.WANTED and any(word in known_words("suspended_term") for word in known.split()))
        or _has(known, "other_terms")
        or (likely not in HELD and _has(known, "still"))
        or (likely in HELD and (_has(known, "held_before") or _SPAN_OF_YEARS.search(words) is not None))
        or (likely is Status.EXILED and _has(known, "exile_within"))
    )


def _of_parts(words: str) -> Status | None:
    """Return what words with a comma or brackets between them mean together, as in `detained, SIZO`.

    None where two of them disagree; what says that a trial goes on says no more.
    """
    statuses, going_on = known_words("statuses"), known_words("trial_going_on")
    parts = [part for part in map(_without_joining, _PARTS.split(words)) if part]
    codes = {statuses.get(part) for part in parts if part not in going_on or len(parts) == 1}
    if None in codes or not codes:
        return only_status(words)
    found = {Status(code) for code in codes if code}
    for general, precise in _PRECISE.items():
        if len(found) > 1 and found - {general} <= precise:
            found -= {general}
    return found.pop() if len(found) == 1 else None


def _without_joining(words: str) -> str:
    first, _, rest = plain(words).partition(" ")
    return rest if rest and first in known_words("before_a_status") else plain(words)


def _has(known: str, words: str) -> bool:
    return any(f" {word} " in f" {known} " for word in known_words(words))


def status_and_day(text: str) -> tuple[str, str]:
    """Return a list's words for a status without the one day among them, and that day; else empty.

    `Died in prison` of `Died in prison (12.01.2026)`; of `detained until 12.01.2026` the day is the last one.
    """
    if not any(map(str.isdigit, text)):
        return text, ""
    spans = [(date.start, date.end) for date in dates_in_text(text)] or [
        day.span() for day in _IN_FIGURES.finditer(text) if not re.search(r"\d", _IN_FIGURES.sub("", text))
    ] or [year.span() for year in _YEAR.finditer(text) if len(re.findall(r"\d+", text)) == 1]
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


def status_key(words: str) -> str:
    """Return a list's words for a status as they are looked up; those in doubt are others."""
    return f"{plain(words)} ?" if DOUBT.search(words) else plain(words)


def says_released(text: str) -> bool | None:
    """Tell whether a cell of releases says yes or no; None where it says more, as a day."""
    answer = known_words("yes_or_no").get(plain(text) or text)
    return answer == "yes" if answer else None


def read_sex(text: str, letters: Mapping[str, str] = MappingProxyType({})) -> Sex:
    """Return the sex that a cell states, by a letter as its column has it. Raises Refused at `value`."""
    return _word_of(Sex, text, letters.get(plain(text), known_words("sexes").get(plain(text))))


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
    """Return the charges of a cell one by one, as it prints them; `and` parts two numbers alone.

    What goes on with a part of an article, or with one of a law that stands before it, is the same charge.
    """
    charges: list[str] = []
    for match in _CHARGE.finditer(text):
        part = match["charge"].strip()
        if says_nothing(part):
            continue
        if charges and _goes_on(charges[-1], part, between=match["before"].strip()):
            charges[-1] = f"{charges[-1]}{match['before']}{part}"
        else:
            charges.append(part)
    return charges


def _goes_on(charge: str, part: str, *, between: str) -> bool:
    """Tell whether a part of a cell goes on with the charge before it: `п. «д»`, or `Art. 13` of a law."""
    kinds = [known_words("law_words").get(word) for word in plain(part).split()]
    begins, has_article = kinds[0] if kinds else None, "article" in kinds
    is_and = between.isalpha() or between == "&"
    if (is_and or between == ",") and begins == "part_of_article" and not has_article:
        return True
    if between != ",":
        # As in `Art. 128 and riot 2020`, which is no number of another charge.
        return is_and and begins is None and not part[0].isdigit()
    of_law = [known_words("law_words").get(word) for word in plain(charge).split()]
    return begins == "article" and "law" in of_law and "article" not in of_law


def is_age(text: str) -> bool:
    """Tell whether a text says that it is an age, as `34 ans` does."""
    return not text.isdecimal() and read_age(text).isdecimal() and not text.endswith(".0")


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
