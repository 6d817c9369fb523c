"""Names in Thai and Lao letters, in Latin ones: in the order of their sounds, with the vowels not printed."""

import re

from anyascii import anyascii

_CONSONANTS = "\u0e01-\u0e23\u0e25\u0e27-\u0e2e\u0e81-\u0eae"
_THAI = re.compile("[\u0e00-\u0eff]")
# A letter under this sign is not spoken; neither are the tones.
_SILENT = re.compile(f"(?:[ตท](?=ร์)|ษ(?=ณ์)|)[{_CONSONANTS}ร][ิุ]?[์໌]")
_TONES = re.compile("[\u0e46\u0e47-\u0e4b\u0e4d\u0e4e\u0ec6\u0ec8-\u0ecb]")
# This one gives the consonant after it a tone.
_LEADING = re.compile("ห(?=[งญณนมยรลว][ะ-ฺ])")
# These vowels are printed before the consonants after which they are spoken.
_BEFORE = re.compile(f"([\u0e40-\u0e44\u0ec0-\u0ec4])([{_CONSONANTS}])")
_DOUBLE_R, _UA = re.compile("รร"), re.compile("[ัົ][วວ](?![\u0e30-\u0e3a\u0eb0-\u0ebb])")
_CLUSTER = re.compile("[กขคตปผพศสກຂຄຕປຜພ][รลวຣລວ][ะ-ฺเ-ไະ-ົ]")
# Consonants one after another of which none has a vowel that is printed.
_BARE = re.compile(
    f"(?:[{_CONSONANTS}](?![\u0e24\u0e30-\u0e3a\u0e40-\u0e44\u0eb0-\u0ebb\u0ebd\u0ec0-\u0ec4]))+"
)
_CONSONANT = re.compile(f"[{_CONSONANTS}]")
# What a consonant is at the end of a syllable.
_ENDS = {
    **dict.fromkeys("จชซฎฏฐฑฒดตถทธศษสຈຊດຕຖທສ", "t"), **dict.fromkeys("กขคฆກຂຄ", "k"),
    **dict.fromkeys("บปพฟภບປຜຟພ", "p"), **dict.fromkeys("ญณรลฬนນລຣ", "n"), "ย": "i", "ຍ": "i",
    "ว": "o", "ວ": "o",
}  # fmt: skip
# Aspirated ones are written with an h, which is no f.
_LATIN = {**dict.fromkeys("ผพภຜພ", "p"), "อ": "", "ອ": ""}


def is_thai(printed: str) -> bool:
    """Tell whether a word is printed in Thai or Lao letters."""
    return _THAI.search(printed) is not None


def thai_in_latin(printed: str) -> str:
    """Return a word of these letters in Latin ones.

    Where no vowel is printed, two consonants have an o between them, and one at the beginning an a after it.
    """
    plain = _BEFORE.sub(r"\2\1", _LEADING.sub("", _TONES.sub("", _SILENT.sub("", printed))))
    plain = _DOUBLE_R.sub("ั", _UA.sub("ua", plain))
    latin, opened = "", True
    for place, letter in enumerate(plain):
        latin_letter = _LATIN.get(letter, anyascii(letter).lower())
        bare = _BARE.match(plain, place)
        if bare is None:
            latin += latin_letter
            opened = _CONSONANT.fullmatch(letter) is not None
            continue
        paired = len(bare[0]) % 2 == 0
        if opened and _CLUSTER.match(plain, place):
            latin += latin_letter
        elif paired:
            latin += latin_letter + "o"
            opened = False
        elif opened and bare.end() < len(plain):
            latin += latin_letter + "a"
        else:
            latin += _ENDS.get(letter, latin_letter)
            opened = True
    return latin
