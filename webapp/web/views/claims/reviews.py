"""The page of what waits for review, and what is done there: accept, return, take back, send in."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused, Stale
from webapp.domain.reviewing import acts
from webapp.models import Claim
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimState
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.db import db, now
from webapp.web.forms.claims.reviews import ReviewForm
from webapp.web.lookups import claim_or_404
from webapp.web.presenters.reviews import review_page

pages = Blueprint("reviews", __name__)


@pages.get("/review")
@open_to(Role.CURATOR)
def show() -> ResponseReturnValue:
    """Show what waits for review."""
    return _page(ReviewForm())


@pages.post("/review/accept")
@open_to(Role.REVIEWER)
def accept() -> ResponseReturnValue:
    """Publish claims that wait."""
    return _act(partial(acts.accept, by=editor()), "Accepted in review", N_("Accepted."))


@pages.post("/review/return")
@open_to(Role.REVIEWER)
def give_back() -> ResponseReturnValue:
    """Return a claim to who worded it, with a note."""
    note = request.form.get("note", "")
    return _act(partial(acts.move, to=ClaimState.DRAFT), note, N_("Returned with your note."))


@pages.post("/review/take-back")
@open_to(Role.CURATOR)
def take_back() -> ResponseReturnValue:
    """Make drafts again of claims that wait."""
    return _act(partial(acts.move, to=ClaimState.DRAFT), "Taken back from review", N_("Taken back."))


@pages.post("/review/send")
@open_to(Role.CURATOR)
def send() -> ResponseReturnValue:
    """Send drafts to review."""
    return _act(partial(acts.move, to=ClaimState.IN_REVIEW), "Sent to review", N_("Sent to review."))


def _act(save: Callable[[Session, acts.Chosen], None], reason: str, saved: str) -> ResponseReturnValue:
    form = ReviewForm()
    if not form.validate_on_submit():
        return _page(form), 422
    chosen = [_chosen(value) for value in request.form.getlist("claim")]
    try:
        with editing(db(), by=editor(), reason=reason, at=now()):
            save(db(), chosen)
        db().commit()
    except Refused as refused:
        db().rollback()
        flash(_message(refused), "note")
        return _page(form), 422
    flash(gettext(saved), "done")
    return redirect(url_for("reviews.show"), code=303)


def _chosen(value: str) -> tuple[Claim, int]:
    """Return a claim and the version that was looked at, of a value that a button or a box carries."""
    key, _, version = value.partition(" ")
    try:
        return claim_or_404(Claim, UUID(key)), int(version)
    except ValueError:
        abort(400)


def _message(refused: Refused) -> str:
    if isinstance(refused, Stale):
        return gettext("Somebody changed this meanwhile. Nothing was saved; look at it again.")
    return refused.translated(gettext)


def _page(form: ReviewForm) -> str:
    return render_template("claims/review/show.html", form=form, **review_page(editor()))
