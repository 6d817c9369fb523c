"""What a web page shows and does not print: the numbers of its lists, quotation marks, signs of notes."""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from webapp.domain.sources.extraction.shifted_text import Shift
from webapp.domain.sources.extraction.text_builder import counted

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"\.([\w-]+)(?=\s*(?:,|$))")
_SHIFTED = re.compile(r"vertical-align\s*:\s*(?:(super|text-top)|sub|text-bottom)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
# By a length, or moved from the line, as style sheets do that keep the lines apart: of a mark alone.
_MOVED_UP = re.compile(
    r"vertical-align\s*:\s*(?:top|\+?\.?\d)|position\s*:\s*relative.*?(?<![\w-])(?:top\s*:\s*-|bottom\s*:\s*\+?\.?\d)"
    r"|(?<![\w-])(?:top\s*:\s*-|bottom\s*:\s*\+?\.?\d).*?position\s*:\s*relative",
    re.IGNORECASE | re.DOTALL,
)
_MARK = re.compile(r"\W{0,2}(?:\d{1,3}(?:[,\s]{1,2}\d{1,3})?|[a-z]|[ivx]{1,4}|[*†‡§]{1,3})\W{0,2}", re.I)
_NOTE = re.compile(r"(?:^|[\s_-])(?:(?:foot|end)?note-?ref|fnref|(?:foot|end)note-anchor)", re.I)
_UNMARKED = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
_BREADCRUMB = re.compile("breadcrumb|pagination|menu", re.IGNORECASE)
_LONGEST_SHIFTED, _LONGEST_STYLE = 40, 500
_NEAR = 5
_OF_TEXT = {"article", "aside", "blockquote", "details", "figure", "main", "section", "td", "th"}
# A table of contents, the link that edits a part, and what leads to other pages, as MediaWiki calls them.
_OF_MEDIAWIKI = frozenset({"toc", "mw-editsection", "navbox", "catlinks"})
_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def classes_with(tree: LexborHTMLParser, style: re.Pattern[str]) -> frozenset[str]:
    """Return the classes to whose elements a style sheet of the page itself gives a style."""
    sheets = "\n".join(node.text(deep=True) for node in tree.css("style"))
    if not style.search(sheets):
        return frozenset()
    rules = (rule for rule in _RULE.finditer(sheets) if style.search(rule[2]))
    return frozenset(name for rule in rules for name in _CLASS.findall(rule[1].strip()))


def raised_classes(tree: LexborHTMLParser) -> frozenset[str]:
    """Return the classes whose elements a style sheet of the page itself raises."""
    return classes_with(tree, _RAISED)


def has_class(node: LexborNode, classes: frozenset[str]) -> bool:
    """Tell whether an element is of one of these classes."""
    return bool(classes) and not classes.isdisjoint((node.attributes.get("class") or "").split())


def shift_of(node: LexborNode, raised: frozenset[str]) -> Shift | None:
    """Return how short inline text is shifted; None for what stands on the line, or is more than a mark."""
    style = _SHIFTED.search(node.attributes.get("style") or "")
    marked = has_class(node, raised) or _is_note(node) or _is_moved_up(node)
    if node.tag not in ("sup", "sub") and not marked and style is None:
        return None
    if node.tag in ("td", "th", "tr", "img") or len(node.text(deep=True).strip()) > _LONGEST_SHIFTED:
        return None
    return Shift.RAISED if node.tag == "sup" or marked or (style and style[1]) else Shift.LOWERED


def _is_moved_up(node: LexborNode) -> bool:
    moved = _MOVED_UP.search((node.attributes.get("style") or "")[:_LONGEST_STYLE])
    return moved is not None and _MARK.fullmatch(node.text(deep=True).strip()) is not None


def _is_note(node: LexborNode) -> bool:
    if node.tag != "a":
        return False
    stated = node.attributes
    roles = f"{stated.get('role') or ''} {stated.get('epub:type') or ''} {stated.get('class') or ''}"
    return _NOTE.search(roles) is not None


def item_label(node: LexborNode, numbers: dict[int, int]) -> str:
    """Return the number or letter that stands before an item of an ordered list, with its point.

    The last number of each list is kept in `numbers`, by the list's place in memory.
    """
    ordered = node.parent
    if ordered is None or ordered.tag != "ol" or not _is_numbered(ordered):
        return ""
    step, place = (-1 if "reversed" in ordered.attributes else 1), ordered.mem_id
    if place not in numbers:
        first = 1 if step > 0 else sum(item.tag == "li" for item in _children(ordered))
        numbers[place] = _number(ordered.attributes.get("start"), first) - step
    numbers[place] = _number(node.attributes.get("value"), numbers[place] + step)
    return f"{counted(numbers[place], _KINDS.get(ordered.attributes.get('type') or '', 'decimal'))}. "


def _is_numbered(ordered: LexborNode) -> bool:
    stated = " ".join(filter(None, (ordered.attributes.get("class"), ordered.attributes.get("id"))))
    if _UNMARKED.search(ordered.attributes.get("style") or "") or _BREADCRUMB.search(stated):
        return False
    return all(above.tag != "nav" for above in islice(_above(ordered), _NEAR))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def frames_page(node: LexborNode) -> bool:
    """Whether a part of a page is no part of its text: it leads elsewhere, or is the foot of the page."""
    role = (node.attributes.get("role") or "").strip().lower()
    if node.tag == "nav" or role in ("navigation", "doc-toc") or has_class(node, _OF_MEDIAWIKI):
        return True
    if node.tag != "footer" and role != "contentinfo":
        return False
    # The foot of a quotation or of an article names who wrote it.
    return all(above.tag not in _OF_TEXT for above in islice(_above(node), _NEAR))


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _number(stated: str | None, otherwise: int) -> int:
    return int(stated) if stated and re.fullmatch(r"-?\d{1,6}", stated.strip()) else otherwise
