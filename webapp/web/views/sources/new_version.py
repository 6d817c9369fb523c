"""The pages on which a new version is compared with what was cited from older ones, and that is decided."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.sources import passages_with_claims
from webapp.domain.sources.new_version import comparisons, decisions
from webapp.models import Source
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import can, open_to, reader
from webapp.web.db import db
from webapp.web.forms.sources.new_version import DecisionForm, UnchangedForm
from webapp.web.lookups import version_or_404, version_url
from webapp.web.presenters.new_version import Queue
from webapp.web.presenters.side_by_side import side_by_side
from webapp.web.saving import saving

pages = Blueprint("comparisons", __name__)


@pages.get("/sources/<reference>/versions/<int:number>")
@open_to(Role.CURATOR)
def show(reference: str, number: int) -> ResponseReturnValue:
    """Show what became of cited passages in a version: all that is unchanged, what waits, what is decided."""
    return render_template("sources/new_version/show.html", queue=Queue(version_or_404(reference, number)))


@pages.route("/sources/<reference>/versions/<int:number>/unchanged", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def carry(reference: str, number: int) -> ResponseReturnValue:
    """Cite all that is unchanged from the new version too."""
    version = version_or_404(reference, number)
    return saving(
        UnchangedForm.on(version),
        "sources/new_version/unchanged.html",
        save=partial(decisions.carry_unchanged, into=version),
        done=lambda _: version_url(version),
        saved=N_("Cited from this version too. The old citations stay."),
        queue=Queue(version),
    )


@pages.route("/comparisons/<uuid:comparison_id>", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def decide(comparison_id: UUID) -> ResponseReturnValue:
    """Decide what becomes of one passage."""
    row = comparisons.comparison(db(), comparison_id) or abort(404)
    return saving(
        DecisionForm.on(row),
        "sources/new_version/decide.html",
        save=partial(decisions.decide, comparison=row),
        done=lambda _: version_url(row.source_version),
        saved=N_("Decided."),
        one=row,
        halves=side_by_side(row),
        rests=passages_with_claims.with_claims(db(), [row.passage], to=reader())[0].claims,
    )


@pages.app_template_global()
def passages_waiting(source: Source | None = None) -> list[Any]:
    """Return on which versions passages wait for a decision, to those who may decide."""
    return comparisons.waiting(db(), source) if can(Role.CURATOR) else []
