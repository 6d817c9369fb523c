"""What people see when something cannot be shown: what it is and what to do, never a bare code."""

import json

from flask import Flask, Response, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp.domain.refusals import Refused
from webapp.vocab.words import N_
from webapp.web.access import account
from webapp.web.db import is_on_standby, note_standby_failure
from webapp.web.storage_errors import STORAGE_ERRORS, failure_of

# Seconds after which somebody is asked to come back, where nothing says otherwise.
RETRY_AFTER = 30
# Below this address programs ask, and are answered in JSON.
API = "/api/"
_TEXTS = {
    400: (N_("This cannot be read"), N_("The address or the form is not complete. Go back and try again.")),
    403: (N_("You do not have permission"), N_("Your account may not do this. Ask an administrator.")),
    404: (N_("There is no such page"), N_("It may be mistyped, or not be open to you.")),
    405: (N_("This cannot be done here"), N_("Use the form that leads here.")),
    413: (
        N_("This is too large"),
        N_(
            "Nothing was saved. A file may have 20 million bytes, the text of a form 4 million. Go back, and"
            " send less at once: add the document in parts, or paste its text."
        ),
    ),
    503: (
        N_("Somebody is being answered first"),
        N_("The database as it was known on an earlier day is being restored. Try again in a minute."),
    ),
    500: (
        N_("Something broke"),
        N_("Nothing was saved. It is our mistake; try again, and tell us if it stays."),
    ),
}
_SIGNED_OUT = (
    N_("You are signed out"),
    N_("Nothing was saved. Go back, copy what you typed, sign in, and paste it again."),
)
_NO_ORIGINAL = (
    N_("The original is not here"),
    N_("The archive holds no untouched file of this version, or not the one that was recorded."),
)
_NO_PARQUET = (
    N_("This server writes no Parquet"),
    N_("Its library is not installed: pip install 'habeas[parquet]'. The data package holds the same."),
)
_FORM_TOO_OLD = (
    N_("This form is too old"),
    N_(
        "Nothing was saved. Go back, copy what you typed, load the page anew, and send it again. What was"
        " kept as a draft is among your unsent forms, one link from the first page."
    ),
)

_MANY_SIGNING_IN = (
    N_("Too many people are signing in"),
    N_("Nothing was saved. Go back, and try again in a few seconds."),
)

_MANY_SAVING = (
    N_("Too many people are saving"),
    N_("Nothing was saved. Go back, and send it again in a few seconds."),
)

_MANY_FILES = (
    N_("Other files are being made"),
    N_("Only a few of this kind are made at once. Try again in half a minute."),
)

_MANY_ASKING = (
    N_("Others are being answered first"),
    N_("This takes long to work out, and is done for one reader at a time. Try again in some seconds."),
)

_BY_NAME = {
    "costly": _MANY_ASKING,
    "files": _MANY_FILES,
    "images": _MANY_FILES,
    "hashing": _MANY_SIGNING_IN,
    "no-original": _NO_ORIGINAL,
    "no-parquet": _NO_PARQUET,
    "signed-out": _SIGNED_OUT,
    "writers": _MANY_SAVING,
}


def init_app(app: Flask) -> None:
    """Answer every refusal and every mistake with a page."""
    app.register_error_handler(CSRFError, _old_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refused, _refused)
    for error in STORAGE_ERRORS:
        app.register_error_handler(error, _not_saved)


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()  # type: ignore[return-value]
    title, text = _TEXTS.get(code, _TEXTS[400] if code < 500 else _TEXTS[500])
    title, text = _BY_NAME.get(error.description or "", (title, text))
    answer = make_response(_page(code, title, text, retry_after=getattr(error, "retry_after", None)))
    if methods := getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(sorted(methods))
    return answer


def _old_form(_error: CSRFError) -> ResponseReturnValue:
    return _page(400, *_FORM_TOO_OLD)


def _refused(refused: Refused) -> ResponseReturnValue:
    title, _ = _TEXTS[400]
    return _page(400, title, f"{refused.field}: " + refused.translated(gettext))


def _not_saved(error: Exception) -> ResponseReturnValue:
    if is_on_standby():
        note_standby_failure()
        return "", 503
    failure = failure_of(error)
    if failure.status == 422:
        # Outside a form nobody can mend it: a mistake of the program.
        raise error
    return _page(failure.status, N_("The database could not do this"), failure.message)


def _page(code: int, title: str, text: str, *, retry_after: int | None = None) -> ResponseReturnValue:
    if code >= 500:
        # The page must not ask a database that just failed, or that is busy, for the account.
        g.session_row = None
    try:
        account()
    except STORAGE_ERRORS as error:
        return _not_saved(error)
    headers = {"Retry-After": str(retry_after or RETRY_AFTER)} if code == 503 else {}
    if request.path.startswith(API):
        return _problem(code, title, text), code, headers
    return render_template("error.html", title=gettext(title), text=gettext(text)), code, headers


def _problem(code: int, title: str, text: str) -> Response:
    """Answer a program with what is wrong (RFC 9457)."""
    problem = {"type": "about:blank", "title": gettext(title), "status": code, "detail": gettext(text)}
    return Response(json.dumps(problem, ensure_ascii=False), mimetype="application/problem+json")
