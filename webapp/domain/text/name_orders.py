"""In which orders a recorded name may be printed, and which words of it may be left out."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from webapp.domain.text.name_folding import PARTICLES, fold, name_tokens
from webapp.domain.text.scripts.han_names import HAN_WORD, han_syllables
from webapp.domain.text.words import TextWord, words

# Patronymics that need no word after them, as Russian makes them: Давудович, Davudovna. Surnames end so too:
# Грушкевич, Pavnović.
# Сергеевна is folded to -ivna, as Ukrainian has it.
_OF_SURNAMES = tuple(f"{vowel}vic{case}" for vowel in "oai" for case in ("", "a", "i", "u", "om", "am"))
_PATRONYMICS = ("ovna", "avna", "ivna", *_OF_SURNAMES)
_SHORTEST_PATRONYMIC = 6


class NameOrder(NamedTuple):
    """The first and the last word, folded, that a name is printed between, in one order.

    `patronymic` and `middle` are what may stand between; a comma may follow a family name
    that is printed `family_first`.
    """

    first: str
    last: str
    patronymic: frozenset[str] = frozenset()
    middle: frozenset[str] = frozenset()
    family_first: bool = False


def name_ends(name: str) -> tuple[str, str] | None:
    """Return the two words that a name is printed between; None where it can be told by none or one alone.

    A name with an initial for one of its ends has none: the same letters stand for many people.
    """
    plain_words, patronymic = _without_patronymic(name)
    if len(plain_words) == 1 and patronymic:
        return plain_words[0], patronymic[0]
    if len(plain_words) < 2 or len(plain_words[0]) < 2 or len(plain_words[-1]) < 2:
        return None
    return plain_words[0], plain_words[-1]


def name_orders(name: str) -> list[NameOrder]:
    """Return the orders of a name that has two ends: as recorded, and the family name first."""
    ends = name_ends(name)
    if ends is None:
        return []
    plain_words, patronymic = _without_patronymic(name)
    if len(plain_words) == 1:
        return [NameOrder(*ends)]
    first, last = ends
    rest = frozenset(patronymic), frozenset(plain_words[1:-1])
    return [NameOrder(first, last, *rest), NameOrder(last, first, *rest, family_first=True)]


def han_orders(name: str) -> list[NameOrder]:
    """Return the orders in which other letters print a name in Han or Hangul: Chen Xuyan, Xu Yan Chen."""
    if HAN_WORD.fullmatch(name) is None or len(tokens := name_tokens(name).tokens) != 2:
        return []
    family, given = tokens
    orders = [NameOrder(family, given), NameOrder(given, family)]
    syllables = [fold(syllable) for syllable in han_syllables(name)]
    if len(syllables) == 3:
        first, middle, last = syllables
        orders.append(NameOrder(first, last, middle=frozenset({middle})))
        orders += [NameOrder(middle, first, middle=frozenset({last}))] if first == family else []
    return orders


def single_word(name: str) -> str | None:
    """Return the one word that is the whole of a name, if it is long enough to be told from others."""
    plain_words, patronymic = _without_patronymic(name)
    return plain_words[0] if len(plain_words) == 1 and not patronymic and len(plain_words[0]) > 4 else None


def family_name(name: str) -> str | None:
    """Return the folded family name of a name of two words or more: the last, or the one in capitals."""
    name_words = list(words(name))
    in_capitals = [
        word.folded for word in name_words if name[word.start : word.end].isupper() and word.folded[1:]
    ]
    plain_words, _patronymic = _without_patronymic(name)
    if len(plain_words) < 2:
        return None
    return in_capitals[0] if len(in_capitals) == 1 and in_capitals[0] in plain_words else plain_words[-1]


def is_patronymic(word: TextWord) -> bool:
    """Tell whether a word is a patronymic by its own ending."""
    forms = (form for form in (word.folded, *word.stems) if len(form) >= _SHORTEST_PATRONYMIC)
    return any(form.endswith(_PATRONYMICS) for form in forms)


def is_surname_by_place(printed: Sequence[TextWord], index: int) -> bool:
    """Tell whether a word that ends like a patronymic stands where the surname does.

    It is the last of two words, or follows the patronymic: Мария Бубневич, Степан Викторович Грушкевич.
    """
    if index + 1 < len(printed) or not printed[index].folded.endswith(_OF_SURNAMES):
        return False
    return index == 1 or (index > 1 and is_patronymic(printed[index - 1]))


def _without_patronymic(name: str) -> tuple[list[str], list[str]]:
    """Return the words of a name that are no patronymic, and those that are."""
    plain_words: list[str] = []
    patronymic: list[str] = []
    printed = [word for part in name.split() for word in _parts(part)]
    for index, word in enumerate(printed):
        if word.folded in PARTICLES:
            patronymic += plain_words[-1:]
            del plain_words[-1:]
        elif plain_words and is_patronymic(word) and not is_surname_by_place(printed, index):
            patronymic.append(word.folded)
        else:
            plain_words.append(word.folded)
    return plain_words, patronymic


@lru_cache(100_000)
def _parts(printed: str) -> tuple[TextWord, ...]:
    # The same given and family names come again and again.
    return tuple(words(printed))
