"""The text of a web page as it is seen: no script, no hidden part, a line or a paragraph for each block."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from webapp.domain.sources.extraction.decoding import decode, likely_encodings
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.html_facts import facts
from webapp.domain.sources.extraction.html_marks import (
    classes_with,
    frames_page,
    has_class,
    item_label,
    raised_classes,
    shift_of,
)
from webapp.domain.sources.extraction.html_tables import SpannedColumns
from webapp.domain.sources.extraction.messages import Doubt, FileText, Limits, Reason, Unreadable
from webapp.domain.sources.extraction.producer import package, producer
from webapp.domain.sources.extraction.shifted_text import set_apart
from webapp.domain.sources.extraction.text_builder import Flow, storable

_NEVER_SHOWN = {
    "script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "canvas", "audio",
    "video", "select", "datalist", "textarea", "title", "rp",
}  # fmt: skip
_PARAGRAPHS = {
    "article", "aside", "blockquote", "details", "dialog", "dl", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre",
    "section", "table", "ul",
}  # fmt: skip
# A quotation in its marks; how a word is read, which stands over it.
_ENCLOSED = {"q": "“”", "rt": "()"}
_LINES = {"address", "caption", "center", "dd", "div", "dt", "figcaption", "legend", "li", "summary"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\f\r]+")
_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
# Those that stand within their like when they are not closed; li, td and the rest close one another.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|t[rdh]|thead|tbody|tfoot|option|area|base|br|col|embed|hr|img|input|link|meta"
    r"|source|track|wbr|html|head|body)\b)[a-z][\w:-]*",
    re.IGNORECASE,
)
_DEEPEST = 3_000


def read(data: bytes, limits: Limits, *, chosen: str | None = None) -> FileText:
    """Return what a web page shows, and what it says about itself. Raises Unreadable.

    What never shows is left out, and so is what carries `hidden` or an inline style to that effect, and what
    is struck out; navigation and the foot of the page too, unless most of its text stands there. White space
    is collapsed as HTML has it, outside `pre`; cells of a table are separated by tabs.
    """
    declared = _declared(data)
    html, encoding, doubts = decode(data, declared=declared, chosen=chosen)
    _check_depth(html)
    try:
        tree = LexborHTMLParser(html.replace("\0", ""))
    except SelectolaxError as error:
        # Any HTML can be parsed; what fails is to find the memory for it.
        raise Unreadable(Reason.HEAVY) from error
    page = _set_down(tree, limits, framed=False)
    text, lost = storable(page.flow.text())
    if page.framing >= len(text):
        page = _set_down(tree, limits, framed=True)
        text, lost = storable(page.flow.text())
    return FileText(
        text=text,
        media_type=FileKind.HTML,
        extractor=producer(f"{package('selectolax')} ({encoding}{', chosen by hand' if chosen else ''})"),
        doubts=(*doubts, *page.doubts, *lost),
        encodings=(
            likely_encodings(data, declared=declared) if chosen or doubts or encoding != "utf-8" else ()
        ),
        **facts(tree),
    )


def _set_down(tree: LexborHTMLParser, limits: Limits, *, framed: bool) -> "_Page":
    page = _Page(Flow(limits.text), classes_with(tree, _STRUCK), raised_classes(tree), framed=framed)
    if tree.body is not None:
        page.set_down(tree.body)
    return page


def _declared(data: bytes) -> str | None:
    """Return the encoding that the first bytes name: 1,024 of them by the standard, more in practice."""
    found = _XML_ENCODING.match(data[:512]) or _CHARSET.search(data[:8192])
    return found[1].decode("ascii") if found else None


def _check_depth(html: str) -> None:
    """Raise Unreadable for tags nested past all reason: the time to parse them grows with their square."""
    depth = 0
    for tag in _NESTING.finditer(html):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _DEEPEST:
            raise Unreadable(Reason.DEEP)


class _Page:
    """A page being set down. It goes from node to node and never into itself, however deep they lie."""

    def __init__(
        self, flow: Flow, struck: frozenset[str], raised: frozenset[str], *, framed: bool
    ) -> None:
        self.flow, self._struck, self._raised, self._framed = flow, struck, raised, framed
        # How much text stands in what frames the page: navigation and its foot.
        self.framing = 0
        self.doubts: set[Doubt] = set()
        # Whether white space, or words struck out, stand before the next piece.
        self._gap = self._cut = False
        self._pre = 0
        # The number of an item whose first words are to come.
        self._label = ""
        self._numbers: dict[int, int] = {}
        self._columns = SpannedColumns()

    def set_down(self, body: LexborNode) -> None:
        """Write everything under `body` that shows."""
        # Compared by place in memory: the nodes' own == compares all that stands in them.
        end = body.mem_id
        node: LexborNode = body
        while True:
            shown = self._enter(node)
            if shown and node.child is not None:
                node = node.child
                continue
            if shown:
                self._leave(node)
            while node.mem_id != end and node.next is None and node.parent is not None:
                node = node.parent
                self._leave(node)
            if node.mem_id == end or node.next is None:
                return
            node = node.next

    def _enter(self, node: LexborNode) -> bool:
        """Begin a node, and return whether it shows."""
        if node.tag == "-text":
            self._write(node.text_content or "")
        elif node.tag in _NEVER_SHOWN or not _shown(node):
            return False
        elif not self._framed and frames_page(node):
            self.framing += len(node.text(deep=True).strip())
            return False
        elif _is_struck(node, self._struck):
            self._leave_out(node.text(deep=True))
            return False
        elif shift := shift_of(node, self._raised):
            self._write(set_apart(node.text(deep=True), shift, "" if self._gap else self.flow.last))
            return False
        else:
            self._begin(node)
        return True

    def _begin(self, node: LexborNode) -> None:
        if node.tag == "br":
            self.flow.turn()
        elif node.tag in ("td", "th"):
            for _ in range(self._columns.begin_cell(node) + _follows_a_cell(node)):
                self.flow.cell()
        elif node.tag == "tr":
            self._columns.begin_row()
            self.flow.row()
        elif node.tag == "table":
            self._columns.begin_table()
        elif node.tag == "pre":
            self._pre += 1
        elif node.tag in _ENCLOSED:
            self._write(_ENCLOSED[node.tag][0])
        self._separate(node)
        if node.tag == "li":
            self._label = item_label(node, self._numbers)

    def _leave(self, node: LexborNode) -> None:
        if node.tag == "pre":
            self._pre -= 1
        elif node.tag == "tr":
            self._columns.end_row()
            self.flow.end_row()
        elif node.tag == "table":
            self._columns.end_table()
        elif node.tag in _ENCLOSED:
            self._write(_ENCLOSED[node.tag][1])
        self._separate(node)

    def _separate(self, node: LexborNode) -> None:
        if node.tag in _PARAGRAPHS:
            self.flow.paragraph()
        elif node.tag in _LINES:
            self.flow.line()

    def _leave_out(self, struck: str) -> None:
        if struck.strip():
            self.doubts.add(Doubt.STRUCK)
        self._cut = True
        self._gap = self._gap or struck != struck.strip()

    def _write(self, text: str) -> None:
        if self._label and text.strip():
            text, self._label = f"{self._label}{text.lstrip()}", ""
        if self._cut and self.flow.last[-1:].isdigit() and text[:1].isdigit():
            self._gap = True
        self._cut = self._cut and not text
        if self._pre:
            self.flow.write(text)
            return
        text = _SPACE.sub(" ", text)
        if self.flow.fresh:
            text = text.lstrip(" ")
        elif self._gap and text.strip(" "):
            text = f" {text.lstrip(' ')}"
        self._gap = text.endswith(" ") or (self._gap and not text)
        self.flow.write(text.rstrip(" "))


def _shown(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" not in attributes and not _HIDDEN.search(attributes.get("style") or "")


def _is_struck(node: LexborNode, classes: frozenset[str]) -> bool:
    if node.tag in ("del", "s", "strike") or _STRUCK.search(node.attributes.get("style") or ""):
        return True
    return has_class(node, classes)


def _follows_a_cell(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and before.tag not in ("td", "th"):
        before = before.prev
    return before is not None
