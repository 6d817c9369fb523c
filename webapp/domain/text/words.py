"""The words of a text with their places, folded as names are, and the names they may be endings of."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from webapp.domain.text.name_folding import APOSTROPHES, GLUED, fold
from webapp.domain.text.scripts.letters import MARKS, WORD
from webapp.domain.text.scripts.unspaced import UNSPACED
from webapp.domain.text.word_lists import word_lists

# What may stand between the letters of a word beside the marks on them: apostrophes, soft hyphens.
_INSIDE = f"[{APOSTROPHES}\u00ad\u200b\u2060]"
_NUMBER = r"\d+(?:[-.‑–]\d+)*"
_WORD = re.compile(rf"{WORD}(?:{_INSIDE}+{WORD})*|{_NUMBER}")
# A hyphen at the end of a line, with a blank line after it or without.
_HYPHEN, _AFTER_HYPHENS = r"[-‐\u00ad]", r"[^\S\n]*\n\s*"
_BREAK = f"{_HYPHEN}+{_AFTER_HYPHENS}"
_WHOLE_WORD = re.compile(rf"{WORD}(?:(?:{_INSIDE}+|{_BREAK}){WORD})*|{_NUMBER}")
_BREAKS = re.compile(_BREAK)
# It begins with its hyphen: to ask at every letter of a text what stands before it takes five times as long.
_BROKEN = re.compile(
    rf"{_HYPHEN}(?<=[^\W\d_]{_HYPHEN}|[{MARKS}]{_HYPHEN}){_HYPHEN}*{_AFTER_HYPHENS}(?=[^\W\d_])"
)
# What makes words of a text: another one asks for the words of texts to be kept anew.
WORDS = "words-5"
_APOSTROPHES = re.compile(f"[{APOSTROPHES}]")
# Also a name in other letters that stands in a writing without spaces: 被捕的Vəli.
_CUTS = re.compile(
    rf"(?<={UNSPACED})(?=[^\W\d_])(?!{UNSPACED})|(?<=[^\W\d_])(?<!{UNSPACED})(?={UNSPACED})|{GLUED.pattern}"
)
_LAST_APOSTROPHE = re.compile(f"[{APOSTROPHES}][^{APOSTROPHES}]*$")
_LONGEST = 60
_SHORTEST_STEM = 4
Value = TypeVar("Value")
_DASHES = str.maketrans("‑–", "--")


class TextWord(NamedTuple):
    """A word of a text: where it stands in code points, and the folded forms under which it is found.

    `stems` are what is left without an ending that it may carry; `every` tells that each word of a name takes
    one (Russian), and not the last alone. `capital` is false where its script has capitals and it has none.
    """

    start: int
    end: int
    folded: str
    stems: tuple[str, ...]
    capital: bool
    every: bool


def words(text: str, *, whole: bool = False) -> Iterator[TextWord]:
    """Yield the words and numbers of a text in order; a glued `UlviHasanli` is two, and so are 被捕的Vəli.

    Numbers keep their digits, hyphens and points (`193-1.3.1`). A word that a hyphen breaks at the end of a
    line is two, of which nobody can tell whether they are one; with `whole` it is one.
    """
    for match in (_WHOLE_WORD if whole else _WORD).finditer(text):
        place = match.start()
        for part in _parts(match.group()):
            yield TextWord(place + part.start, place + part.end, *part[2:])


def words_of_value(
    text: str, value_of: Callable[[TextWord], Value], *, whole: bool = False
) -> Iterable[tuple[int, TextWord, Value]]:
    """Yield of the words of a text those that have a value, with it and their number among all words.

    Each word as it is printed is looked at once, which takes a third of the time of looking at them all.
    """
    known: dict[str, tuple[int, list[tuple[int, TextWord, Value]]]] = {}
    number = 0
    for match in (_WHOLE_WORD if whole else _WORD).finditer(text):
        raw = match.group()
        if raw not in known:
            parts = _parts(raw)
            valued = ((at, part, value_of(part)) for at, part in enumerate(parts))
            known[raw] = len(parts), [(at, part, value) for at, part, value in valued if value]
        count, found = known[raw]
        for at, part, value in found:
            place = match.start()
            yield number + at, TextWord(place + part.start, place + part.end, *part[2:]), value
        number += count


def word_forms(text: str) -> dict[str, frozenset[str]]:
    """Return each word of a text, as printed, with its folded forms, with and without an ending."""
    return {printed: _forms(printed) for printed in set(_WORD.findall(text))}


def has_broken_words(text: str) -> bool:
    """Tell whether a text breaks a word with a hyphen at the end of a line."""
    return _BROKEN.search(text) is not None


def breaks_at(text: str, place: int) -> bool:
    """Tell whether at a place of a text, where one word ends, a hyphen breaks it and small letters go on."""
    found = _BROKEN.match(text, place)
    return found is not None and text[found.end()].islower()


def without_ending(printed: str) -> str:
    """Return a printed word without the ending after its last apostrophe: Ornakov's, Örnəkov'un."""
    ending = _LAST_APOSTROPHE.search(printed)
    if ending is None or ending.start() < 2 or fold(ending.group()[1:]) not in _AFTER_APOSTROPHE:
        return printed
    return printed[: ending.start()]


@lru_cache(100_000)
def _parts(raw: str) -> tuple[TextWord, ...]:
    if raw[0].isdigit():
        return (TextWord(0, len(raw), _number(raw), (), False, False),)
    cuts = [0, *(match.start() for match in _CUTS.finditer(raw)), len(raw)]
    parts = (_part(raw, start, end) for start, end in zip(cuts, cuts[1:], strict=False))
    return tuple(part for part in parts if part.folded)


@lru_cache(100_000)
def _forms(raw: str) -> frozenset[str]:
    return frozenset(form for word in _parts(raw) for form in (word.folded, *word.stems))


def _part(raw: str, start: int, end: int) -> TextWord:
    plain = _BREAKS.sub("", raw[start : min(end, start + 2 * _LONGEST)])
    folded = fold(_APOSTROPHES.sub("", plain))[:_LONGEST]
    # Irish writes the capital of a surname after a small letter: hArgan.
    # Georgian has no capitals in use, though Unicode gives it some.
    capital = not plain[0].islower() or plain[1:2].isupper() or "ა" <= plain[0] <= "ჿ"
    if not capital:
        return TextWord(start, end, folded, (), False, False)
    every = "а" <= plain[-1].lower() <= "ӿ"
    stems = _russian_stems(plain, folded) if every else _stems(plain, folded, _endings_of(plain[-1]))
    stem = without_ending(plain)
    if stem != plain:
        stems = (fold(_APOSTROPHES.sub("", stem))[:_LONGEST], *stems)
    unique_stems = tuple(dict.fromkeys(form for form in stems if form != folded))
    return TextWord(start, end, folded, unique_stems, True, every)


def _endings_of(letter: str) -> frozenset[str]:
    """Return the endings of the language in whose letters a word is printed."""
    if "\u0531" <= letter <= "\u0587":
        return _ARMENIAN
    return _GEORGIAN if "ა" <= letter <= "ჿ" else _TURKIC


def _stems(
    plain: str, folded: str, endings: frozenset[str], shortest: int = _SHORTEST_STEM
) -> tuple[str, ...]:
    longest = min(_MOST, len(plain) - shortest, len(folded) - 2)
    return tuple(folded[:-size] for size in range(1, longest + 1) if folded[-size:] in endings)


def _russian_stems(plain: str, folded: str) -> tuple[str, ...]:
    # Марии: the fold makes one letter of two, and so nothing is left to take off.
    doubled = (folded + "a",) if plain.lower().endswith("ии") else ()
    in_a = tuple(stem + "a" for stem in _stems(plain, folded, _RUSSIAN_FOR_A, _SHORTEST_STEM - 1))
    in_i = tuple(stem + "i" for stem in _stems(plain, folded, _RUSSIAN_FOR_I))
    return (*_stems(plain, folded, _RUSSIAN), *in_a, *in_i, *doubled)


def _number(raw: str) -> str:
    plain = raw[:_LONGEST].translate(_DASHES)
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)


_ENDINGS = {name: frozenset(map(fold, words.split())) for name, words in word_lists("case_endings").items()}
_TURKIC, _RUSSIAN, _RUSSIAN_FOR_A = (_ENDINGS[name] for name in ("turkic", "russian", "russian_for_a"))
_RUSSIAN_FOR_I = _ENDINGS["russian_for_i"]
_ARMENIAN, _GEORGIAN = _ENDINGS["armenian"], _ENDINGS["georgian"]
_AFTER_APOSTROPHE = _TURKIC | {"s"}
_MOST = max(map(len, _TURKIC | _RUSSIAN))


def begins_name(printed: str, *, capital: bool) -> bool:
    """Tell whether a printed word may be a name's: with a capital, and no ended short name of a party."""
    if _ENDED_ACRONYM.fullmatch(printed) or _BEGUN_ELIDED.match(printed):
        return False
    return (capital and not printed[:2].islower()) or _ELIDED.match(printed) is not None


# Of d'Exemple, dell'Esempio; HDP'li and AXCP'nin, as Turkish and Azerbaijani end the short name of a party.
# Of L'opposante, Dell'attivista: a word in small letters after an article that begins a sentence.
_BEGUN_ELIDED = re.compile(r"(?:[LDCSJ]|Qu|Dell|All|Nell|Un)['’][a-zà-ÿ]")
_ELIDED = re.compile(r"(?:d|dell|dall|degl)['’][^\W\d_a-z]")
_ENDED_ACRONYM = re.compile(r"[A-ZÇƏĞİÖŞÜ]{2,}['’][a-zçəğıöşü]+")
