"""The way every form of the site is shown, checked, saved and answered."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.accounts import accounts
from webapp.domain.citing.passage_claims import PassageContent
from webapp.domain.history.recording import Edit, editing
from webapp.domain.organizations.organization_choices import UnrecordedOrganization, recorded
from webapp.domain.refusals import Refused, Stale
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.quoted_evidence import fixed
from webapp.domain.undo import undo
from webapp.models import Account
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import account, can, editor, session_row
from webapp.web.db import db, now
from webapp.web.drafts import forget_posted, taking_up
from webapp.web.long_jobs import recounting
from webapp.web.long_jobs.recounting import ForVeryMany
from webapp.web.stale_forms import overtaken
from webapp.web.storage_errors import STORAGE_ERRORS, Failure, failure_of, field_of

SAVED = N_("Saved.")
RETIRED = N_("Removed from lists.")


def saving(
    form: Any,
    template: str,
    *,
    save: Callable[..., Any],
    done: Callable[[Any], str],
    saved: str | Callable[[Any], str] = SAVED,
    by: Account | None = None,
    shown: Callable[[], dict[str, Any]] = dict,
    **context: Any,
) -> ResponseReturnValue:
    """Show the form, or save it with one call to the domain and go where `done` says.

    What the domain refuses is shown at the field at fault, with status 422; what the database does not take,
    with the status of its cause. Nothing is saved then, and what was typed stays. A button named `look` shows
    the form again without saving. The form begins with a draft where the address asks for one, and its draft
    goes in the same transaction in which it is saved. What only the page of the form needs, `shown` queries
    once the form was checked.
    """
    stale = failure = None
    if not form.is_submitted():
        context |= taking_up(form, account())
    if request.method == "POST" and "look" in request.form:
        return render_template(template, form=form, stale=None, **context, **shown())
    if form.validate_on_submit():
        # Known before the commit, after which every row would be read again.
        by, curates = by or editor(), can(Role.CURATOR)
        try:
            with editing(db(), by=by, reason=form.reason.data, at=now()) as edit:
                row = save(db(), **_fixed(form.values()))
                forget_posted(by)
            db().commit()
        except Stale as refused:
            db().rollback()
            stale = overtaken(form, refused.row)
        except Refused as refused:
            db().rollback()
            show_refusal(form, refused)
        except ForVeryMany as many:
            db().rollback()
            if _is_begun(form, many, by):
                return redirect(url_for("counting_rules.recount"), code=303)
        except STORAGE_ERRORS as error:
            failure = failure_of(error)
            show_failure(form, failure)
        else:
            flash(saved(row) if callable(saved) else gettext(saved), "done")
            offer_undo(edit, curates=curates)
            return redirect(done(row), code=303)
    status = failure.status if failure else 422 if form.errors or stale else 200
    return render_template(template, form=form, stale=stale, **context, **shown()), status


def saving_beside(
    form: Any, *, save: Callable[..., Any], reason: str, saved: str | Callable[[Any], str] = SAVED
) -> int:
    """Save something beside what a form is for, with one call to the domain; its page is shown again.

    Return the status of the answer. What is refused is shown at its field; all that was typed stays.
    """
    if not form.validate_on_submit():
        return 422
    curates = can(Role.CURATOR)
    try:
        with editing(db(), by=editor(), reason=reason[:1000], at=now()) as edit:
            row = save(db())
        db().commit()
    except Refused as refused:
        db().rollback()
        show_refusal(form, refused)
        return 422
    except STORAGE_ERRORS as error:
        failure = failure_of(error)
        show_failure(form, failure)
        return failure.status
    flash(saved(row) if callable(saved) else gettext(saved), "done")
    offer_undo(edit, curates=curates)
    return 200


def _is_begun(form: Any, many: ForVeryMany, by: Account) -> bool:
    """Begin to do beside the server what a form asks for, and tell whether it was taken."""
    try:
        recounting.start(many.order, by=by, reason=form.reason.data)
    except Refused as refused:
        show_refusal(form, refused)
        return False
    # What was typed is kept with the job until it is done.
    forget_posted(by)
    db().commit()
    return True


def offer_undo(edit: Edit, *, curates: bool) -> None:
    """Offer, beside what the next page says, to undo an edit that was just made, where it did anything.

    `curates` tells whether who made it is a curator at least. Whether anything stands against it is found
    when it is looked at.
    """
    if edit.first is None or not curates:
        return
    role = undo.role_to_take_back(edit)
    if role is Role.CURATOR or can(role):
        flash(url_for("undoing.edit", edit_id=edit.id), "undo")


def _fixed(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with their quotation fixed and new organizations recorded.

    The next form of this browser begins with the source of the quotation.
    """
    values = {name: _recorded(fixed(db(), value), name) for name, value in values.items()}
    evidence = values.get("evidence")
    passage = evidence.passage if evidence else values.get("passage")
    browser = session_row()
    if passage is not None and browser is not None:
        accounts.remember_source(browser, passage.source_version.source)
    return values


def _recorded(value: Any, name: str) -> Any:
    """Return a value, or the content that holds it, with an organization recorded that was only named."""
    if isinstance(value, UnrecordedOrganization):
        return recorded(db(), value, field=name)
    if not isinstance(value, SourceDescription | PassageContent):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    return replace(value, **{name: _recorded(part, name) for name, part in parts.items()})


def show_refusal(form: Any, refused: Refused) -> None:
    """Put what the domain refused beside its field, or on top where the form has no such field."""
    message = refused.translated(gettext)
    field = form._fields.get(refused.field)
    if field is None:
        form.form_errors.append(message)
    else:
        field.errors = [*field.errors, message]


def show_failure(form: Any, failure: Failure) -> None:
    """Put why the database did not save beside the field that its rule is about, or on top of the form.

    Where the database is in trouble, nothing in the form is to be corrected: that alone is told.
    """
    if failure.status >= 500:
        form.trouble = failure.message
        return
    field = field_of(failure, list(form._fields)) if failure.status == 422 else ""
    show_refusal(form, Refused(field, failure.message))
