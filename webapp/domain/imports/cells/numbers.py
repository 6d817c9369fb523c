"""Numbers in words: `thirty-four`, `тридцать четыре`, `dix-huit`, `vierunddreißig`."""

import re
from functools import cache

from webapp.domain.imports.headers import JOINING, known_words, plain

# As in `vierunddreißig`.
_GERMAN = re.compile(r"(?P<ones>[^\W\d_]+?)und(?P<tens>[^\W\d_]+(?:zig|ssig))")
# After which French counts on to nineteen.
_BY_TWENTIES = (60, 80)


def number_in_words(text: str) -> int | None:
    """Return the number below a hundred that words are; None of other words."""
    known, words = _numbers(), [word for word in plain(text).split() if word not in JOINING]
    whole = " ".join(words)
    if whole in known:
        return known[whole]
    if match := _GERMAN.fullmatch(whole):
        words = [match["tens"], match["ones"]]
    # A number of two words may be the first or the second one: `двадцять п'ять`, `quatre-vingt dix`.
    for place in range(1, len(words)):
        tens, ones = known.get(" ".join(words[:place])), known.get(" ".join(words[place:]))
        if tens is not None and ones is not None and _is_tens(tens, ones):
            return tens + ones
    return None


@cache
def compound_numbers() -> re.Pattern[str]:
    """Return the pattern of a number of several words: `twenty-five`, `тридцать пять`, `dix-huit`."""
    numbers = _numbers()
    tens = [word for word, number in numbers.items() if number >= 20]
    ones = [word for word, number in numbers.items() if number < 20]
    whole = [word for word in numbers if " " in word]
    joined = "|".join(sorted(JOINING, key=len, reverse=True))
    two = rf"(?:{_any(tens)})[\s-]+(?:(?:{joined})[\s-]+)?(?:{_any(ones)})"
    return re.compile(rf"(?<!\w)(?:{two}|{_any(whole)}|{_any(tens)})(?=[\s-]+[^\W\d_])", re.IGNORECASE)


def _any(words: list[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s'’-]+") for word in longest)


def _is_tens(tens: int, ones: int) -> bool:
    return tens >= 20 and tens % 10 == 0 and 0 < ones < (20 if tens in _BY_TWENTIES else 10)


@cache
def _numbers() -> dict[str, int]:
    return {word: int(number) for word, number in known_words("number_words").items() if number.isdecimal()}
