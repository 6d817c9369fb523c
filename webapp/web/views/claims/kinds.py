"""The pages of every kind of claim: recording one with the passage that shows it, correcting one."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.claims.kinds import KINDS
from webapp.models import Charge
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimKind
from webapp.web.access import open_to
from webapp.web.claim_pages import new_claim_page, revised_claim_page
from webapp.web.forms.claims.kinds import FORMS
from webapp.web.lookups import claim_or_404, person_or_404

_METHODS = ("GET", "POST")


def _pages_of(word: ClaimKind) -> Blueprint:
    """Return the pages of one kind, under the noun of the kind."""
    kind, (new_form, revised_form) = KINDS[word], FORMS[word]
    blueprint = Blueprint(kind.noun, __name__)

    @open_to(Role.CURATOR)
    def new(reference: str) -> ResponseReturnValue:
        """Record a claim of this kind."""
        return new_claim_page(kind, new_form, person=person_or_404(reference))

    @open_to(Role.CURATOR)
    def new_step(claim_id: UUID) -> ResponseReturnValue:
        """Record a step in the history of a charge."""
        charge = claim_or_404(Charge, claim_id)
        return new_claim_page(kind, new_form, person=charge.person, charge=charge)

    @open_to(Role.CURATOR)
    def revise(claim_id: UUID) -> ResponseReturnValue:
        """Correct a claim of this kind."""
        return revised_claim_page(kind, revised_form, claim=claim_or_404(kind.model, claim_id))

    if word is ClaimKind.CHARGE_STEP:
        blueprint.add_url_rule("/charges/<uuid:claim_id>/steps/new", "new", new_step, methods=_METHODS)
    else:
        blueprint.add_url_rule(f"/people/<reference>/{kind.noun}/new", "new", new, methods=_METHODS)
    blueprint.add_url_rule(f"/{kind.noun}/<uuid:claim_id>/revise", "revise", revise, methods=_METHODS)
    return blueprint


pages = [_pages_of(word) for word in KINDS]
