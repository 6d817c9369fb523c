"""The pages of drafts: one's own unsent forms, keeping one while it is typed, throwing one away."""

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.accounts import drafts
from webapp.domain.refusals import Refused
from webapp.vocab.accounts import Role
from webapp.web.access import editor, open_to
from webapp.web.db import db, now
from webapp.web.drafts import keep_posted

pages = Blueprint("drafts", __name__)


@pages.get("/drafts")
@open_to(Role.CURATOR)
def list_drafts() -> ResponseReturnValue:
    """Show the unsent forms of the account that asks, and of nobody else."""
    return render_template("accounts/drafts/list.html", drafts=drafts.drafts(db(), editor()))


@pages.post("/drafts")
@open_to(Role.CURATOR)
def keep() -> ResponseReturnValue:
    """Keep a form while it is typed, and answer when that was; null where it was sent meanwhile."""
    try:
        kept = keep_posted(editor())
    except Refused as refused:
        return jsonify(problem=refused.translated(gettext)), 422
    db().commit()
    return jsonify(kept=now().isoformat(timespec="seconds") if kept else None)


@pages.post("/drafts/throw-away")
@open_to(Role.CURATOR)
def throw_away() -> ResponseReturnValue:
    """Throw one draft away, and show its form anew, or the list where it was thrown away from there."""
    address = request.form.get("draft", "")
    row = drafts.draft(db(), editor(), address)
    if row is None and not drafts.is_address(address):
        abort(400)
    if row is not None:
        drafts.delete(db(), row)
        db().commit()
    flash(gettext("Discarded."), "done")
    on_list = request.form.get("from") == "list"
    return redirect(url_for("drafts.list_drafts") if on_list else address.partition("#")[0], code=303)
