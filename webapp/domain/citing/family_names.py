"""Where a text goes on about somebody by the family name alone, and what it tells there of this one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.name_folding import fold
from webapp.domain.text.name_orders import is_patronymic
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import words

_CAPITALISED = re.compile(r"[^\W\d_a-zà-ÿа-яёєіїґўəığşçöü][^\W\d_]{3,}(?:-[^\W\d_]+)?")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")
_WORD_BEHIND = re.compile(r" [^\W\d_a-zà-ÿа-яёєіїґўəığşçöü][^\W\d_]")
_TITLES = frozenset(word_lists("names")["titles"].lower().split())
_SHORTEST, _KEY, _LONGEST_ENDING, _LONGEST_INITIAL = 4, 4, 4, 3


def family_name_mentions(text: str, names: Sequence[LikelyName]) -> list[LikelyName]:
    """Return where a text names one of these people again by the family name alone, in its order.

    A family name of several of them names nobody.
    """
    stems: dict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        stem = _stem(name.name)
        if len(stem) >= _SHORTEST - 1:
            bearer = stems[stem[:_KEY]].setdefault(stem, name.name)
            if not _is_same(bearer, name.name):
                stems[stem[:_KEY]][stem] = ""
    return list(_mentions(text, names, stems))


def _mentions(
    text: str, names: Sequence[LikelyName], stems: dict[str, dict[str, str]]
) -> Iterator[LikelyName]:
    waiting = iter(names)
    name = next(waiting, None)
    for word in _CAPITALISED.finditer(text):
        while name and name.end <= word.start():
            name = next(waiting, None)
        if name and name.start < word.end():
            continue
        folded = fold(word.group())
        bearers = {
            bearer for stem, bearer in stems.get(folded[:_KEY], {}).items()
            if folded == stem or (len(stem) >= _SHORTEST and _is_in_case(folded, stem))
        }
        if len(bearers) == 1 and (bearer := bearers.pop()) and _is_alone(text, word):
            yield LikelyName(word.start(), word.end(), bearer)


def _is_in_case(word: str, stem: str) -> bool:
    return word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING


def _is_alone(text: str, word: re.Match[str]) -> bool:
    """Tell whether no word of another name stands beside a family name: Mr Ornakov, but not Ilya Ornakov."""
    if _WORD_BEHIND.match(text, word.end()):
        return False
    before = _WORD_BEFORE.search(text, max(0, word.start() - 20), word.start())
    if before is None or before[1][0].islower() or before[1].lower() in _TITLES:
        return True
    if before[0].endswith(". ") and len(before[1]) > _LONGEST_INITIAL:
        return True
    begins = text[max(0, before.start() - 2) : before.start()].strip(" ")
    return not begins or begins[-1] in ".!?\n"


def _stem(name: str) -> str:
    """Return the family name of a name, folded and without a vowel at its end, which cases change."""
    parts = name.split()
    first = list(words(name))
    last = parts[0] if len(parts) > 2 and first and is_patronymic(first[-1]) else parts[-1]
    folded = fold(last)
    stem = folded[:-2] if folded.endswith(("ii", "aia", "yi")) else folded.rstrip("aeiouy")
    # A short one is looked for as it is.
    return stem if len(stem) >= _SHORTEST else folded


def _is_same(name: str, other: str) -> bool:
    first, second = set(fold(name).split()), set(fold(other).split())
    return first <= second or second <= first
