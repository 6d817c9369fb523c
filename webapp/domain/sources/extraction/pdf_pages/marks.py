"""Small figures right behind a word or a number of a PDF's page: a note's mark or an index, set apart."""

import re
from math import hypot

from pypdf import PageObject

from webapp.domain.sources.extraction.shifted_text import Shift, set_apart

_MARK = re.compile(r"\s*\d[\d,;*) –-]{0,11}\s*")
_SMALLER = 0.86
_FAR, _MANY_LINES = 4, 3
# Cells in the middle of a row may stand half a line apart.
_LINE = 0.9
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)


def page_text(page: PageObject) -> tuple[str, bool]:
    """Return the text of a page as pypdf gives it, with small figures set apart from words and numbers.

    Also returns whether pieces of text stand beside others on many lines, as in columns or in a table.
    """
    pieces: list[str] = []
    before_size = before_height = before_left = 0.0
    beside = 0

    def visit(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        nonlocal before_size, before_height, before_left, beside
        if not text:
            return
        scaled = size * hypot(inner[2], inner[3]) * hypot(outer[2], outer[3])
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        beside += abs(height - before_height) < _LINE * scaled and left - before_left > _FAR * scaled
        joined = bool(pieces) and not pieces[-1][-1].isspace() and not text[0].isspace()
        if joined and _MARK.fullmatch(text) and scaled < before_size * _SMALLER:
            lowered = height < before_height - before_size * 0.05
            text = set_apart(text, Shift.LOWERED if lowered else Shift.RAISED, pieces[-1])
        elif text.strip():
            before_size, before_height, before_left = scaled, height, left
        pieces.append(text)

    whole = page.extract_text(visitor_text=visit)
    marked = "".join(pieces)
    # Where pypdf puts pieces in another order (right to left), its own text stands.
    return (marked if _plain(marked) == _plain(whole) else whole), beside >= _MANY_LINES


def _plain(text: str) -> str:
    return re.sub(r"[\[\]\s]", "", text.translate(_FIGURES))
