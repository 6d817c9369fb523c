"""Put the web application together: settings, engines, access, pages, errors, headers."""

import gzip
from pathlib import Path

from flask import Flask, request
from flask.wrappers import Response
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from webapp.settings import Settings
from webapp.web import (
    access,
    addresses,
    db,
    errors,
    files,
    kept_figures,
    languages,
    past_lists,
    request_limits,
    restricted_material,
    style_sheet,
    template_filters,
)
from webapp.web.costly import pages as costly_pages
from webapp.web.discretion import addresses as discretion
from webapp.web.views import register

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_PACKED_KINDS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
# Shorter answers fit into the first packet as they are.
_LEAST_PACKED = 1_400
# The length of a packed page tells whoever can have words of his own put into it what stands beside them
# (BREACH). Of what must stay secret, only the token of a form stands beside such words.
_TOKEN = b'name="csrf_token"'


def create_app(settings: Settings, *, catalogues: Path = languages.CATALOGUES) -> Flask:
    """Return the application; it opens no connection before the first request."""
    app = Flask("webapp.web", static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=settings.cookie("habeas_form"),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_PATH="/",
        # A form left open over night is still good: its cookie ends with the browser.
        WTF_CSRF_TIME_LIMIT=None,
    )
    # What is registered first looks at a question first, and at its answer last.
    costly_pages.init_app(app, settings)
    # It is packed when nothing is left to add.
    app.after_request(_packed)
    style_sheet.init_app(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages.init_app(app, catalogues)
    # Before anything looks at an address, and after everything has written one.
    discretion.init_app(app)
    request_limits.init_app(app)
    csrf = CSRFProtect(app)
    db.init_app(app, settings)
    addresses.init_app(app, settings.public_url)
    past_lists.init_app(app)
    access.init_app(app)
    files.init_app(app)
    kept_figures.init_app(app)
    template_filters.init_app(app)
    errors.init_app(app)
    register(app)
    for view in filter(files.is_for_programs, app.view_functions.values()):
        # A program that asks knows no token of ours; what it asks changes nothing.
        csrf.exempt(view)
    # It changes nothing either, and its form stands on pages that are the same for everybody.
    csrf.exempt(app.view_functions["posted_search.find"])
    app.after_request(_headers)
    restricted_material.init_app(app)
    return app


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if db.engines().settings.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if not db.engines().settings.search_engines:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if request.endpoint != "static":
        # By the cookie alone: whether its session still lasts, only the database knows, which may not answer.
        signed_in = db.session_cookie() in request.cookies
        # Pages of curators must not outlive the session in any cache, nor public ones a withdrawal.
        response.headers.setdefault("Cache-Control", "no-store" if signed_in else "no-cache")
        response.vary.add("Cookie")
    return response


def _packed(response: Response) -> Response:
    """Pack a page, a style or a script for a browser that takes it; never a page with the token of a form."""
    if response.mimetype not in _PACKED_KINDS or response.status_code != 200 or request.method != "GET":
        return response
    response.vary.add("Accept-Encoding")
    is_file = request.endpoint == "static"
    if not request.accept_encodings["gzip"] or "Content-Encoding" in response.headers:
        return response
    if response.is_streamed and not is_file:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _LEAST_PACKED or _TOKEN in body:
        return response
    response.set_data(gzip.compress(body, compresslevel=6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _ = response.get_etag()
    if tag:
        # The same content in other bytes.
        response.set_etag(tag, weak=True)
    return response
