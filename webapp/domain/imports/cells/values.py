"""Cells of a list as what they say of a person: names, words, articles, ages."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from webapp.domain.imports.cells.numbers import number_in_words
from webapp.domain.imports.headers import has_words, known_words, plain
from webapp.domain.refusals import Refused
from webapp.vocab.dates.date_words import ABOUT
from webapp.vocab.dates.month_names import folded
from webapp.vocab.people import FACT_WORDS, FactKind, Occupation, Sex
from webapp.vocab.words import N_, Word

W = TypeVar("W", bound=Word)
# What leads to a note below a table, or marks the dead.
_NOTE_SIGNS = "*+†‡✝✞☦¹²³⁴⁵⁶⁷⁸⁹⁰§#●○■□▲★☆✓✔\u200e\u200f "
# As in `Bahar Misallı (f)`, `Bahar Misallı [2]` and `Bahar Misallı ♀`.
_ASIDE = re.compile(r"[(\[](?P<aside>[^()\[\]]{0,60})[)\]]|[♀♂]")
# As in `Bahar Misallı ("the baker")`.
_QUOTED = re.compile(r"\s*[“\"«].*[”\"»]\s*")
_LONGEST_NAME = 500
_OF_A_TITLE = re.compile(r"^\([^()]{1,10}\)\s*(?=\w)")
_NUMBERED = re.compile(r"^\s*\(?\d{1,5}\s*[.):]\s*(?=\D)")
# As in `Art. 117, 2015 Code`, of which no part is a charge of its own.
_OF_A_CODE = r"\s*(?:19|20)\d\d\s+(?:[^\W\d_]+\s+){0,2}[Cc]ode(?!\w)"
# A charge, and what parts it from the one before.
# No comma within brackets parts two charges: `terrorism (arts. 394, 395)`.
_BETWEEN_CHARGES = (
    rf"(?:(?:[;\n]|,(?!{_OF_A_CODE}))\s*|(?<=\d)\s\+\s(?=\d)|(?<=[\d)])\s+(?:and|&|və|и|ve|y|et|і|und|e|та|و)\s+(?=(?:[^\W\d_]+\.?\s*)?\d))"
    r"(?![^()]{0,200}\))"
)
_CHARGE = re.compile(rf"(?P<before>^|{_BETWEEN_CHARGES})(?P<charge>(?:(?!{_BETWEEN_CHARGES}).)*)", re.DOTALL)
_OR_SO = (" or so", " ou environ", " civarinda", " civari", " yaxin", " o asi", "-ish", "+")
_AGE_IN_FIGURES = re.compile(r"[1-9]\d(?:\.0)?")
# As in `in his forties`, `the 30s`, `за 40` and `35-40`.
_ROUGH_AGE = re.compile(
    r"(?:in )?(?:his |her |their |the )?(?:early |mid |late )?(?:[^\W\d_]+ties|\d0s)|\d\d\s*[-–—/]\s*\d\d"
)
_LONGEST_AGE, _FEWEST_YEARS = 60, 10
_WORDS = re.compile(r"[;|\n]")
# Spreadsheets print whole numbers with a zero after the point at times.
_AGE = re.compile(r"(?P<before>[^\W\d_]*)[\s.:]*(?P<age>\d{1,3})(?:\.0)?(?P<after>[\s.-]*[^\d]*)")


def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty or says that nothing is known."""
    return not text or text.casefold() in known_words("nothing") or plain(text) in known_words("nothing")


@lru_cache(maxsize=10_000)
def repeats_row_above(text: str) -> bool:
    """Tell whether a cell says that it is the same as the one above it."""
    return text.casefold() in known_words("ditto") or plain(text) in known_words("ditto")


def read_name(text: str) -> str:
    """Return a name in the order of speech, without the number of its item, a title and the sign of a note.

    `Bahar Misallı` of `12. Misallı, Bahar*`.
    """
    name = without_note(" ".join(_NUMBERED.sub("", without_asides(text)).split()))
    titles = known_words("titles")
    name = ",".join(part for part in name.split(",") if titles.get(plain(part)) != "anywhere") or name
    family, comma, given = name.partition(",")
    given = given.strip()
    is_turned = comma and given and "," not in given and not given[0].islower() and plain(given) not in titles
    return f"{without_titles(given)} {without_titles(family.strip())}" if is_turned else without_titles(name)


def without_note(name: str) -> str:
    """Return a name, or a part of one, without the sign of a note at its end, or of the dead before it."""
    return name.lstrip("†‡✝✞☦ ").rstrip(_NOTE_SIGNS)


def without_asides(name: str) -> str:
    """Return a name without what stands in brackets beside it and is no part: a sex, the number of a note.

    `Bahar Misallı` of `Bahar Misallı (f)` and of `Bahar Misallı (patronymic unknown)`.
    """
    if len(name) > _LONGEST_NAME:
        return name
    return _ASIDE.sub(lambda match: "" if _is_aside(match["aside"]) else match[0], name).strip()


def _is_aside(text: str | None) -> bool:
    known = plain(text or "")
    is_known = known in known_words("beside_a_name") or known in known_words("sexes")
    is_known = is_known or known.partition(" ")[0] in known_words("child_of")
    is_known = is_known or _QUOTED.fullmatch(text or "") is not None
    return text is None or not known or is_known or (known.isdecimal() and len(known) <= 2)


def without_titles(name: str) -> str:
    """Return a name, or a part of one, without the titles before it: `Yelkovan` of `Dr. Yelkovan`."""
    first, _, rest = name.partition(" ")
    # As in `Cap. (Ej.) Darío`, of the army.
    rest = _OF_A_TITLE.sub("", rest)
    return without_titles(rest) if rest and plain(first) in known_words("titles") else name


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
        if charges and _goes_on(charges[-1], part, between=match["before"].strip(), text=text):
            charges[-1] = f"{charges[-1]}{match['before']}{part}"
        else:
            charges.append(part)
    return charges


def _goes_on(charge: str, part: str, *, between: str, text: str) -> bool:
    """Tell whether a part of a cell goes on with the charge before it: `п. «д»`, or `Art. 13` of a law."""
    kinds = [known_words("law_words").get(word) for word in plain(part).split()]
    begins, has_article = kinds[0] if kinds else None, "article" in kinds
    is_and = between.isalpha() or between == "&"
    if (is_and or between == ",") and begins == "part_of_article" and not has_article:
        return True
    if between == "," and ";" in text and begins == "article" and not any(map(str.isdigit, charge)):
        # As in `unrest, s. 9; assault, s. 12`, in which another mark parts the charges.
        return True
    if between != ",":
        # As in `Art. 128 and riot 2020`, which is no number of another charge.
        return is_and and begins is None and not part[0].isdigit()
    of_law = [known_words("law_words").get(word) for word in plain(charge).split()]
    return begins == "article" and "law" in of_law and "article" not in of_law


def refers_to_row(text: str) -> bool:
    """Tell whether a cell says no more than that another row says it: `see No. 3`, `bax A-3`."""
    words = plain(text)
    beginnings = (f"{each} " for each in known_words("see"))
    begins = max((each for each in beginnings if words.startswith(each)), key=len, default="")
    row = words.removeprefix(begins).split()
    known = known_words("of_a_row").keys() | known_words("beside_see").keys()
    has_row = any(map(str.isdigit, words)) or has_words(words, "beside_see")
    return bool(begins) and has_row and all(word in known or word.isdecimal() for word in row)


def is_age(text: str, *, in_figures: bool = False) -> bool:
    """Tell whether a text says that it is an age, as `34 ans` does, and 34 where it is one `in_figures`."""
    if in_figures and _AGE_IN_FIGURES.fullmatch(text):
        return True
    return not text.isdecimal() and read_age(text).isdecimal() and not text.endswith(".0")


def read_age(text: str) -> str:
    """Return an age without its unit, `45` of `45 years old`; what says more is returned as it is."""
    match = _AGE.fullmatch(text)
    beside = {word for part in ("before", "after") for word in plain(match[part]).split()} if match else set()
    years = {word for word, unit in known_words("terms").items() if unit == "years"}
    if match:
        return match["age"] if beside <= known_words("beside_an_age").keys() | years else text
    words = [word for word in plain(text).split() if word not in known_words("beside_an_age").keys() | years]
    number = number_in_words(" ".join(words)) if len(text) <= _LONGEST_AGE else None
    # Of a small number in words nobody knows whether it is an age.
    return str(number) if number and number >= _FEWEST_YEARS else text


def is_rough_age(text: str) -> bool:
    """Tell whether a text says an age that is not known exactly, as `about 40` and `ок. 30 лет` do."""
    words = folded(text)
    if rest := next((words.removesuffix(each) for each in _OR_SO if words.endswith(each)), ""):
        return is_age(rest.strip()) or rest.strip().isdecimal()
    if _ROUGH_AGE.fullmatch(words.rstrip(".").replace("-ties", "ties")):
        return True
    about = ABOUT.match(words)
    age = read_age(words[about.end() :].strip()) if about else ""
    return age.isdecimal() and len(age) < len("1984")


def _word_of(kind: Iterable[W], text: str, code: str | None) -> W:
    known = plain(text)
    for word in kind:
        if code == word.value or known in (plain(word.label), plain(word.value)):
            return word
    words = ", ".join(word.value for word in kind)
    raise Refused("value", N_("This word is not known. Use one of: %(words)s."), words=words)
