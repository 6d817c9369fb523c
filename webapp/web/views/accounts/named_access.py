"""The pages that open a restricted claim or source to named accounts alone."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from webapp.domain.accounts.named_accounts import name_accounts, named_accounts
from webapp.models import Claim
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Visibility
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.db import db
from webapp.web.forms.accounts.named_access import NamedAccessForm
from webapp.web.lookups import claim_or_404, claim_url, source_or_404, source_url
from webapp.web.saving import saving

pages = Blueprint("named_access", __name__)


@pages.route("/claims/<uuid:claim_id>/named-accounts", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def of_claim(claim_id: UUID) -> ResponseReturnValue:
    """Name the accounts to which alone a claim is open."""
    claim = claim_or_404(Claim, claim_id)
    return _name(claim, "claims/named_accounts.html", claim_url(claim), claim=claim, person=claim.person)


@pages.route("/sources/<reference>/named-accounts", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def of_source(reference: str) -> ResponseReturnValue:
    """Name the accounts to which alone a source is open, with all that rests on it alone."""
    source = source_or_404(reference)
    return _name(source, "sources/named_accounts.html", source_url(source), source=source)


def _name(record: Any, template: str, back: str, **shown: Any) -> ResponseReturnValue:
    if record.visibility is not Visibility.RESTRICTED:
        abort(404)
    return saving(
        NamedAccessForm(obj=record),
        template,
        save=partial(name_accounts, record=record, by=editor()),
        done=lambda _: back,
        saved=N_("Saved. It holds at once, for every page and file."),
        shown=lambda: {"named": named_accounts(db(), record)},
        back=back,
        **shown,
    )
