"""Pages of a PDF in right-to-left writing: letters taken where they are printed, and put in reading order."""

import re
import unicodedata
from functools import cache

from webapp.domain.sources.extraction.pdf_pages.lines import Line
from webapp.vocab.dates.month_names import month_of

_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_OWN = "[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3][\u064b-\u0652]?"
_STRAY = re.compile(rf"{_OWN}(?![\u0590-\u08ff])[^\W\d_](?=[\u064b-\u0652]?{_OWN})")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]+")
# Classes of the Unicode bidirectional algorithm, a letter each; all others are neutral.
_KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "1", "AN": "1", "CS": "c", "ES": "e", "ET": "t"}
# The figures of a note's mark, in brackets by now, are no part of a number beside them.
_FORWARD_AMID_ARABIC = re.compile("L(?:[^R]*[L1])?|1(?:c?1)*(?:c?m+)?|m+")
_FORWARD_AMID_HEBREW = re.compile("L(?:[^R]*[L1])?|t*1(?:[ce]?1)*(?:c?m+|t*)|m+")
_MONTH_BEFORE_DAY = re.compile(r"(?<!\d )\b([A-Za-z]{3,9}) (\d{4}) ([0-3]?\d)(?![\w.,/:-])")
_BACKWARD = re.compile("R(?:[^L]*R)?")
_SPACES = " \t.,;:!?،؛؟۔"
_BRACKETS = {"(": "()", ")": "()", "[": "[]", "]": "[]", "{": "{}", "}": "{}", "«": "«»", "»": "«»"}


def holds_right_to_left(text: str) -> bool:
    """Tell whether a text has letters or digits of Arabic, Hebrew or another right-to-left script."""
    return _LETTERS.search(text) is not None


def holds_stray_letters(text: str) -> bool:
    """Tell whether letters of another direction stand within a word: which they should be is not told."""
    return _STRAY.search(text) is not None


def plain_letters(text: str) -> str:
    """Return a text with the presentation forms of Arabic letters as the letters that are typed."""
    return _PRESENTATION.sub(lambda forms: unicodedata.normalize("NFKC", forms[0]), text)


def line_as_read(line: Line) -> str:
    """Return a printed line in reading order and plain letters."""
    text = plain_letters(in_reading_order(line.cells()))
    return " ".join(_brackets_turned(text.replace("][", "")).split())


def in_reading_order(cells: list[str]) -> str:
    """Return what stands from left to right on a line as it is read, by the Unicode bidirectional algorithm.

    The line runs to the left unless most of its words do not; numbers and words of the other direction
    keep their own.
    """
    classes = [_class(cell.strip("[]")[:1] or cell[0]) for cell in cells]
    forward = _FORWARD_AMID_ARABIC if "AL" in classes or "AN" in classes else _FORWARD_AMID_HEBREW
    kinds = "".join(
        "m" if cell[0] == "[" and cell[1:] else _KINDS.get(name, "o")
        for cell, name in zip(cells, classes, strict=True)
    )
    if _runs_to_the_left(cells, kinds):
        return _MONTH_BEFORE_DAY.sub(_with_day_first, "".join(_turned(cells, kinds, forward)))
    ordered, end = [], 0
    for found in _BACKWARD.finditer(kinds):
        start, stop = found.span()
        ordered += cells[end:start] + _turned(cells[start:stop], found[0], forward)
        end = stop
    return "".join(ordered + cells[end:])


def _runs_to_the_left(cells: list[str], kinds: str) -> bool:
    words = "".join(" " if cell == " " else kind for cell, kind in zip(cells, kinds, strict=True)).split()
    directions = [letters[0] for word in words if (letters := word.replace("1", "").strip("cetom"))]
    return directions.count("L") <= directions.count("R")


def _with_day_first(found: re.Match[str]) -> str:
    """Return `5 May 2021`, which stands amid right-to-left words as `May 2021 5` would."""
    return f"{found[3]} {found[1]} {found[2]}" if month_of(found[1]) else found[0]


def _turned(cells: list[str], kinds: str, forward: re.Pattern[str]) -> list[str]:
    turned = cells.copy()
    for found in forward.finditer(kinds):
        turned[slice(*found.span())] = reversed(turned[slice(*found.span())])
    return turned[::-1]


def _brackets_turned(line: str) -> str:
    """Return a line whose brackets open before words and close after them, however they were drawn."""
    letters = list(line)
    open_brackets: list[str] = []
    for place, char in enumerate(letters):
        if (pair := _BRACKETS.get(char)) is None:
            continue
        # A point or a comma after a bracket says as little as a space does.
        before = line[max(0, place - 1) : place].strip(_SPACES)
        after = line[place + 1 : place + 2].strip(_SPACES)
        if bool(before) == bool(after) or before in _BRACKETS or after in _BRACKETS:
            closes = pair in open_brackets
        else:
            closes = bool(before)
        letters[place] = pair[closes]
        if closes and pair in open_brackets:
            open_brackets.remove(pair)
        elif not closes:
            open_brackets.append(pair)
    return "".join(letters)


@cache
def _class(char: str) -> str:
    return unicodedata.bidirectional(char)
