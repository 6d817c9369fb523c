"""Put the web application together: settings, engines, access, pages, errors, headers."""

import re

from flask import Flask, request
from flask.wrappers import Response
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from webapp.settings import Settings
from webapp.web import access, db, errors, request_limits, restored_lists, style_sheet, template_filters
from webapp.web.views import register

LANGUAGES = ("en",)
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Control characters, and the code points that are no characters in any plane.
NOT_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def create_app(settings: Settings) -> Flask:
    """Return the application; it opens no connection before the first request."""
    app = Flask("webapp.web", static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="habeas_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        # A form left open over night is still good: its cookie ends with the browser.
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="en",
        BABEL_DEFAULT_TIMEZONE="UTC",
    )
    style_sheet.init_app(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=lambda: request.accept_languages.best_match(LANGUAGES) or "en")
    request_limits.init_app(app)
    CSRFProtect(app)
    db.init_app(app, settings)
    restored_lists.init_app(app)
    access.init_app(app)
    template_filters.init_app(app)
    errors.init_app(app)
    register(app)
    app.after_request(_legible)
    app.after_request(_headers)
    return app


def _legible(response: Response) -> Response:
    """Show what HTML cannot hold, a control character typed into a form and given back, as a box."""
    if response.mimetype == "text/html" and not response.is_streamed:
        page = response.get_data(as_text=True)
        if NOT_HTML.search(page):
            response.set_data(NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", page))
    return response


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != "static":
        # Pages of curators must not outlive the session in any cache, nor public ones a withdrawal.
        response.headers.setdefault("Cache-Control", "no-store" if access.account() else "no-cache")
        response.headers.add("Vary", "Cookie")
    return response
