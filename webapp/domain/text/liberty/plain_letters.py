"""A text in small letters without marks, and its words, in which those of arrest are looked for."""

import re

_MARKED = "İIıəğşçöüâîûáàéèêëíñóõúãąćčďěęłńňřśšťýźżžůăășțđ"
PLAIN = str.maketrans(
    _MARKED + _MARKED[3:].upper() + "ёЁ", "iii" + 2 * "egscouaiuaaeeeeinoouaaccdeelnnrsstyzzzuaastd" + "ее"
)
# Of Han writing, which parts no words, each letter.
# In Arabic with the marks of its vowels, where these are printed.
PLAIN_WORD = re.compile(
    r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:[\u064b-\u0655\u0670]+[^\W\d_\u3400-\u9fff]+)*"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)


def lower_unmarked(text: str) -> str:
    """Return a text in small letters without marks, in which each character stands where it stood."""
    return text.translate(PLAIN).lower()


def without_addresses(text: str) -> str:
    """Return a text of the same length with spaces where addresses of pages and mail are."""
    return _ADDRESS.sub(lambda match: " " * len(match[0]), text)
