"""The lines of a PDF's page, from the places where its letters are printed."""

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from webapp.domain.sources.extraction.pdf_pages.rules import Rule, rules_of

_LAM, _ALEFS = "ل", "اأإآٱ"
# In parts of a line's height: a space between words, a step to another column, and to another line; a step
# to another column where the words were not drawn one after the other.
_SPACE, _COLUMN, _LINE, _GUTTER = 0.2, 1.5, 0.5, 1.0
# The mark of an item in a list, and how far from it the item may begin.
_ITEM_MARK, _INDENT = re.compile(r"\(?\d{1,3}[.)-]?|[.)-]\d{1,3}|[•▪◦■●–-]"), 4.0
_ITEM = re.compile(r"\(?\d{1,3}[.)]\s?[A-ZÀ-ÞА-ЯЁƏĞİÖŞÜÇІЇЄҐЎ][^\W\d_]")
# Of how many words a line is spread over its width at the least, and how unlike the room between them may be.
_FEWEST_SPREAD, _EVEN = 4, 0.15
# Of letters that are drawn twice, as some bold ones are, the share of one that the other covers.
_COVERED = 0.6
# How far from its line a mark over or under a letter may be drawn.
_MARK_AWAY = 1.2
UNTOLD = "\0"
"""The text of a glyph of which the file does not say which letter it is."""
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
    # Letters that a mark told of beside itself, though another glyph shows them.
    repetitions: int = 0
    # Where the text of the page begins and ends, from left to right.
    margins: tuple[float, float] = (float("inf"), float("-inf"))

    def takes(self, other: "Glyph | Line", rules: Sequence[Rule], most: float = _COLUMN) -> bool:
        """Tell whether a glyph or a piece of a line continues the line, no rule of a table between them."""
        height = max(self.height, other.height)
        most = _INDENT if self._is_item_mark() else most
        beside = max(self.left - other.right, other.left - self.right) < most * height
        if not beside or abs(other.baseline - self.baseline) >= _LINE * height:
            return False
        first, last = sorted((self, other), key=lambda piece: piece.left)
        return not any(
            first.right - 1 <= rule.place <= last.left + 1 and rule.bottom < self.baseline < rule.top
            for rule in rules
        )

    def _is_item_mark(self) -> bool:
        if len(self.glyphs) > 5:
            return False
        mark = "".join(glyph.text for glyph in self._ordered()).strip()
        first, last = self.margins[0] + self.height, self.margins[1] - self.height
        if mark.isdecimal() and first < self.left < self.right < last:
            # A number within a row is what a cell holds, as an age.
            return False
        return _ITEM_MARK.fullmatch(mark) is not None

    def is_over(self, other: "Line") -> bool:
        """Tell whether a line stands above another one, of the same column."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        narrower = min(self.right - self.left, other.right - other.left)
        higher = self.baseline - other.baseline > _LINE * max(self.height, other.height)
        return higher and 2 * shared > narrower

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

    def _ordered(self) -> list[Glyph]:
        """Return the glyphs from left to right, one of those that are drawn twice at a place."""
        ordered: list[Glyph] = []
        for glyph in sorted(self.glyphs, key=lambda glyph: glyph.left + glyph.right):
            last = ordered[-1] if ordered else glyph
            shared = min(last.right, glyph.right) - max(last.left, glyph.left)
            narrower = min(last.right - last.left, glyph.right - glyph.left)
            if last is glyph or last.text != glyph.text or shared < _COVERED * narrower:
                ordered.append(glyph)
        return ordered

    def _in_place(self) -> list[Glyph]:
        """Return the glyphs from left to right, each with the marks over and under it."""
        ordered = self._ordered()
        bearers = [
            min(ordered, key=lambda glyph: abs(glyph.left + glyph.right - mark.left - mark.right))
            for mark in self.marks
        ]
        for bearer, mark in zip(bearers, self.marks, strict=True):
            self.repetitions += len(mark.text) - 1
            if mark.text in bearer.text:
                continue
            bearer.text = _marked(bearer, mark.text)
            # Some programs give a mark a part of its letter's place.
            bearer.left, bearer.right = min(bearer.left, mark.left), max(bearer.right, mark.right)
        self.repetitions += len(self.glyphs) - len(ordered)
        self.glyphs, self.marks = ordered, []
        return [glyph for glyph in ordered if glyph.text != UNTOLD]

    def _set_apart(self, glyph: Glyph) -> str:
        raised = glyph.baseline - self.baseline > _RAISED * self.height
        small = glyph.height < _SMALL * self.height
        return f"[{glyph.text}]" if raised and small and glyph.text.isdecimal() else glyph.text


def _is_legible(letter: Glyph) -> bool:
    """Tell whether the file says which right-to-left letter a glyph under a mark is."""
    return letter.text != UNTOLD and unicodedata.bidirectional(letter.text[0]) != "L"


def _marked(letter: Glyph, mark: str) -> str:
    """Return a letter with a mark; some programs let the mark tell of both, and the letter of nothing."""
    return letter.text + mark[0] if _is_legible(letter) or not mark[1:] else mark[1:] + mark[0]


def page_lines(document: pypdfium2.PdfDocument, index: int) -> list[Line]:
    """Return the lines of page `index` (from 0) in the page's own order, those of two columns apart.

    Raises pypdfium2.PdfiumError for a page that it cannot read.
    """
    page = document[index]
    try:
        glyphs, rules = page_glyphs(page.get_textpage()), rules_of(page)
    finally:
        page.close()
    lefts, rights = [glyph.left for glyph in glyphs], [glyph.right for glyph in glyphs]
    margins = min(lefts, default=0.0), max(rights, default=0.0)
    pieces: list[Line] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        if unicodedata.category(glyph.text[0]) == "Mn":
            marks.append(glyph)
            continue
        if not pieces or not pieces[-1].takes(glyph, rules):
            pieces.append(Line(margins=margins))
        pieces[-1].add(glyph)
    lines = from_above(_justified(_joined(pieces, rules), rules))
    for mark in marks:
        give_mark(mark, lines)
    return lines


def _joined(pieces: list[Line], rules: Sequence[Rule]) -> list[Line]:
    """Return whole lines: many a program writes the words of one in any order."""
    lines: list[Line] = []
    last: Line | None = None
    for piece in pieces:
        # An item stands at the beginning of its line, or of its cell.
        begins = _ITEM.match("".join(glyph.text for glyph in piece.glyphs)) is not None
        around = [
            line
            for line in lines
            if line.takes(piece, rules, _COLUMN if line is last else _GUTTER)
            and not (begins and line is not last and line.right < piece.left)
        ]
        last = around[0] if around else piece
        if not around:
            lines.append(piece)
            continue
        for other in (piece, *around[1:]):
            around[0].join(other)
        lines = [line for line in lines if line not in around[1:]]
    return lines


def _justified(pieces: list[Line], rules: Sequence[Rule]) -> list[Line]:
    """Return lines whole that were spread over their width: as much room stands between all of their words.

    Cells of a table stand below one another, and so there is less room beside longer words.
    """
    rows: dict[int, list[Line]] = {}
    for piece in pieces:
        rows.setdefault(round(piece.baseline), []).append(piece)
    joined = set[Line]()
    for row in rows.values():
        if _is_spread(sorted(row, key=lambda piece: piece.left), rules):
            for piece in row[1:]:
                row[0].join(piece)
            joined.update(row[1:])
    return [piece for piece in pieces if piece not in joined]


def _is_spread(row: Sequence[Line], rules: Sequence[Rule]) -> bool:
    if len(row) < _FEWEST_SPREAD:
        return False
    printed = [[glyph for glyph in piece.glyphs if glyph.text.strip()] or piece.glyphs for piece in row]
    lefts = [min(glyph.left for glyph in glyphs) for glyphs in printed]
    rights = [max(glyph.right for glyph in glyphs) for glyphs in printed]
    gaps = [left - right for right, left in zip(rights, lefts[1:], strict=False)]
    widths, height = [right - left for left, right in zip(lefts, rights, strict=True)], row[0].height
    crossed = any(
        row[0].right - 1 <= rule.place <= row[-1].left + 1 and rule.bottom < row[0].baseline < rule.top
        for rule in rules
    )
    even = min(gaps) > 0 and max(gaps) - min(gaps) < _EVEN * height
    return even and max(widths) - min(widths) > height and not crossed


def from_above(lines: Sequence[Line]) -> list[Line]:
    """Return lines in their order, but none before one that stands above it: some programs draw so."""
    ordered: list[Line] = []
    for line in lines:
        below = [other for other in ordered if line.is_over(other)]
        ordered = [*(other for other in ordered if other not in below), line, *below]
    return ordered


def give_mark(mark: Glyph, lines: Sequence[Line]) -> None:
    """Give a mark to the line over or under whose letters it is drawn."""
    beside = [
        line
        for line in lines
        if line.left - line.height < (mark.left + mark.right) / 2 < line.right + line.height
        and abs(line.baseline - mark.baseline) < _MARK_AWAY * line.height
    ]
    if beside:
        min(beside, key=lambda line: abs(line.baseline - mark.baseline)).marks.append(mark)


def page_glyphs(page: pypdfium2.PdfTextPage) -> list[Glyph]:
    """Return what is printed; characters that share one glyph, as lam and alef do, stay together."""
    glyphs: list[Glyph] = []
    across, up = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(page, index))
        left, bottom, right, top = page.get_charbox(index, loose=True)
        if pdfium.FPDFText_IsGenerated(page, index) or right <= left:
            continue
        # The hyphen of a word that goes on in the next line.
        char = "-" if pdfium.FPDFText_IsHyphen(page, index) == 1 else char
        char = UNTOLD if char < " " else char
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
