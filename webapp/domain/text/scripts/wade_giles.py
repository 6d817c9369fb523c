"""Chinese names in the spelling of Wade and Giles, as Taiwan prints them, in pinyin: Hsiao-po, Xiaobo."""

import re
from functools import cache, lru_cache
from itertools import product

_APOSTROPHES = re.compile("[’‘ʻʼ`´]")
_PARTED = re.compile("[-'’‘ʻʼ`´]")
_MARKED = str.maketrans("êÊŭ", "eEu")
_WORD = re.compile(r"[a-zü']+(?:-[a-zü']+)?")
_INITIALS = {
    "p'": "p", "p": "b", "m": "m", "f": "f", "t'": "t", "t": "d", "n": "n", "l": "l", "k'": "k", "k": "g",
    "h": "h", "ch'": "ch", "ch": "zh", "hs": "x", "sh": "sh", "j": "r", "ts'": "c", "tz'": "c", "ts": "z",
    "tz": "z", "s": "s", "ss": "s", "sz": "s", "y": "y", "w": "w", "": "",
}  # fmt: skip
_FINALS = {
    "ieh": "ie", "ien": "ian", "ueh": "ue", "ih": "i", "iung": "iong", "ung": "ong", "uei": "ui",
    "erh": "er",
    "eh": "e", "ü": "u", "üan": "uan", "üeh": "ue", "ün": "un",
} | {
    final: final
    for final in (
        "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "i", "ia", "iang", "iao", "in", "ing", "iu",
        "o", "ou", "u", "ua", "uai", "uan", "uang", "ui", "un", "uo",
    )
}  # fmt: skip
# Syllables that no rule joins.
_OTHERS = {
    "i": "yi", "yen": "yan", "yu": "you", "yeh": "ye", "ssu": "si", "szu": "si", "tzu": "zi", "tz'u": "ci",
}  # fmt: skip
# Which stand without a consonant before them.
_ALONE = frozenset({"a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "erh", "o", "ou"})
_FEWEST, _MOST = 2, 3


@lru_cache(50_000)
def in_pinyin(name: str) -> str | None:
    """Return a name in pinyin where all its syllables are of Wade-Giles; else nothing.

    It has a hyphen or an apostrophe, and a syllable that pinyin has not: most others stay as they are.
    """
    # Most names are seen through at once.
    if not _PARTED.search(name):
        return None
    words = _APOSTROPHES.sub("'", name.translate(_MARKED)).lower().split()
    if not all(map(_WORD.fullmatch, words)):
        return None
    syllables = [word.split("-") for word in words]
    every = [syllable for word in syllables for syllable in word]
    known = _syllables()
    if not _FEWEST <= len(every) <= _MOST or not all(syllable in known for syllable in every):
        return None
    pinyin = frozenset(known.values())
    if all("'" not in syllable and syllable in pinyin for syllable in every):
        return None
    return " ".join("".join(known[syllable] for syllable in word) for word in syllables)


@cache
def _syllables() -> dict[str, str]:
    """Return the syllables of Wade-Giles by their spelling, each in pinyin."""
    regular = {
        first + last: _joined(first, _INITIALS[first], last)
        for first, last in product(_INITIALS, _FINALS)
        if first or last in _ALONE
    }
    return regular | _OTHERS


def _joined(first: str, initial: str, last: str) -> str:
    final = _FINALS[last]
    if first in ("ch", "ch'") and last != "ih" and (final[0] == "i" or final == "ue" or last[0] == "ü"):
        initial = "q" if first.endswith("'") else "j"
    if final == "o" and first in ("k", "k'", "h"):
        final = "e"
    elif final == "o" and first not in ("p", "p'", "m", "f", "w", "y", ""):
        final = "uo"
    return initial + final
