"""The service by which programs such as OpenRefine match names against the public records."""

import json
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.citing.typed_people import summaries_by_person
from webapp.domain.lists.name_search import likely
from webapp.domain.people import people
from webapp.domain.reconciling.matching import MOST, PROPERTIES, matches
from webapp.domain.refusals import Refused
from webapp.domain.visibility import PUBLIC
from webapp.web.access import EVERYBODY, open_to
from webapp.web.db import db
from webapp.web.files import for_programs
from webapp.web.presenters.name_questions import (
    PERSON,
    manifest,
    match_json,
    property_json,
    questions,
    suggestion_json,
)

pages = Blueprint("reconciling", __name__, url_prefix="/reconcile")
# Programs show the preview in a frame of theirs.
_FRAMED = "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors *"


@pages.route("", methods=["GET", "POST"])
@open_to(EVERYBODY)
@for_programs
def answer() -> ResponseReturnValue:
    """Tell what the service offers, or whom each name of a batch may mean; nothing is written."""
    queries = request.values.get("queries")
    if queries is None:
        return _json(manifest()) if request.method != "POST" else abort(400)
    try:
        batch = questions(queries)
    except Refused as refused:
        return _json({"error": refused.translated(gettext)}, 400)
    return _json({
        key: {"result": [match_json(match) for match in matches(db(), question)] if question else []}
        for key, question in batch.items()
    })  # fmt: skip


@pages.get("/suggest/<any(entity, property, type):kind>")
@open_to(EVERYBODY)
@for_programs
def suggest(kind: str) -> ResponseReturnValue:
    """Propose people whose names are like what somebody types, or what may be told of one."""
    prefix = request.args.get("prefix", "").strip()
    if kind == "entity":
        hits = likely(db(), prefix, to=PUBLIC, most=MOST) if prefix else []
        return _json({"result": [suggestion_json(hit.person) for hit in hits]})
    known = [PERSON] if kind == "type" else [property_json(name) for name in PROPERTIES]
    typed = prefix.casefold()
    return _json({"result": [each for each in known if each["name"].casefold().startswith(typed)]})


@pages.get("/preview/<reference>")
@open_to(EVERYBODY)
def preview(reference: str) -> ResponseReturnValue:
    """Show in a few lines who somebody is, for the frame of another program."""
    person = people.person(db(), reference, to=PUBLIC)
    summary = summaries_by_person(db(), [person], to=PUBLIC).get(person.id) if person else None
    page = Response(render_template("reconciling/preview.html", person=summary))
    page.status_code = 200 if summary else 404
    page.headers["Content-Security-Policy"] = _FRAMED
    return page


def _json(answered: dict[str, Any], status: int = 200) -> Response:
    body = json.dumps(answered, ensure_ascii=False)
    return Response(body, status, mimetype="application/json")
