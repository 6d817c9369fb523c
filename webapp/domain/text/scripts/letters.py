"""What a word is made of in any script: letters, the marks that are printed on them, and joiners."""

import unicodedata
from itertools import chain

_JOINERS = "\u200c\u200d"
# Elsewhere Unicode has no marks; to look through all of it took longer than everything else at a start.
_PLANES = range(0x20000), range(0xE0100, 0xE01F0)


def _marks() -> str:
    """Return the body of a character class of all marks that combine with a letter, and the joiners."""
    places = [place for place in chain(*_PLANES) if unicodedata.category(chr(place)) in ("Mn", "Mc")]
    ranges: list[list[int]] = []
    for place in places:
        if ranges and ranges[-1][1] == place - 1:
            ranges[-1][1] = place
        else:
            ranges.append([place, place])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + _JOINERS


# Vowel signs, viramas, points and accents are no letters to a pattern, and stand in the middle of words.
MARKS = _marks()
WORD = rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*"
