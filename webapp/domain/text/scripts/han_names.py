"""Names in Han or Hangul letters, printed as one word: family and given name in Latin letters."""

import re

from anyascii import anyascii

from webapp.domain.text.word_lists import word_lists

HAN_WORD = re.compile("[\u3400-\u9fff\uac00-\ud7a3]+")
_LISTS = word_lists("names")
DOUBLE_SURNAMES = frozenset(_LISTS["double_surnames"].split())
_READINGS = {entry[0]: entry[1:] for entry in _LISTS["surname_readings"].split()}
# A longer word is no name of one person, or one that was brought into these letters from elsewhere.
_LONGEST = 4


def han_parts(word: str) -> list[str]:
    """Return family and given name of a word, in Latin letters; of one that is no such name, itself."""
    if not 2 <= len(word) <= _LONGEST:
        return [anyascii(word).lower()]
    size = 2 if len(word) > 2 and word[:2] in DOUBLE_SURNAMES else 1
    family, given = word[:size], word[size:]
    return [_READINGS.get(family) or anyascii(family).lower(), anyascii(given).lower()]


def han_syllables(word: str) -> list[str]:
    """Return a word in Latin letters syllable by syllable."""
    return [anyascii(character).lower() for character in word]
