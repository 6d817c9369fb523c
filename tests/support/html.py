"""A page as html5lib reads it, once for all who look at it in a test."""

from functools import lru_cache
from xml.etree.ElementTree import Element

from html5lib import HTMLParser
from html5lib.constants import E


@lru_cache(maxsize=8)
def parsed(text: str) -> tuple[Element, list[str]]:
    """Return the elements of a page, not to be changed, and what is no HTML in it, with its place."""
    parser = HTMLParser(namespaceHTMLElements=False)
    page: Element = parser.parse(text)
    lines = text.splitlines()
    faults = [
        f"{E[error] % about}, at line {line}, column {column}\n"
        + "\n".join(lines[max(0, line - 3) : line + 1])
        for (line, column), error, about in parser.errors
    ]
    return page, faults
