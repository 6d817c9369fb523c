"""Soft hyphens that a PDF draws as spaces within words, as browsers print them."""

import re

from pypdf import PageObject

_SOFT_HYPHEN = re.compile(rb"/ActualText\s*(?:<FEFF00AD>|\(\xfe\xff\x00\xad\))", re.IGNORECASE)
_LETTER_OR_SPACES = re.compile(r"\s+|\S")


def draws_soft_hyphens(page: PageObject) -> bool:
    """Tell whether a page draws something of which it says that a soft hyphen is meant."""
    contents = page.get_contents()
    return contents is not None and _SOFT_HYPHEN.search(contents.get_data()) is not None


def without_drawn_spaces(text: str, other: str) -> str:
    """Return a page's text without the spaces between letters where another reader of it has none.

    As it is where the two readers do not tell of the same letters.
    """
    if "".join(text.split()) != "".join(other.split()):
        return text
    spaced = _spaced(other)
    parts: list[str] = []
    number = 0
    for part in _LETTER_OR_SPACES.findall(text):
        if not part.isspace():
            number += 1
        elif part == " " and number and number not in spaced:
            continue
        parts.append(part)
    return "".join(parts)


def _spaced(text: str) -> set[int]:
    """Return after how many letters of a text white space stands."""
    places: set[int] = set()
    number = 0
    for part in _LETTER_OR_SPACES.findall(text):
        if part.isspace():
            places.add(number)
        else:
            number += 1
    return places
