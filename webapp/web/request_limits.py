"""How much one request may send: a form's worth, or a file's to the pages that take one."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from webapp.domain.sources.extraction.extracted_text import FILE_LIMIT
from webapp.vocab.accounts import Role
from webapp.web.access import can

FORM_LIMIT = 4 * 1024 * 1024
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Let a view take a file of up to FILE_LIMIT bytes, from those who may add sources."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Set the limits; before anything reads the body of a request."""
    app.config.update(MAX_CONTENT_LENGTH=FORM_LIMIT, MAX_FORM_MEMORY_SIZE=FORM_LIMIT, MAX_FORM_PARTS=500)
    app.before_request(_make_room)


def _make_room() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    # Only this kind of body is read piece by piece, with what is typed bounded apart from the file.
    in_parts = request.mimetype == "multipart/form-data"
    # Not before it is known who asks: strangers get no more room than a form needs.
    if in_parts and can(Role.CURATOR):
        # A list that is compared has some fields a row.
        request.max_form_parts = 3_000
        if getattr(view, "takes_files", False):
            request.max_content_length = FILE_LIMIT + FORM_LIMIT
