"""The phrases that tell of arrest, trial or release, by the words with which they begin."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

# Phrases of a language from which on what a text tells can be read, and not only that it does.
_FEWEST = 60
_PARTED = re.compile(r"[\u3400-\u9fff]|[^\s'‘’ʼ\u3400-\u9fff-]+")
_JOINED = re.compile("[وف][\u0621-\u064a]{3}")


class Pattern(NamedTuple):
    """The words of a phrase, each with whether any ending may follow, and the status it suggests."""

    words: tuple[tuple[str, bool], ...]
    status: Status | None


@lru_cache(20_000)
def patterns_of(word: str) -> Sequence[Pattern]:
    """Return the patterns that may begin with a word, the longest first.

    House arrest comes before house, a whole word before a stem.
    """
    patterns = [*_WHOLE.get(word, ())]
    for end in range(1, len(word) + 1):
        patterns += _STEMS.get(word[:end], ())
    if not patterns and _JOINED.match(word):
        # And in Arabic is a letter before the next word.
        return patterns_of(word[1:])
    return sorted(patterns, key=_length, reverse=True)


@lru_cache(5_000)
def is_of_short_list(printed: str) -> bool:
    """Tell whether a phrase is of a language of which few are known, and of none that is known well."""
    words = tuple(_PARTED.findall(lower_unmarked(printed)))
    return any(_fits(words, each) for each in _SHORT) and not any(_fits(words, each) for each in _LONG)


def _fits(words: Sequence[str], pattern: Pattern) -> bool:
    pairs = zip(words, pattern.words, strict=False)
    return len(words) >= len(pattern.words) and all(
        word.startswith(wanted) if any_ending else word == wanted for word, (wanted, any_ending) in pairs
    )


def _patterns(languages: Iterable[dict[str, Sequence[str]]]) -> Iterator[Pattern]:
    codes = [pair for language in languages for pair in language.items()]
    for code, phrases in codes:
        status = None if code == "none" else Status(code)
        for phrase in phrases:
            words = _PARTED.findall(lower_unmarked(phrase))
            yield Pattern(tuple((word.rstrip("*"), word.endswith("*")) for word in words), status)


def _length(pattern: Pattern) -> tuple[int, int]:
    return len(pattern.words), sum(len(word) for word, _ in pattern.words)


_LANGUAGES: Sequence[dict[str, Sequence[str]]] = [*word_lists("status_phrases").values()]
_SHORT, _LONG = (
    [*_patterns(each for each in _LANGUAGES if (sum(map(len, each.values())) < _FEWEST) is is_short)]
    for is_short in (True, False)
)
_WHOLE, _STEMS = defaultdict[str, list[Pattern]](list), defaultdict[str, list[Pattern]](list)
for _each in _patterns(_LANGUAGES):
    (_STEMS if _each.words[0][1] else _WHOLE)[_each.words[0][0]].append(_each)
