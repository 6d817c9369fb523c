"""The way every form of the site is shown, checked, saved and answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from webapp.domain.changes import last_editor
from webapp.domain.history import editing
from webapp.domain.refusal import Refused, Stale
from webapp.models import Account
from webapp.vocab.words import N_
from webapp.web.access import editor
from webapp.web.db import db, now


@dataclass(frozen=True)
class Difference:
    """One field of a stale edit: its label, what is stored now, what was typed."""

    label: str
    stored: str
    typed: str


@dataclass(frozen=True)
class Staleness:
    """What somebody else made of a row while its form was open here."""

    by: str
    differences: list[Difference]


def saving(
    form: Any,
    template: str,
    *,
    save: Callable[..., Any],
    done: Callable[[Any], str],
    saved: str = N_("Saved."),
    by: Account | None = None,
    **context: Any,
) -> ResponseReturnValue:
    """Show the form, or save it with one call to the domain and go where `done` says.

    What the domain refuses is shown at the field at fault, with status 422; nothing is saved then, and what
    was typed stays. A button named `look` shows the form again without saving.
    """
    stale = None
    if request.method == "POST" and "look" in request.form:
        return render_template(template, form=form, stale=None, **context)
    if form.validate_on_submit():
        by = by or editor()
        try:
            with editing(db(), by=by, reason=form.reason.data, at=now()):
                row = save(db(), **form.values())
            db().commit()
        except Stale as refused:
            db().rollback()
            stale = _staleness(form, refused.row)
        except Refused as refused:
            db().rollback()
            show_refusal(form, refused)
        except (StaleDataError, IntegrityError, OperationalError):
            # Two edits crossed between reading and writing; the second finds out here.
            db().rollback()
            form.form_errors.append(gettext("Somebody else saved at the same moment. Check and save again."))
        else:
            flash(gettext(saved), "done")
            return redirect(done(row), code=303)
    status = 422 if form.errors or stale else 200
    return render_template(template, form=form, stale=stale, **context), status


def show_refusal(form: Any, refused: Refused) -> None:
    """Put what the domain refused beside its field, or on top where the form has no such field."""
    message = gettext(refused.message) % refused.values
    field = form._fields.get(refused.field)
    if field is None:
        form.form_errors.append(message)
    else:
        field.errors = [*field.errors, message]


def _staleness(form: Any, row: Any) -> Staleness:
    """Compare what is stored now with what was typed, and let the next save go through."""
    db().refresh(row)
    stored = type(form)(formdata=None, obj=row) if not hasattr(form, "of") else form.of(row)
    differences = [
        Difference(field.label.text, shown(stored[field.name]), shown(field))
        for field in form
        if field.name not in ("csrf_token", "version", "reason")
        and field.name in stored
        and shown(stored[field.name]) != shown(field)
    ]
    form.version.data = row.version
    form.version.raw_data = None
    who = last_editor(db(), row.id)
    return Staleness(who or gettext("Somebody"), differences)


def shown(field: Any) -> str:
    """Return a field's value as people read it."""
    if hasattr(field, "iter_choices"):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if isinstance(field.data, bool):
        return gettext("yes") if field.data else gettext("no")
    return str(field._value())
