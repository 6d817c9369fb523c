"""The pages of places: all that sources name, and one with the people of whom it is told."""

from collections.abc import Sequence

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.organizations import places
from webapp.domain.organizations.places import Place
from webapp.domain.paged_lists import is_named
from webapp.domain.visibility import in_lists
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db
from webapp.web.kept_figures import kept
from webapp.web.lookups import page_number, typed_name

pages = Blueprint("places", __name__)

PAGE = 50


@pages.get("/places")
@open_to(EVERYBODY)
def list_all() -> ResponseReturnValue:
    """Show the places page by page, or with `name` one in the words of the sources."""
    name, to = request.args.get("name", ""), in_lists(reader())
    if not name:
        return _list(kept(lambda: places.places(db(), to=to), "places", to=to))
    # No text that is stored holds a NUL, and PostgreSQL takes none.
    claims = places.claims_of_place(db(), name, to=to) if "\0" not in name else None
    if claims is None or not (claims.statuses or claims.residents):
        abort(404)
    return render_template("organizations/places/show.html", name=name, claims=claims)


def _list(every: Sequence[Place]) -> str:
    typed = typed_name()
    listed = [place for place in every if not typed or is_named(typed, [place.name])]
    pages = max(1, -(-len(listed) // PAGE))
    page = page_number(request.args.get("page", ""), of=pages)
    shown = listed[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "organizations/places/list.html",
        typed=typed, places=shown, total=len(listed), page=page, more=page < pages,
    )  # fmt: skip
