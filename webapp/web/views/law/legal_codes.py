"""The pages of legal codes: the list with their provisions, adding, editing, retiring."""

from functools import partial
from uuid import UUID

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.law import legal_codes, provisions
from webapp.models import LegalCode
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db
from webapp.web.forms.law.legal_codes import NewLegalCodeForm, RetiredLegalCodeForm, RevisedLegalCodeForm
from webapp.web.saving import saving

pages = Blueprint("legal_codes", __name__)


def found(code_id: UUID) -> LegalCode:
    """Return the code of an address, or answer 404."""
    return legal_codes.legal_code(db(), code_id) or abort(404)


def shown_at(row: LegalCode) -> str:
    """Return the place of a code in the list."""
    return url_for("legal_codes.list_legal_codes", _anchor=f"code-{row.id}")


@pages.get("/law")
@open_to(EVERYBODY)
def list_legal_codes() -> ResponseReturnValue:
    """Show all codes with their provisions, and how many people are charged under each."""
    return render_template(
        "law/list.html",
        codes=legal_codes.legal_codes(db()),
        people=provisions.people_counts(db(), to=reader()),
    )


@pages.route("/law/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Add a code of law."""
    save = legal_codes.add_legal_code
    return saving(NewLegalCodeForm(), "law/form.html", save=save, done=shown_at, code=None)


@pages.route("/law/<uuid:code_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(code_id: UUID) -> ResponseReturnValue:
    """Correct a code of law."""
    row = found(code_id)
    save = partial(legal_codes.revise_legal_code, row=row)
    return saving(RevisedLegalCodeForm(obj=row), "law/form.html", save=save, done=shown_at, code=row)


@pages.route("/law/<uuid:code_id>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(code_id: UUID) -> ResponseReturnValue:
    """Offer a code's provisions no longer for new charges."""
    row = found(code_id)
    save = partial(legal_codes.retire_legal_code, row=row)
    return saving(
        RetiredLegalCodeForm(obj=row),
        "law/retire.html",
        save=save,
        done=shown_at,
        saved=N_("Retired."),
        code=row,
    )
