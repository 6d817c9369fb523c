"""Names in Japanese syllables, as Latin letters write them: short and long vowels are one."""

import re

from anyascii import anyascii

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
# A small ya, yu or yo takes the place of the vowel before it: ki and small yo are kyo, shi and it sho.
_SMALL_Y = re.compile("[ゃゅょャュョ]")
_SMALL_VOWEL = re.compile("[ぁぃぅぇぉァィゥェォ]")
_AFTER_SIBILANT = re.compile("(?<=[sc]h)i?y|(?<=j)i?y")
_LONG = re.compile("(?<=o)[ou]+|(?<=u)u+|(?<=a)a+|(?<=e)e+|(?<=i)i+")


def is_kana(printed: str) -> bool:
    """Tell whether a word is printed in Japanese syllables alone."""
    return _KANA.fullmatch(printed) is not None


def kana_in_latin(printed: str) -> str:
    """Return a word in Japanese syllables in Latin letters; long vowels as short ones."""
    latin = ""
    for syllable in printed:
        letters = anyascii(syllable).lower()
        if _SMALL_Y.fullmatch(syllable):
            latin = latin.removesuffix("i")
        elif _SMALL_VOWEL.fullmatch(syllable) and latin[-1:] in tuple("aeiou"):
            latin = latin[:-1]
        latin += letters
    return _LONG.sub("", _AFTER_SIBILANT.sub("", latin))
