"""The pages of history: every change of a record with old and new, by whom, when and why."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.history import edits
from webapp.domain.history.edits import EditsPage
from webapp.domain.people.people import recorded_as
from webapp.domain.undo import undo
from webapp.models import Account, LegalCode, Organization, Person, SavedSearch, Source
from webapp.vocab.accounts import Role, allows
from webapp.web.access import editor, open_to
from webapp.web.db import db
from webapp.web.views.accounts import accounts
from webapp.web.views.law import legal_codes
from webapp.web.views.lists import saved_searches
from webapp.web.views.organizations import organizations
from webapp.web.views.sources import sources

pages = Blueprint("history", __name__)
# What the largest number of a change could be: a column of four bytes holds it.
LARGEST = 2**31 - 1


@pages.get("/people/<reference>/history")
@open_to(Role.CURATOR)
def person(reference: str) -> ResponseReturnValue:
    """Show what was changed in a person's record."""
    row = recorded_as(db(), reference) or abort(404)
    return _history(row, row.reference, url_for("people.show", reference=row.reference))


@pages.get("/organizations/<reference>/history")
@open_to(Role.CURATOR)
def organization(reference: str) -> ResponseReturnValue:
    """Show what was changed in an organization's record."""
    row = organizations.found(reference)
    return _history(row, row.reference, url_for("organizations.show", reference=row.reference))


@pages.get("/sources/<reference>/history")
@open_to(Role.CURATOR)
def source(reference: str) -> ResponseReturnValue:
    """Show what was changed in a source's record."""
    row = sources.found(reference)
    return _history(row, row.reference, url_for("sources.show", reference=row.reference))


@pages.get("/law/<uuid:code_id>/history")
@open_to(Role.CURATOR)
def legal_code(code_id: UUID) -> ResponseReturnValue:
    """Show what was changed in a code of law and its provisions."""
    row = legal_codes.found(code_id)
    return _history(row, row.title, legal_codes.shown_at(row))


@pages.get("/searches/<slug>/history")
@open_to(Role.CURATOR)
def saved_search(slug: str) -> ResponseReturnValue:
    """Show what was changed in a saved search."""
    row = saved_searches.found(slug)
    return _history(row, row.title, saved_searches.listed_at(row))


@pages.get("/accounts/<uuid:account_id>/history")
@open_to(Role.ADMIN)
def account(account_id: UUID) -> ResponseReturnValue:
    """Show what was changed in an account."""
    row = accounts.found(account_id)
    return _history(row, row.name, url_for("accounts.list_accounts"))


def history_of(row: Any) -> str:
    """Return the address of the history of a record."""
    match row:
        case Person():
            return url_for("history.person", reference=row.reference)
        case Organization():
            return url_for("history.organization", reference=row.reference)
        case Source():
            return url_for("history.source", reference=row.reference)
        case LegalCode():
            return url_for("history.legal_code", code_id=row.id)
        case SavedSearch():
            return url_for("history.saved_search", slug=row.slug)
        case Account():
            return url_for("history.account", account_id=row.id)
    raise TypeError(f"{row!r} has no history of its own")


def _history(row: Any, title: str, back: str) -> ResponseReturnValue:
    page = edits.edits_about(db(), row.id, before=_number("before"), after=_number("after"))
    here, can_undo = history_of(row), _can_undo(page)
    return render_template(
        "history/show.html", title=title, back=back, page=page, here=here, can_undo=can_undo, record=row
    )


def _number(name: str) -> int | None:
    number = request.args.get(name, type=int)
    return number if number is not None and 0 <= number <= LARGEST else None


def _can_undo(page: EditsPage) -> set[int]:
    """Return the numbers of the changes that can still be undone, and by the account that asks."""
    who = editor()
    found = [change for edit in page.edits for change in undo.open_to_undoing(edit.changes)]
    roles = undo.takes(db(), found, by=who.id)
    return {number for number, role in roles.items() if allows(who.role, role)}
