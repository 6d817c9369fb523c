"""The pages of affiliations: adding a person's part in an organization, correcting one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import affiliations
from webapp.models import Affiliation
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.affiliations import NewAffiliationForm, RevisedAffiliationForm
from webapp.web.lookups import claim_or_404

pages = Blueprint("affiliations", __name__)


@pages.route("/people/<reference>/affiliations/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(reference: str) -> ResponseReturnValue:
    """Record a person's part in an organization."""
    return new_claim_page(
        NewAffiliationForm, "affiliations/new.html", save=affiliations.add_affiliation, reference=reference
    )


@pages.route("/affiliations/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct a person's part in an organization."""
    row = claim_or_404(Affiliation, claim_id)
    save = partial(affiliations.revise_affiliation, affiliation=row)
    return revised_claim_page(RevisedAffiliationForm, "affiliations/revise.html", save=save, claim=row)
