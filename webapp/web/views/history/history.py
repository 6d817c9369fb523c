"""The pages of history: every change of a record with old and new, by whom, when and why."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.history import edits
from webapp.domain.history.edits import EditsPage
from webapp.domain.organizations.organizations import organization_of_exact_reference
from webapp.domain.people.people import person_of_exact_reference
from webapp.domain.undo import undo
from webapp.vocab.accounts import Role, allows
from webapp.web.access import editor, open_to
from webapp.web.db import db
from webapp.web.lookups import (
    LARGEST_NUMBER,
    account_or_404,
    case_or_404,
    case_url,
    history_url,
    legal_code_or_404,
    legal_code_url,
    organization_url,
    person_url,
    saved_search_or_404,
    saved_search_url,
    source_or_404,
    source_url,
    summary_of,
)

pages = Blueprint("history", __name__)


@pages.get("/people/<reference>/history")
@open_to(Role.CURATOR)
def person(reference: str) -> ResponseReturnValue:
    """Show what was changed in a person's record."""
    row = person_of_exact_reference(db(), reference) or abort(404)
    summary = summary_of(row)
    title = f"{summary.name}, {row.reference}" if summary else row.reference
    return _history(row, title, person_url(row))


@pages.get("/organizations/<reference>/history")
@open_to(Role.CURATOR)
def organization(reference: str) -> ResponseReturnValue:
    """Show what was changed in an organization's record."""
    row = organization_of_exact_reference(db(), reference) or abort(404)
    return _history(row, f"{row.name}, {row.reference}", organization_url(row))


@pages.get("/sources/<reference>/history")
@open_to(Role.CURATOR)
def source(reference: str) -> ResponseReturnValue:
    """Show what was changed in a source's record."""
    row = source_or_404(reference)
    return _history(row, f"{row.title}, {row.reference}", source_url(row))


@pages.get("/cases/<reference>/history")
@open_to(Role.CURATOR)
def case(reference: str) -> ResponseReturnValue:
    """Show what was changed in the record of a case."""
    row = case_or_404(reference)
    return _history(row, f"{row.name}, {row.reference}", case_url(row))


@pages.get("/law/<uuid:code_id>/history")
@open_to(Role.CURATOR)
def legal_code(code_id: UUID) -> ResponseReturnValue:
    """Show what was changed in a code of law and its provisions."""
    row = legal_code_or_404(code_id)
    return _history(row, row.title, legal_code_url(row))


@pages.get("/searches/<slug>/history")
@open_to(Role.CURATOR)
def saved_search(slug: str) -> ResponseReturnValue:
    """Show what was changed in a saved search."""
    row = saved_search_or_404(slug)
    return _history(row, row.title, saved_search_url(row))


@pages.get("/accounts/<uuid:account_id>/history")
@open_to(Role.ADMIN)
def account(account_id: UUID) -> ResponseReturnValue:
    """Show what was changed in an account."""
    row = account_or_404(account_id)
    return _history(row, row.name, url_for("accounts.list_accounts"))


def _history(row: Any, title: str, back: str) -> ResponseReturnValue:
    page = edits.edits_about(db(), row.id, before=_number("before"), after=_number("after"))
    here, can_undo = history_url(row), _can_undo(page)
    return render_template(
        "history/show.html", title=title, back=back, page=page, here=here, can_undo=can_undo, record=row
    )


def _number(name: str) -> int | None:
    number = request.args.get(name, type=int)
    return number if number is not None and 0 <= number <= LARGEST_NUMBER else None


def _can_undo(page: EditsPage) -> set[int]:
    """Return the numbers of the changes that can still be undone, and by the account that asks."""
    account = editor()
    changes = [change for edit in page.edits for change in undo.open_to_undoing(edit.changes)]
    roles = undo.takes(db(), changes, by=account.id)
    return {number for number, role in roles.items() if allows(account.role, role)}
