"""What a Word document keeps beside its text: the numbers of lists, the looks of styles, signs of fonts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain.sources.extraction.office.docx_parts import Look, WordListener, attribute, value_of
from webapp.domain.sources.extraction.text_builder import counted

_OFF = frozenset({"0", "false", "off"})
_MOST_BASES = 10
_PLACE = re.compile("%([1-9])")
_LONGEST_LABEL = 40
_BULLET = "•"
# The private code points of two fonts, as signs that everybody has.
_SYMBOL = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    "\xb7": "•", "\xb0": "°", "\xb1": "±", "\xb3": "≥", "\xa3": "≤", "\xb9": "≠", "\xae": "→", "\xac": "←",
    "\xb4": "×", "\xd7": "·", "\xde": "⇒", "\xe3": "©", "\xe2": "®", "\xe4": "™", "\xa2": "′", "\xb2": "″",
}  # fmt: skip
_WINGDINGS = {
    "\xfc": "✓", "\xfb": "✗", "\xfe": "☑", "\xfd": "☒", "\xa8": "□", "\x6f": "□", "\xa7": "▪", "\x6e": "■",
    "\x6c": "●", "\xd8": "➢", "\xe0": "→", "\x76": "❖",
}  # fmt: skip


@dataclass
class _Style:

    base: str = ""
    struck: bool | None = None
    shift: str = ""
    number: str = ""
    level: str = ""


class Styles(WordListener):
    """The styles of a document, by their names inside it."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, _Style] = {}
        self._style = _Style()

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear of an element."""
        value = value_of(attributes)
        if tag == "style":
            self._style = self._styles.setdefault(attribute(attributes, "styleId"), _Style())
        elif tag == "basedOn":
            self._style.base = value
        elif tag in ("strike", "dstrike"):
            self._style.struck = value not in _OFF
        elif tag == "vertAlign":
            self._style.shift = value
        elif tag == "numId":
            self._style.number = value
        elif tag == "ilvl":
            self._style.level = value

    def look(self, name: str) -> Look:
        """Return what a style says, with what it takes from those that it rests on."""
        struck: bool | None = None
        shift = number = level = ""
        for _ in range(_MOST_BASES):
            own = self._styles.get(name)
            if own is None:
                break
            struck = own.struck if struck is None else struck
            shift, number, level = shift or own.shift, number or own.number, level or own.level
            name = own.base
        return Look(bool(struck), shift, number, level)


@dataclass
class _Level:
    start: int = 1
    kind: str = "decimal"
    label: str = ""


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)


class Numbering(WordListener):
    """The lists of a document, and how far each has come."""

    def __init__(self) -> None:
        super().__init__()
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._list, self._level, self._number, self._overridden = _List(), _Level(), "", 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear of an element."""
        value = value_of(attributes)
        if tag == "abstractNum":
            self._list = self._lists.setdefault(attribute(attributes, "abstractNumId"), _List())
        elif tag == "lvl" and "abstractNum" in self.open:
            self._level = self._list.levels.setdefault(_whole(attribute(attributes, "ilvl")), _Level())
        elif tag == "num":
            self._number = attribute(attributes, "numId")
        elif tag == "abstractNumId":
            self._of_number[self._number] = value
        elif tag == "lvlOverride":
            self._overridden = _whole(attribute(attributes, "ilvl"))
        elif tag == "startOverride":
            self._starts.setdefault(self._number, {})[self._overridden] = _whole(value)
        elif self.open[-2:-1] == ["lvl"] and "abstractNum" in self.open:
            self._describe(tag, value)

    def _describe(self, tag: str, value: str) -> None:
        if tag == "start":
            self._level.start = _whole(value)
        elif tag == "numFmt":
            self._level.kind = value
        elif tag == "lvlText":
            self._level.label = value[:_LONGEST_LABEL]

    def label(self, number: str, level: str) -> str:
        """Count one item of a list, and return what stands before it."""
        of_list, depth = self._lists.get(self._of_number.get(number, "")), _whole(level or "0")
        if of_list is None or depth not in of_list.levels:
            return ""
        again = self._starts.get(number, {}).pop(depth, None)
        first = of_list.levels[depth].start if again is None else again
        going_on = again is None and depth in of_list.reached
        of_list.reached[depth] = of_list.reached[depth] + 1 if going_on else first
        for deeper in [other for other in of_list.reached if other > depth]:
            del of_list.reached[deeper]
        if of_list.levels[depth].kind == "bullet":
            return _BULLET
        label = of_list.levels[depth].label
        return _PLACE.sub(lambda place: self._written(of_list, int(place[1]) - 1), label)

    def _written(self, of_list: _List, depth: int) -> str:
        level = of_list.levels.get(depth, _Level())
        return counted(of_list.reached.get(depth, level.start), level.kind)


def sign(font: str, code: str) -> str:
    """Return a sign that a document takes from a font by its code, four figures in hexadecimal."""
    if not re.fullmatch("[0-9A-Fa-f]{2,6}", code):
        return ""
    number = int(code, 16)
    if not 0xF000 <= number <= 0xF0FF:
        return chr(number) if 0x20 <= number < 0x110000 else ""
    plain = chr(number - 0xF000)
    table = _SYMBOL if font.lower().startswith("symbol") else _WINGDINGS if "dings" in font.lower() else {}
    return table.get(plain, "" if plain < " " else plain)


def _whole(value: str) -> int:
    return int(value) if re.fullmatch(r"\d{1,6}", value) else 0


class DocumentParts:
    """The styles and lists of one document, read before its text."""

    def __init__(self) -> None:
        self.styles, self.numbering = Styles(), Numbering()

    def look(self, style: str) -> Look:
        """Return what a style says."""
        return self.styles.look(style)

    def label(self, number: str, level: str) -> str:
        """Count one item of a list, and return what stands before it."""
        return self.numbering.label(number, level)

    def sign(self, font: str, code: str) -> str:
        """Return a sign of a font."""
        return sign(font, code)
