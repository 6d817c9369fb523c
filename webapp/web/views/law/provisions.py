"""The pages of provisions of law: one with the people charged under it, adding, editing, retiring."""

from functools import partial
from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.law import charge_outcomes, provisions
from webapp.domain.retiring import retire_record
from webapp.domain.visibility import in_lists
from webapp.vocab.accounts import Role
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db
from webapp.web.files import or_data
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.law.provisions import NewProvisionForm, RevisedProvisionForm
from webapp.web.lookups import legal_code_or_404, provision_or_404, provision_url
from webapp.web.presenters import charts
from webapp.web.saving import RETIRED, saving

pages = Blueprint("provisions", __name__)


@pages.get("/provisions/<uuid:provision_id>")
@open_to(EVERYBODY)
@or_data("api_wholes.provision")
def show(provision_id: UUID) -> ResponseReturnValue:
    """Show a provision and the people charged under it."""
    provision = provision_or_404(provision_id)
    outcomes = charge_outcomes.outcomes(db(), provision, to=in_lists(reader()))
    return render_template(
        "law/provisions/show.html",
        provision=provision,
        charged=provisions.charged(db(), provision, to=in_lists(reader())),
        outcomes=outcomes,
        labelled=[(str(year), len(charges)) for year, charges in outcomes.years],
        charts=charts,
    )


@pages.route("/law/<uuid:code_id>/provisions/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(code_id: UUID) -> ResponseReturnValue:
    """Add a provision to a code."""
    code = legal_code_or_404(code_id)
    return saving(
        NewProvisionForm(),
        "law/provisions/form.html",
        save=partial(provisions.add_provision, legal_code=code),
        done=provision_url,
        code=code,
        provision=None,
    )


@pages.route("/provisions/<uuid:provision_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(provision_id: UUID) -> ResponseReturnValue:
    """Correct a provision."""
    provision = provision_or_404(provision_id)
    return saving(
        RevisedProvisionForm(obj=provision),
        "law/provisions/form.html",
        save=partial(provisions.revise_provision, provision=provision),
        done=provision_url,
        code=provision.legal_code,
        provision=provision,
    )


@pages.route("/provisions/<uuid:provision_id>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(provision_id: UUID) -> ResponseReturnValue:
    """Offer a provision no longer for new charges."""
    provision = provision_or_404(provision_id)
    return saving(
        RetiringForm(obj=provision),
        "law/provisions/retire.html",
        save=partial(retire_record, record=provision),
        done=provision_url,
        saved=RETIRED,
        provision=provision,
    )
