"""A text in small letters without marks, in which words of arrest and release are looked for."""

import re

_MARKED = "İIıəğşçöüâîûáàéèêëíñóõúãąćčďěęłńňřśšťýźżžůăășțđ"
PLAIN = str.maketrans(
    _MARKED + _MARKED[3:].upper() + "ёЁ", "iii" + 2 * "egscouaiuaaeeeeinoouaaccdeelnnrsstyzzzuaastd" + "ее"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)


def lower_unmarked(text: str) -> str:
    """Return a text in small letters without marks, in which each character stands where it stood."""
    return text.translate(PLAIN).lower()


def without_addresses(text: str) -> str:
    """Return a text of the same length with spaces where addresses of pages and mail are."""
    return _ADDRESS.sub(lambda match: " " * len(match[0]), text)
