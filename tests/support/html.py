"""A page as the elements that a browser makes of it, and what in it is no HTML."""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from html5lib import HTMLParser
from html5lib.constants import E
from selectolax.lexbor import LexborHTMLParser, LexborNode

# What no parser complains of in a value and between tags: no control characters and no half references.
_ANY = r"[^<&\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff0-\U0010ffff"
_REFERENCE = re.compile("&(?:amp|lt|gt|quot|#34|#39);")
_VALUE = re.compile(f'="{_ANY}"]*"')
_WORDS = re.compile(rf">(?=[^<]*[^< \t\n]){_ANY}]+<")
_BLANK = re.compile(r">[ \t\n]+<")
_structures: set[int] = set()


@lru_cache(maxsize=8)
def parsed(text: str) -> Element:
    """Return the elements of a page, not to be changed, once for all who look at it in a test."""
    root = LexborHTMLParser(text).root
    assert root is not None
    return _element(root)


def _element(node: LexborNode) -> Element:
    element = Element(node.tag or "", {name: value or "" for name, value in node.attributes.items()})
    last: Element | None = None
    for child in node.iter(include_text=True):
        if child.tag != "-text":
            last = _element(child)
            element.append(last)
        elif last is None:
            element.text = (element.text or "") + (child.text_content or "")
        else:
            last.tail = (last.tail or "") + (child.text_content or "")
    return element


def mistakes(text: str) -> list[str]:
    """Return what is no HTML in a page, as html5lib tells it, with its place.

    Pages that are the same but for their words and the values of attributes are so in this too.
    """
    structure = hash(_BLANK.sub("> <", _WORDS.sub(">w<", _VALUE.sub('=""', _REFERENCE.sub("w", text)))))
    if structure in _structures:
        return []
    parser = HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    if not parser.errors:
        _structures.add(structure)
    lines = text.splitlines()
    return [
        f"{E[error] % about}, at line {line}, column {column}\n"
        + "\n".join(lines[max(0, line - 3) : line + 1])
        for (line, column), error, about in parser.errors
    ]
