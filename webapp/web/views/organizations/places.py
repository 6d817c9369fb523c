"""The pages of places: all that sources name, and one with the people of whom it is told."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.organizations import places
from webapp.domain.visibility import in_lists
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db

pages = Blueprint("places", __name__)


@pages.get("/places")
@open_to(EVERYBODY)
def list_all() -> ResponseReturnValue:
    """Show every place, or with `name` one in the words of the sources."""
    name, to = request.args.get("name", ""), in_lists(reader())
    if not name:
        return render_template("organizations/places/list.html", places=places.places(db(), to=to))
    # No text that is stored holds a NUL, and PostgreSQL takes none.
    claims = places.claims_of_place(db(), name, to=to) if "\0" not in name else None
    if claims is None or not (claims.statuses or claims.residents):
        abort(404)
    return render_template("organizations/places/show.html", name=name, claims=claims)
