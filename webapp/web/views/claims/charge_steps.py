"""The pages of the steps of a charge: adding one with the passage that tells of it, correcting one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import charge_steps
from webapp.models import Charge, ChargeStep
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import SAVED, after_recording, revised_claim_page
from webapp.web.forms.claims.charge_steps import NewChargeStepForm, RevisedChargeStepForm
from webapp.web.lookups import claim_or_404
from webapp.web.saving import saving

pages = Blueprint("charge_steps", __name__)


@pages.route("/charges/<uuid:claim_id>/steps/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(claim_id: UUID) -> ResponseReturnValue:
    """Record a step in the history of a charge."""
    charge = claim_or_404(Charge, claim_id)
    return saving(
        NewChargeStepForm(),
        "claims/kinds/charge_step_new.html",
        save=partial(charge_steps.add_charge_step, charge=charge),
        done=after_recording,
        saved=SAVED,
        person=charge.person,
        claim=charge,
    )


@pages.route("/charge_steps/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct a step of a charge."""
    row = claim_or_404(ChargeStep, claim_id)
    save = partial(charge_steps.revise_charge_step, row=row)
    return revised_claim_page(RevisedChargeStepForm, "charge_steps/revise.html", save=save, claim=row)
