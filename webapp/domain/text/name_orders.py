"""In which orders a recorded name may be printed, and which words of it may be left out."""

from functools import lru_cache
from typing import NamedTuple

from webapp.domain.text.name_folding import PARTICLES
from webapp.domain.text.words import TextWord, words

# Patronymics that need no word after them, as Russian makes them: Давудович, Davudovna.
_PATRONYMICS = ("ovic", "avic", "ovna", "avna", "ovica", "avici")


class NameOrder(NamedTuple):
    """The first and the last word, folded, that a name is printed between, in one order.

    `fathers` is the patronymic, `middle` whatever else may stand between; a comma may follow a family name
    that is printed `family_first`.
    """

    first: str
    last: str
    fathers: frozenset[str] = frozenset()
    middle: frozenset[str] = frozenset()
    family_first: bool = False


def name_ends(name: str) -> tuple[str, str] | None:
    """Return the two words that a name is printed between; None where it can be told by none or one alone.

    A name with an initial for one of its ends has none: the same letters stand for many people.
    """
    bare, fathers = _without_patronymic(name)
    if len(bare) == 1 and fathers:
        return bare[0], fathers[0]
    if len(bare) < 2 or len(bare[0]) < 2 or len(bare[-1]) < 2:
        return None
    return bare[0], bare[-1]


def name_orders(name: str) -> list[NameOrder]:
    """Return the orders of a name that has two ends: as recorded, and the family name first."""
    found = name_ends(name)
    if found is None:
        return []
    bare, fathers = _without_patronymic(name)
    if len(bare) == 1:
        return [NameOrder(*found)]
    first, last = found
    rest = frozenset(fathers), frozenset(bare[1:-1])
    return [NameOrder(first, last, *rest), NameOrder(last, first, *rest, family_first=True)]


def single_word(name: str) -> str | None:
    """Return the one word that is the whole of a name, if it is long enough to be told from others."""
    bare, fathers = _without_patronymic(name)
    return bare[0] if len(bare) == 1 and not fathers and len(bare[0]) > 4 else None


def family_name(name: str) -> str | None:
    """Return the folded family name of a name of two words or more: the last, or the one in capitals."""
    found = list(words(name))
    shouted = [word.folded for word in found if name[word.start : word.end].isupper() and word.folded[1:]]
    bare, _fathers = _without_patronymic(name)
    if len(bare) < 2:
        return None
    return shouted[0] if len(shouted) == 1 and shouted[0] in bare else bare[-1]


def is_patronymic(word: TextWord) -> bool:
    """Tell whether a word is a patronymic by its own ending."""
    return word.folded.endswith(_PATRONYMICS) or any(stem.endswith(_PATRONYMICS) for stem in word.stems)


def _without_patronymic(name: str) -> tuple[list[str], list[str]]:
    """Return the words of a name that are no patronymic, and those that are."""
    bare: list[str] = []
    fathers: list[str] = []
    for printed in name.split():
        for folded, patronymic in _parts(printed):
            if folded in PARTICLES:
                fathers += bare[-1:]
                del bare[-1:]
            elif patronymic and bare:
                fathers.append(folded)
            else:
                bare.append(folded)
    return bare, fathers


@lru_cache(100_000)
def _parts(printed: str) -> tuple[tuple[str, bool], ...]:
    # The same given and family names come again and again.
    return tuple((word.folded, is_patronymic(word)) for word in words(printed))
