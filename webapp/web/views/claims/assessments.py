"""The pages of assessments: adding what an organization concluded, correcting it."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import assessments
from webapp.models import Assessment
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.assessments import NewAssessmentForm, RevisedAssessmentForm
from webapp.web.lookups import claim_or_404

pages = Blueprint("assessments", __name__)


@pages.route("/people/<reference>/assessments/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(reference: str) -> ResponseReturnValue:
    """Record what an organization concluded of a person."""
    return new_claim_page(
        NewAssessmentForm, "assessments/new.html", save=assessments.add_assessment, reference=reference
    )


@pages.route("/assessments/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct an assessment."""
    row = claim_or_404(Assessment, claim_id)
    save = partial(assessments.revise_assessment, assessment=row)
    return revised_claim_page(RevisedAssessmentForm, "assessments/revise.html", save=save, claim=row)
