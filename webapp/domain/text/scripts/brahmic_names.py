"""Names in the scripts of India and Cambodia, in Latin letters: with the vowel that nobody prints."""

# A consonant without a vowel sign is spoken with a vowel, save where a virama stops it. At the end of a word
# the languages of the north no longer speak it, but after two consonants: राम is Ram, नरेन्द्र Narendra.

import re
import unicodedata
from functools import cache

from anyascii import anyascii

_LETTER, _FIRST_KHMER = re.compile("[\u0900-\u0dff\u1780-\u17ff]"), "\u1780"
# Tamil and the scripts after it speak the vowel at the end of a word.
_SPOKEN_AT_THE_END = ("\u0b80", "\u0dff")
_STOPPED = ("CHILLU", "KHANDA")
_NASALS = ("ANUSVARA", "CANDRABINDU", "BINDI", "TIPPI")
_LIPS = frozenset("pbm")
# Tamil prints one letter for two sounds; between vowels and after a nasal it is the voiced one.
_TAMIL_VOICED = {"ட": "d", "ச": "s", "க": "g", "ப": "b"}
_TAMIL_AFTER_NASAL = {"ட": "d", "த": "d", "க": "g", "ப": "b", "ச": "j"}


def is_brahmic(printed: str) -> bool:
    """Tell whether a word is printed in one of these scripts."""
    return _LETTER.search(printed) is not None


def brahmic_in_latin(printed: str) -> str:
    """Return a word of these scripts in Latin letters, with the vowels that are spoken and not printed."""
    printed = unicodedata.normalize("NFC", printed)
    spoken_at_the_end = _SPOKEN_AT_THE_END[0] <= printed[0] <= _SPOKEN_AT_THE_END[1]
    latin, consonants = "", 0
    for place, letter in enumerate(printed):
        kind = _kind(letter)
        if kind == "consonant":
            latin += _voiced(printed, place) or _latin(letter)
            consonants += 1
            following = _next_kind(printed, place)
            if following in ("vowel", "virama"):
                continue
            if following != "end" or spoken_at_the_end or (consonants > 1 and letter < _FIRST_KHMER):
                latin += "a"
            consonants = 0
        elif kind == "nasal":
            latin += "m" if _latin(printed[place + 1 : place + 2])[:1] in _LIPS else "n"
        elif kind in ("vowel", "other"):
            latin += _latin(letter)
            consonants = 0
    return latin


def _voiced(printed: str, place: int) -> str | None:
    """Return what a Tamil consonant is where it stands, or nothing where it is as it is printed."""
    letter, before = printed[place], printed[place - 1 : place] if place else ""
    if letter not in _TAMIL_AFTER_NASAL or not before:
        return None
    if before == "்":
        nasal = printed[place - 2 : place - 1] in tuple("ஙஞணநமன")
        return _TAMIL_AFTER_NASAL[letter] if nasal else None
    return _TAMIL_VOICED.get(letter) if _next_kind(printed, place) != "virama" else None


def _next_kind(printed: str, place: int) -> str:
    """Return what follows a letter, past what is not heard."""
    kinds = (_kind(letter) for letter in printed[place + 1 :])
    return next((kind for kind in kinds if kind != "silent"), "end")


def _latin(letter: str) -> str:
    return anyascii(letter).lower()


@cache
def _kind(letter: str) -> str:
    """Return what a sign is: a consonant, a vowel, a virama, a nasal, silent or another letter."""
    name = unicodedata.name(letter, "")
    if unicodedata.combining(letter) == 9:
        return "virama"
    if any(nasal in name for nasal in _NASALS):
        return "nasal"
    if "VOWEL SIGN" in name or "LENGTH MARK" in name or "NIKAHIT" in name:
        return "vowel"
    if unicodedata.category(letter) in ("Mn", "Mc", "Cf"):
        return "silent"
    if any(stopped in name for stopped in _STOPPED) or _latin(letter)[:1] in tuple("aeiou"):
        return "other"
    return "consonant"
