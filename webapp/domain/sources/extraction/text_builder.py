"""Text set down piece by piece, with line breaks, blank lines and table cells between the pieces."""

import re
import unicodedata

from webapp.domain.sources.extraction.messages import Doubt, Reason, Unreadable
from webapp.domain.text.canonical_text import with_line_ends

# What `cleaning.check_storable` refuses: control characters, halves of characters, code points set aside.
_NOT_STORABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


def storable(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """Return a text in NFC with LF line ends and only what can be stored, and whether something was lost."""
    plain, count = _NOT_STORABLE.subn("", with_line_ends(text))
    doubts = {Doubt.LEFT_OUT: count > 0, Doubt.LETTERS_LOST: "\ufffd" in plain}
    return unicodedata.normalize("NFC", plain), tuple(doubt for doubt, due in doubts.items() if due)


class Flow:
    """A text under way. Breaks stand only between pieces; of several at one place the widest counts."""

    def __init__(self, limit: int) -> None:
        self._pieces: list[str] = []
        self._left = limit
        self._lines = self._tabs = 0
        # Of a table's row that has begun: whether there is anything in it yet, and whether in its last cell.
        self._row_bare = self._cell_bare = False

    def write(self, text: str) -> None:
        """Add text as it is. Raises Unreadable where there is too much."""
        if not text:
            return
        if self._pieces:
            self._pieces.append("\n" * self._lines + "\t" * self._tabs)
        self._pieces.append(text)
        self._lines = self._tabs = 0
        self._row_bare = self._cell_bare = False
        self._left -= len(text)
        if self._left < 0:
            raise Unreadable(Reason.LONG)

    def line(self) -> None:
        """Let the next piece begin a line, unless it begins a cell."""
        self._widen(1)

    def paragraph(self) -> None:
        """Let a blank line stand before the next piece, unless it begins a cell."""
        self._widen(2)

    def turn(self) -> None:
        """Break the line as a person does: twice makes a blank line."""
        self._widen(min(self._lines + 1, 2))

    def row(self) -> None:
        """Begin a row of a table, on a line of its own."""
        self.end_row()
        self._row_bare = self._cell_bare = True

    def cell(self) -> None:
        """Begin a cell after another, on the same line; empty cells keep their tab."""
        if not self._row_bare:
            self._lines = 0
        self._tabs += 1
        self._cell_bare = True

    def end_row(self) -> None:
        """Let what follows stand on another line than a row."""
        self._tabs, self._row_bare, self._cell_bare = 0, False, False
        self._widen(1)

    def _widen(self, lines: int) -> None:
        if not self._cell_bare:
            self._lines = max(self._lines, lines)

    @property
    def fresh(self) -> bool:
        """Whether the next piece begins the text, a line or a cell."""
        return not self._pieces or bool(self._lines or self._tabs)

    @property
    def last(self) -> str:
        """The piece after which the next one goes on; empty where it begins the text, a line or a cell."""
        return "" if self.fresh else self._pieces[-1]

    def text(self) -> str:
        """Return what was written, without white space at its ends."""
        return "".join(self._pieces).strip()


def counted(number: int, kind: str) -> str:
    """Return the number of an item as a list of this kind writes it, by the names of WordprocessingML."""
    if kind == "none":
        return ""
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + number - 1)
    if kind in ("russianLower", "russianUpper") and 1 <= number <= len(_RUSSIAN):
        letter = _RUSSIAN[number - 1]
        return letter if kind == "russianLower" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 1 <= number < 4_000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if kind == "lowerRoman" else roman.upper()
    return f"0{number}" if kind == "decimalZero" and number < 10 else str(number)
