"""What a web page says about itself: its title, day, language and address."""

import json
import re
from collections.abc import Iterator
from typing import TypedDict

from selectolax.lexbor import LexborHTMLParser

_LONGEST = 2_000
_SCRIPTS = 20
_SCRIPT_LIMIT = 200_000
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T ])")
_WORDS = ("article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dc.date", "date")


class Facts(TypedDict):
    """Facts in the page's own words; the day is in ISO 8601."""

    title: str | None
    date: str | None
    language: str | None
    url: str | None


def facts(tree: LexborHTMLParser) -> Facts:
    """Return the facts of a page: the first of the places that state each, None where none does."""
    named = _named(tree)
    return Facts(
        title=named.get("og:title") or _text(tree, "head title") or _text(tree, "h1"),
        date=_date(tree, named),
        language=_attribute(tree, "html", "lang") or named.get("content-language"),
        url=_attribute(tree, 'link[rel="canonical" i]', "href") or named.get("og:url"),
    )


def _named(tree: LexborHTMLParser) -> dict[str, str]:
    """Return what the `meta` elements say, by name in small letters; the first word counts."""
    found: dict[str, str] = {}
    for meta in tree.css("meta[content]")[:500]:
        attributes = meta.attributes
        name = next(filter(None, map(attributes.get, ("property", "itemprop", "name", "http-equiv"))), None)
        content = (attributes.get("content") or "").strip()[:_LONGEST]
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _text(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return " ".join(node.text(deep=True)[:_LONGEST].split()) or None if node is not None else None


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = node.attributes.get(name) if node is not None else None
    return value.strip()[:_LONGEST] or None if value else None


def _date(tree: LexborHTMLParser, named: dict[str, str]) -> str | None:
    """Return the day on which a page says that it was published.

    A `time` element is believed only where all of them name one day: others may be those of other pages.
    """
    stated = [named.get(word) for word in _WORDS] + list(_published(tree))
    times = {time.attributes.get("datetime") or "" for time in tree.css("time[datetime]")[:200]}
    days = {_day(time) for time in times}
    for stated_date in stated:
        if day := _day(stated_date or ""):
            return day
    return days.pop() if len(days) == 1 else None


def _day(text: str) -> str | None:
    found = _DAY.match(text.strip())
    return found[1] if found else None


def _published(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield every `datePublished` of the page's JSON-LD (schema.org)."""
    for script in tree.css('script[type="application/ld+json"]')[:_SCRIPTS]:
        try:
            waiting = [json.loads(script.text(deep=True)[:_SCRIPT_LIMIT])]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node)
