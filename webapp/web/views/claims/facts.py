"""The pages of personal facts: adding one with the passage that states it, correcting one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import facts
from webapp.models import PersonalFact
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.facts import NewFactForm, RevisedFactForm
from webapp.web.lookups import claim_or_404

pages = Blueprint("facts", __name__)


@pages.route("/people/<reference>/facts/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(reference: str) -> ResponseReturnValue:
    """Record a fact about a person."""
    return new_claim_page(NewFactForm, "facts/new.html", save=facts.add_fact, reference=reference)


@pages.route("/facts/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct a fact."""
    row = claim_or_404(PersonalFact, claim_id)
    save = partial(facts.revise_fact, row=row)
    return revised_claim_page(RevisedFactForm, "facts/revise.html", save=save, claim=row)
