"""Words of a PDF's page that a line strikes out: a thin path across the middle of their letters."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from webapp.domain.sources.extraction.pdf_pages.lines import UNTOLD, Glyph, page_glyphs

# In parts of the letters' height: how thick such a line is, and where above the baseline it lies.
_THICK, _LOW, _HIGH = 0.14, 0.14, 0.5
_COVERED = 0.6
_CONTEXT = 6
_MOST_PATHS = 5_000


class StruckWords(NamedTuple):
    """Words that are struck out, and the letters before and after them; without white space."""

    before: str
    words: str
    after: str


class _Stroke(NamedTuple):
    left: float
    right: float
    height: float
    thickness: float


def struck_words(document: pypdfium2.PdfDocument, index: int) -> list[StruckWords]:
    """Return the struck-out words of page `index` (from 0) in the order in which the page prints them.

    Where most of a page has lines through it, as a form or a crossed sheet, there are none. Raises
    pypdfium2.PdfiumError for a page that it cannot read.
    """
    page = document[index]
    try:
        strokes = _strokes(page)
        words = page.get_textpage() if strokes else None
        strokes = [stroke for stroke in strokes if words and _goes_through(words, stroke)]
        printed = page_glyphs(words) if words and strokes else []
    finally:
        page.close()
    glyphs = [glyph for glyph in printed if glyph.text.strip() and glyph.text != UNTOLD]
    struck = [any(_strikes(stroke, glyph) for stroke in strokes) for glyph in glyphs]
    return list(_runs(glyphs, struck)) if 2 * sum(struck) < len(struck) else []


def without(text: str, struck: Sequence[StruckWords]) -> tuple[str, bool]:
    """Return a page's text without its struck-out words, and whether all of them were found in it."""
    everything = True
    for before, words, after in struck:
        pattern = f"({_spaced(before)})([ \\t]*){_spaced(words)}(\\s*)(?={_spaced(after)})"
        text, number = re.subn(pattern, _without_words, text, count=1)
        everything = everything and number == 1
    return text, everything


def _without_words(found: re.Match[str]) -> str:
    return f"{found[1]}{found[3] or found[2]}"


def _spaced(letters: str) -> str:
    return r"\s*".join(map(re.escape, letters))


def _strokes(page: pypdfium2.PdfPage) -> list[_Stroke]:
    strokes = []
    for number, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if number == _MOST_PATHS:
            return []
        left, bottom, right, top = path.get_bounds()
        if right - left > 2 * (top - bottom):
            strokes.append(_Stroke(left, right, (bottom + top) / 2, top - bottom))
    return strokes


def _goes_through(words: pypdfium2.PdfTextPage, stroke: _Stroke) -> bool:
    """Tell whether letters stand around a line at one of some places: those of a page are many to look at."""
    steps = (stroke.left + (stroke.right - stroke.left) * part / 8 for part in (1, 3, 5, 7))
    return any(words.get_index(place, stroke.height, 2, 1) is not None for place in steps)


def _strikes(stroke: _Stroke, glyph: Glyph) -> bool:
    """Tell whether a line goes through the middle of a letter: neither under it nor over it."""
    above = stroke.height - glyph.baseline
    if not _LOW * glyph.height < above < _HIGH * glyph.height or stroke.thickness > _THICK * glyph.height:
        return False
    covered = min(stroke.right, glyph.right) - max(stroke.left, glyph.left)
    return covered > _COVERED * (glyph.right - glyph.left)


def _runs(glyphs: Sequence[Glyph], struck: Sequence[bool]) -> list[StruckWords]:
    runs: list[StruckWords] = []
    start = 0
    while start < len(glyphs):
        end = start
        while end < len(glyphs) and struck[end]:
            end += 1
        if end > start:
            before = _printed(glyphs[max(0, start - _CONTEXT) : start])
            runs.append(
                StruckWords(before, _printed(glyphs[start:end]), _printed(glyphs[end : end + _CONTEXT]))
            )
        start = end + 1
    return runs


def _printed(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)
