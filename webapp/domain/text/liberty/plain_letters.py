"""A text in small letters without marks, in which words of arrest and release are looked for."""

_MARKED = "İIıəğşçöüâîûáàéèêëíñóõúãąćčďěęłńňřśšťýźżžůăășțđ"
PLAIN = str.maketrans(
    _MARKED + _MARKED[3:].upper() + "ёЁ", "iii" + 2 * "egscouaiuaaeeeeinoouaaccdeelnnrsstyzzzuaastd" + "ее"
)


def lower_unmarked(text: str) -> str:
    """Return a text in small letters without marks, in which each character stands where it stood."""
    return text.translate(PLAIN).lower()
