"""The pages of statuses: updating a status with the passage that shows it, correcting one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import statuses
from webapp.models import StatusEvent
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.statuses import NewStatusForm, RevisedStatusForm
from webapp.web.lookups import claim_or_404

pages = Blueprint("statuses", __name__)


@pages.route("/people/<reference>/statuses/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(reference: str) -> ResponseReturnValue:
    """Record a new status of a person."""
    return new_claim_page(NewStatusForm, "statuses/new.html", save=statuses.add_status, reference=reference)


@pages.route("/statuses/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct a status event."""
    row = claim_or_404(StatusEvent, claim_id)
    save = partial(statuses.revise_status, event=row)
    return revised_claim_page(RevisedStatusForm, "statuses/revise.html", save=save, claim=row)
