"""The lines of a PDF's page, from the places where its letters are printed."""

import ctypes
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_LAM, _ALEFS = "ل", "اأإآٱ"
# In parts of a line's height: a space between words, a step to another column, and to another line.
_SPACE, _COLUMN, _LINE = 0.2, 1.5, 0.5
# How much higher and smaller a raised figure stands, at the least.
_RAISED, _SMALL = 0.12, 0.86


@dataclass
class Glyph:
    """What is printed at one place, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    height: float


@dataclass(eq=False)
class Line:
    """Glyphs that stand on one baseline, in no order yet."""

    height: float = 0.0
    baseline: float = 0.0
    left: float = 0.0
    right: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)
    marks: list[Glyph] = field(default_factory=list)

    def takes(self, other: "Glyph | Line") -> bool:
        """Tell whether a glyph or a piece of a line continues the line."""
        height = max(self.height, other.height)
        beside = max(self.left - other.right, other.left - self.right) < _COLUMN * height
        return beside and abs(other.baseline - self.baseline) < _LINE * height

    def join(self, other: "Line") -> None:
        """Add all of another piece of the line."""
        for glyph in other.glyphs:
            self.add(glyph)
        self.marks += other.marks

    def add(self, glyph: Glyph) -> None:
        """Add a glyph; the largest one says where the line stands."""
        if glyph.height > self.height:
            self.height, self.baseline = glyph.height, glyph.baseline
        self.left = min(self.left, glyph.left) if self.glyphs else glyph.left
        self.right = max(self.right, glyph.right) if self.glyphs else glyph.right
        self.glyphs.append(glyph)

    def cells(self) -> list[str]:
        """Return what stands from left to right: letters with marks, and a space where there is room."""
        cells: list[str] = []
        end = self.left
        for glyph in self._in_place():
            if glyph.left - end > _SPACE * self.height and cells[-1:] != [" "] and glyph.text != " ":
                cells.append(" ")
            cells.append(self._set_apart(glyph))
            end = max(end, glyph.right)
        return cells

    def _in_place(self) -> list[Glyph]:
        """Return the glyphs from left to right, each with the marks over and under it."""
        for mark in self.marks:
            centre = mark.left + mark.right
            nearest = min(self.glyphs, key=lambda glyph: abs(glyph.left + glyph.right - centre))
            nearest.text += mark.text
        return sorted(self.glyphs, key=lambda glyph: glyph.left + glyph.right)

    def _set_apart(self, glyph: Glyph) -> str:
        raised = glyph.baseline - self.baseline > _RAISED * self.height
        small = glyph.height < _SMALL * self.height
        return f"[{glyph.text}]" if raised and small and glyph.text.isdecimal() else glyph.text


def page_lines(document: pypdfium2.PdfDocument, index: int) -> list[Line]:
    """Return the lines of page `index` (from 0) in the page's own order, those of two columns apart.

    Raises pypdfium2.PdfiumError for a page that it cannot read.
    """
    page = document[index]
    try:
        glyphs = page_glyphs(page.get_textpage())
    finally:
        page.close()
    lines: list[Line] = []
    for glyph in glyphs:
        if unicodedata.category(glyph.text[0]) == "Mn":
            if lines:
                lines[-1].marks.append(glyph)
            continue
        if not lines or not lines[-1].takes(glyph):
            lines.append(Line())
        lines[-1].add(glyph)
    return _joined(lines)


def _joined(pieces: list[Line]) -> list[Line]:
    """Return whole lines: many a program writes the words of one in any order."""
    lines: list[Line] = []
    for piece in pieces:
        around = [line for line in lines if line.takes(piece)]
        if not around:
            lines.append(piece)
            continue
        for other in (piece, *around[1:]):
            around[0].join(other)
        lines = [line for line in lines if line not in around[1:]]
    return lines


def page_glyphs(page: pypdfium2.PdfTextPage) -> list[Glyph]:
    """Return what is printed; characters that share one glyph, as lam and alef do, stay together."""
    glyphs: list[Glyph] = []
    across, up = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(page, index))
        left, bottom, right, top = page.get_charbox(index, loose=True)
        if pdfium.FPDFText_IsGenerated(page, index) or right <= left or char < " " or char == "\ufffe":
            continue
        pdfium.FPDFText_GetCharOrigin(page, index, across, up)
        height = pdfium.FPDFText_GetFontSize(page, index) * _scale(page, index) or top - bottom
        glyph = Glyph(char, left, right, up.value, height)
        last = glyphs[-1] if glyphs else None
        if last and (last.left, last.right, last.baseline) == (left, right, up.value) and char != " ":
            pair = last.text + char
            last.text = _LAM + pair[0] if pair[1] == _LAM and pair[0] in _ALEFS else pair
        else:
            glyphs.append(glyph)
    return glyphs


def _scale(page: pypdfium2.PdfTextPage, index: int) -> float:
    matrix: Any = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    return float((matrix.c**2 + matrix.d**2) ** 0.5)
