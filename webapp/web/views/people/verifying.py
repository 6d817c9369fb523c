"""The list of people whose status wants to be verified, and verifying several of them at once."""

from functools import partial

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.people import people, verifying
from webapp.vocab.accounts import Role
from webapp.web.access import editor, open_to, reader
from webapp.web.db import db, today
from webapp.web.forms.people.people import VerificationFields
from webapp.web.saving import saving

pages = Blueprint("verifications", __name__)


@pages.get("/verifications")
@open_to(Role.CURATOR)
def list_unverified() -> ResponseReturnValue:
    """Show ten of those who want to be verified, the most endangered and longest unheard of first."""
    first = max(0, min(request.args.get("first", 0, type=int), 10_000_000))
    page = verifying.unverified(db(), day=today(), first=first)
    following = first + verifying.PAGE if first + verifying.PAGE < page.total else None
    preceding = max(0, first - verifying.PAGE) if first else None
    return render_template(
        "people/unverified.html", page=page, preceding=preceding, following=following, day=today()
    )


@pages.route("/verifications/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Record that one call, visit or text confirmed the records of several people."""
    references = dict.fromkeys(request.args.getlist("person")[: verifying.PAGE * 10])
    chosen = [people.person(db(), reference, to=reader()) or abort(404) for reference in references]
    return saving(
        VerificationFields(),
        "people/verify.html",
        save=partial(verifying.verify_people, people=chosen, today=today(), by=editor()),
        done=lambda _: url_for("verifications.list_unverified"),
        people=chosen,
        names=verifying.names_of(db(), chosen),
    )
