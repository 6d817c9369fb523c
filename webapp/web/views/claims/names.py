"""The pages of names: adding a spelling with the passage that prints it, correcting one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims import names
from webapp.models import PersonName
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.names import NewNameForm, RevisedNameForm
from webapp.web.lookups import claim_or_404

pages = Blueprint("names", __name__)


@pages.route("/people/<reference>/names/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(reference: str) -> ResponseReturnValue:
    """Record a further spelling of a person's name."""
    return new_claim_page(NewNameForm, "names/new.html", save=names.add_name, reference=reference)


@pages.route("/names/<uuid:claim_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Correct a spelling."""
    row = claim_or_404(PersonName, claim_id)
    save = partial(names.revise_name, name=row)
    return revised_claim_page(RevisedNameForm, "names/revise.html", save=save, claim=row)
