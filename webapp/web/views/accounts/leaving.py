"""Leaving at once: signed out, and a page that says nothing where a page stood."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.web.access import EVERYBODY, open_to
from webapp.web.sign_in.ending import ended_session

pages = Blueprint("leaving", __name__)


@pages.get("/leave")
@open_to(EVERYBODY)
def left() -> ResponseReturnValue:
    """Show a page that says nothing; its script goes on to an empty one."""
    return render_template("accounts/left.html")


@pages.post("/leave")
@open_to(EVERYBODY)
def leave() -> ResponseReturnValue:
    """End the session for good and lead to a page that says nothing."""
    return ended_session(redirect(url_for("leaving.left"), code=303))
