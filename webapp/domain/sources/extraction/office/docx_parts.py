"""The XML parts of a Word document, read element by element, without entities and only so deep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from webapp.domain.sources.extraction.messages import Doubt, Reason, Unreadable
from webapp.domain.sources.extraction.shifted_text import Shift, set_apart
from webapp.domain.sources.extraction.text_builder import Flow

_DEEPEST = 500
# The namespaces of ECMA-376, transitional and strict.
_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_TITLE = "http://purl.org/dc/elements/1.1/ title"
_CHANGED = frozenset({"ins", "del", "moveFrom", "moveTo"})
# The same once more, for programs that do not know what it stands in for.
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_LEFT_OUT = frozenset({"del", "moveFrom", _FALLBACK})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_SHIFTS = {"superscript": Shift.RAISED, "subscript": Shift.LOWERED}
_OFF = frozenset({"0", "false", "off"})


class XmlListener(Protocol):
    """What wants to hear of elements and of the text in them; names are namespace, space, local name."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of an element's beginning."""

    def end(self, name: str) -> None:
        """Hear of its end."""

    def data(self, text: str) -> None:
        """Hear of text in the innermost element."""


def parse(chunks: Iterable[bytes], listener: XmlListener) -> None:
    """Read XML. Raises Unreadable for a document type, XML past all depth, and what is no XML."""
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Unreadable(Reason.DEEP)
        listener.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(name)

    def refuse(*_declared: object) -> None:
        raise Unreadable(Reason.ENTITIES)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = listener.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(Reason.DAMAGED) from error


class WordListener:
    """What hears of the elements of WordprocessingML by their names there, and of no text."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of an element's beginning."""
        self.open.append(_local(name))
        self.begin(self.open[-1], attributes)

    def end(self, _name: str) -> None:
        """Hear of its end."""
        self.open.pop()

    def data(self, text: str) -> None:
        """Hear of text."""

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear of an element."""


@dataclass(frozen=True)
class Look:
    """What a style says of the text in it, and of which list its paragraphs are, at which level."""

    struck: bool = False
    shift: str = ""
    number: str = ""
    level: str = ""


class Beside(Protocol):
    """What a document keeps beside its text."""

    def look(self, style: str) -> Look:
        """Return what a style says."""

    def label(self, number: str, level: str) -> str:
        """Count one item of a list, and return what stands before it."""

    def sign(self, font: str, code: str) -> str:
        """Return a sign of a font."""


class Part:
    """A part with paragraphs and tables, set down as it is read."""

    def __init__(self, flow: Flow, beside: Beside) -> None:
        self.doubts: set[Doubt] = set()
        self._flow, self._beside = flow, beside
        # Of which list the paragraph is an item, and at which level.
        self._number = self._level = ""
        self._open: list[str] = []
        # How many of the elements that are open are left out, with all that is in them.
        self._out = 0
        # What the run's properties say of its text.
        self._hidden = self._struck = False
        self._shift: Shift | None = None
        # Whether struck-out words stand before the next piece.
        self._cut = False
        # Whether nothing is in the paragraph yet; whether it, and the one before, are items of a list.
        self._fresh, self._listed, self._after_listed = True, False, False
        # The cells so far in each row that is open: a table may stand in another's cell.
        self._cells: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element; of one that was deleted, or only stands in for another, nothing is taken."""
        tag = _local(name)
        self._open.append(tag)
        if tag in _CHANGED:
            self.doubts.add(Doubt.CHANGES_TRACKED)
        if tag in _LEFT_OUT:
            self._out += 1
        elif not self._out:
            self._begin(tag, attributes)

    def end(self, name: str) -> None:
        """End an element."""
        tag = self._open.pop()
        if tag in _LEFT_OUT:
            self._out -= 1
        elif self._out:
            return
        elif tag == "p":
            self._fresh, self._after_listed, self._listed = True, self._listed, False
        elif tag == "r":
            self._hidden = self._struck = False
            self._shift = None
        elif tag == "tr":
            self._cells.pop()
            self._flow.end_row()
        elif tag == "tbl":
            self._flow.paragraph()

    def data(self, text: str) -> None:
        """Take what stands in a text element of a run."""
        if not self._out and self._open[-1] == "t":
            self._write(text)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        around = self._open[-3:-1]
        if tag == "p":
            self._fresh, self._listed, self._number, self._level = True, False, "", ""
        elif tag == "numPr":
            self._listed = True
        elif tag in ("pStyle", "numId", "ilvl") and "pPr" in around:
            self._item(tag, value_of(attributes))
        elif tag == "tbl":
            self._flow.paragraph()
        elif tag == "tr":
            self._cells.append(0)
            self._flow.row()
        elif tag == "tc" and self._cells:
            self._cells[-1] += 1
            if self._cells[-1] > 1:
                self._flow.cell()
        elif around == ["r", "rPr"]:
            self._format(tag, attributes)
        elif around[-1:] == ["r"]:
            self._begin_in_run(tag, attributes)

    def _item(self, tag: str, value: str) -> None:
        if tag == "numId":
            self._number = value
        elif tag == "ilvl":
            self._level = value
        else:
            look = self._beside.look(value)
            self._number, self._level = look.number, look.level
            self._listed = self._listed or bool(look.number)

    def _format(self, tag: str, attributes: dict[str, str]) -> None:
        value = value_of(attributes)
        if tag == "rStyle":
            look = self._beside.look(value)
            self._struck, self._shift = look.struck, _SHIFTS.get(look.shift)
        elif tag == "vanish" and value not in _OFF:
            self._hidden = True
        elif tag in ("strike", "dstrike"):
            self._struck = value not in _OFF
        elif tag == "vertAlign":
            self._shift = _SHIFTS.get(value)
        elif tag == "position" and value.strip("-").isdigit() and int(value):
            self._shift = Shift.LOWERED if value.startswith("-") else Shift.RAISED

    def _begin_in_run(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("br", "cr"):
            self._flow.turn()
        elif tag == "sym":
            self._write(self._beside.sign(attribute(attributes, "font"), attribute(attributes, "char")))
        else:
            self._write(_CHARACTERS.get(tag, ""))

    def _write(self, text: str) -> None:
        if self._hidden and text.strip():
            self.doubts.add(Doubt.HIDDEN_TEXT)
        elif self._struck and text.strip():
            self.doubts.add(Doubt.STRUCK)
            self._cut = True
        elif text and not self._hidden and not self._struck:
            if self._fresh and self._listed and self._after_listed:
                self._flow.line()
            elif self._fresh:
                self._flow.paragraph()
            last = "" if self._fresh else self._flow.last
            if self._shift:
                text = set_apart(text, self._shift, last)
            elif self._cut and last[-1:].isdigit() and text[0].isdigit():
                text = f" {text}"
            elif self._cut and last[-1:].isspace():
                text = text.lstrip(" ")
            if self._fresh and self._number and (label := self._beside.label(self._number, self._level)):
                text = f"{label} {text.lstrip()}"
            self._fresh = self._cut = False
            self._flow.write(text)


class Title:
    """The title in a document's properties (Dublin Core)."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._words: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._open.append(name)

    def end(self, _name: str) -> None:
        """End an element."""
        self._open.pop()

    def data(self, text: str) -> None:
        """Take what stands in the title."""
        if self._open[-1] == _TITLE:
            self._words.append(text)

    def text(self) -> str | None:
        """Return the title on one line, None where there is none."""
        return " ".join("".join(self._words).split()) or None


def _local(name: str) -> str:
    """Return a name of WordprocessingML without its namespace, any other whole."""
    namespace, _, local = name.rpartition(" ")
    return local if namespace in _WORD else name


def value_of(attributes: Mapping[str, str]) -> str:
    """Return the value that an element has."""
    return attribute(attributes, "val")


def attribute(attributes: Mapping[str, str], wanted: str) -> str:
    """Return an attribute by its name in WordprocessingML, empty where there is none."""
    return next((value for name, value in attributes.items() if _local(name) == wanted), "")
