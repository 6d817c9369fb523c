"""Addresses of a discreet installation: what may name somebody is sealed, wherever an address is written."""

# A browser remembers addresses, and proxies write them down. Whatever template, form or redirect wrote one,
# it is sealed on its way out, and whoever comes with an open one is led to the sealed one.

import re
from html import escape, unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from werkzeug.datastructures import ImmutableMultiDict

from webapp.web.addresses import here
from webapp.web.db import engines
from webapp.web.discretion.sealed_values import is_sealed, sealed, unsealed

# Parameters of addresses in which names stand: searches, keys of pages in alphabetical order, people typed.
NAMING = frozenset(
    ("after", "before", "case", "court", "due", "into", "judge", "name", "news", "people", "person", "place",
     "place_words", "printed", "q", "query", "source", "value")
)  # fmt: skip
_ADDRESS = re.compile(rb'(?<==")[^"?\s]*\?[^"\s]*(?=")')


def init_app(app: Flask) -> None:
    """Seal what names somebody in the addresses of pages and of redirects, where an installation asks so."""
    app.before_request(_unseal)
    app.after_request(_seal)


def _unseal() -> ResponseReturnValue | None:
    """Give the views what was sealed; lead to its sealed address a browser that would keep an open one."""
    settings = engines().settings
    if not settings.discreet or not NAMING & request.args.keys():
        return None
    if _is_for_eyes() and _is_open(settings.secret_key):
        return redirect(sealed_address(here(), key=settings.secret_key), code=303)
    request.args = ImmutableMultiDict(
        (name, unsealed(value, key=settings.secret_key) if name in NAMING else value)
        for name, value in request.args.items(multi=True)
    )
    return None


def _seal(response: Response) -> Response:
    settings = engines().settings
    if not settings.discreet:
        return response
    key = settings.secret_key
    if location := response.headers.get("Location"):
        response.headers["Location"] = as_written(location)
    if response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(_ADDRESS.sub(lambda match: _rewritten(match[0], key), response.get_data()))
    return response


def as_written(address: str) -> str:
    """Return an address of this site as this installation writes it, for an answer that is no page."""
    settings = engines().settings
    return sealed_address(address, key=settings.secret_key) if settings.discreet else address


def sealed_address(address: str, *, key: str) -> str:
    """Return an address of this site with every value sealed that may name somebody."""
    parts = urlsplit(address)
    if not NAMING & dict(parse_qsl(parts.query)).keys():
        return address
    values = [
        (name, sealed(value, key=key) if name in NAMING and not is_sealed(value, key=key) else value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    ]
    return parts._replace(query=urlencode(values)).geturl()


def _rewritten(address: bytes, key: str) -> bytes:
    return escape(sealed_address(unescape(address.decode()), key=key)).encode()


def _is_for_eyes() -> bool:
    """Tell whether a browser asks for a page to show, and keeps its address."""
    going = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return request.method == "GET" and going and "text/html" in request.headers.get("Accept", "")


def _is_open(key: str) -> bool:
    return any(
        value and not is_sealed(value, key=key)
        for name, value in request.args.items(multi=True)
        if name in NAMING
    )
