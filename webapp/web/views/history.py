"""The pages of history: every change of a record with old and new, by whom, when and why."""

from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain import changes
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.views import organizations, people, sources

pages = Blueprint("history", __name__)


@pages.get("/people/<reference>/history")
@open_to(Role.CURATOR)
def person(reference: str) -> ResponseReturnValue:
    """Show what was changed in a person's record."""
    row = people.found(reference)
    return _history(row.id, row.reference, url_for("people.show", reference=row.reference))


@pages.get("/organizations/<reference>/history")
@open_to(Role.CURATOR)
def organization(reference: str) -> ResponseReturnValue:
    """Show what was changed in an organization's record."""
    row = organizations.found(reference)
    return _history(row.id, row.reference, url_for("organizations.show", reference=row.reference))


@pages.get("/sources/<reference>/history")
@open_to(Role.CURATOR)
def source(reference: str) -> ResponseReturnValue:
    """Show what was changed in a source's record."""
    row = sources.found(reference)
    return _history(row.id, row.reference, url_for("sources.show", reference=row.reference))


def _history(record_id: UUID, reference: str, back: str) -> ResponseReturnValue:
    edits = changes.edits_about(db(), record_id)
    return render_template("history/show.html", reference=reference, back=back, edits=edits)
