"""The pages of legal codes: the list with their provisions, adding, editing, retiring."""

from functools import partial
from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.law import counting_rules, legal_codes, provisions
from webapp.domain.retiring import retire_record
from webapp.vocab.accounts import Role
from webapp.web.access import EVERYBODY, can, open_to, reader
from webapp.web.db import db
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.law.legal_codes import NewLegalCodeForm, RevisedLegalCodeForm
from webapp.web.kept_figures import kept
from webapp.web.long_jobs import recounting
from webapp.web.lookups import legal_code_or_404, legal_code_url
from webapp.web.saving import RETIRED, saving

pages = Blueprint("legal_codes", __name__)


@pages.get("/law")
@open_to(EVERYBODY)
def list_legal_codes() -> ResponseReturnValue:
    """Show all codes with their provisions, and how many people are charged under each."""
    return render_template(
        "law/list.html",
        codes=legal_codes.legal_codes(db()),
        counting_rules=counting_rules.counting_rules(db()),
        recount=recounting.last_job() if can(Role.CURATOR) else None,
        people=kept(lambda: provisions.people_counts(db(), to=reader()), "provisions", to=reader()),
    )


@pages.route("/law/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Add a code of law."""
    save = legal_codes.add_legal_code
    return saving(NewLegalCodeForm(), "law/form.html", save=save, done=legal_code_url, code=None)


@pages.route("/law/<uuid:code_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(code_id: UUID) -> ResponseReturnValue:
    """Correct a code of law."""
    code = legal_code_or_404(code_id)
    save = partial(legal_codes.revise_legal_code, row=code)
    return saving(RevisedLegalCodeForm(obj=code), "law/form.html", save=save, done=legal_code_url, code=code)


@pages.route("/law/<uuid:code_id>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(code_id: UUID) -> ResponseReturnValue:
    """Offer a code's provisions no longer for new charges."""
    code = legal_code_or_404(code_id)
    form, save = RetiringForm(obj=code), partial(retire_record, record=code)
    return saving(form, "law/retire.html", save=save, done=legal_code_url, saved=RETIRED, code=code)
