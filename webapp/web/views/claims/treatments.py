"""The pages of ill-treatment and other acts: adding one, correcting one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import treatments
from webapp.models import Treatment
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.treatments import NewTreatmentForm, RevisedTreatmentForm
from webapp.web.lookups import claim_or_404

pages = Blueprint("treatments", __name__)


@pages.route("/people/<reference>/treatments/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(reference: str) -> ResponseReturnValue:
    """Record an act against a person."""
    return new_claim_page(
        NewTreatmentForm, "treatments/new.html", save=treatments.add_treatment, reference=reference
    )


@pages.route("/treatments/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct an act."""
    row = claim_or_404(Treatment, claim_id)
    save = partial(treatments.revise_treatment, treatment=row)
    return revised_claim_page(RevisedTreatmentForm, "treatments/revise.html", save=save, claim=row)
