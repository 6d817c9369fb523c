"""The page of a person's history: every change with old and new, by whom, when and why."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain import changes
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.views.people import found

pages = Blueprint("history", __name__)


@pages.get("/people/<reference>/history")
@open_to(Role.CURATOR)
def person(reference: str) -> ResponseReturnValue:
    """Show what was changed in a person's record."""
    row = found(reference)
    return render_template("history/person.html", person=row, edits=changes.edits_about(db(), row.id))
