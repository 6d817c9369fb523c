"""The pages of charges: adding one with the passage that tells of it, correcting one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import charges
from webapp.models import Charge
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.charges import NewChargeForm, RevisedChargeForm
from webapp.web.lookups import claim_or_404

pages = Blueprint("charges", __name__)


@pages.route("/people/<reference>/charges/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(reference: str) -> ResponseReturnValue:
    """Record what a person is accused of."""
    return new_claim_page(NewChargeForm, "charges/new.html", save=charges.add_charge, reference=reference)


@pages.route("/charges/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct a charge."""
    row = claim_or_404(Charge, claim_id)
    save = partial(charges.revise_charge, charge=row)
    return revised_claim_page(RevisedChargeForm, "charges/revise.html", save=save, claim=row)
