"""What can be done with a claim of any kind: cite a further passage, publish, withdraw."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webapp.domain.claims import recording
from webapp.domain.claims.kinds import KINDS
from webapp.domain.reviewing import acts
from webapp.models import Claim
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.forms.claims.claims import ClaimActionForm, NewCitationForm
from webapp.web.lookups import claim_or_404, claim_url, person_url
from webapp.web.saving import saving

pages = Blueprint("claims", __name__)


@pages.get("/claims/<uuid:claim_id>/revise")
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Lead to the form of the claim's kind."""
    claim = claim_or_404(Claim, claim_id)
    return redirect(url_for(f"{KINDS[claim.kind].noun}.revise", claim_id=claim.id), code=303)


@pages.route("/claims/<uuid:claim_id>/cite", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def cite(claim_id: UUID) -> ResponseReturnValue:
    """Add a further passage to a claim."""
    claim = claim_or_404(Claim, claim_id)
    return saving(
        NewCitationForm(),
        "claims/cite.html",
        save=partial(recording.cite, claim=claim),
        done=lambda citation: claim_url(citation.claim),
        person=claim.person,
        claim=claim,
    )


@pages.route("/claims/<uuid:claim_id>/publish", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def publish(claim_id: UUID) -> ResponseReturnValue:
    """Publish a claim that waits for it."""
    claim = claim_or_404(Claim, claim_id)
    return _act(claim, _accept, "claims/publish.html", N_("Published."))


@pages.route("/claims/<uuid:claim_id>/withdraw", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def withdraw(claim_id: UUID) -> ResponseReturnValue:
    """Withdraw a claim; its history stays."""
    claim = claim_or_404(Claim, claim_id)
    return _act(claim, recording.withdraw_claim, "claims/withdraw.html", N_("Withdrawn."))


def _accept(session: Session, *, claim: Claim, version: int) -> None:
    acts.accept(session, [(claim, version)], by=editor())


def _act(claim: Claim, save: Callable[..., Any], template: str, saved: str) -> ResponseReturnValue:
    person = claim.person
    return saving(
        ClaimActionForm(obj=claim),
        template,
        save=partial(save, claim=claim),
        done=lambda _: person_url(person),
        saved=saved,
        person=person,
        claim=claim,
    )
