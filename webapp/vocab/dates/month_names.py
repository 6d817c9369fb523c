"""Months by name, in the languages in which curators type: from Babel's CLDR data, never by hand."""

import unicodedata
from functools import cache

from babel import Locale

# Only Russian has forms of its own for a month that stands alone. The other languages inherit theirs,
# and Babel up to 2.18 then hands out those of whichever language was asked first (babel issue 1234).
_FORMS = (("en", "format"), ("en_GB", "format"), ("az", "format"), ("tr", "format"),
          ("ru", "format"), ("ru", "stand-alone"))


def folded(text: str) -> str:
    """Return `text` in small letters, without accents, with one i: what people leave out when they type."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(letter)
    )
    return bare.casefold().replace("ı", "i").replace("ə", "e")


@cache
def _months() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for locale, form in _FORMS:
        names = Locale.parse(locale).months[form]
        for width in ("wide", "abbreviated"):
            for number, name in names[width].items():
                numbers[folded(name).rstrip(".")] = number
    return numbers


def month_of(name: str) -> int | None:
    """Return the number, 1 to 12, of the month that `name` names, in any case and without its accents."""
    return _months().get(folded(name).rstrip("."))
