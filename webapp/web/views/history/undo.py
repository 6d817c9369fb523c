"""The pages on which a change, or all changes of one form post, are undone as a new change."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.history import edits
from webapp.domain.history.edits import ChangedRecord
from webapp.domain.input_rules import required_line
from webapp.domain.recounting.wide_acts import WideAct
from webapp.domain.refusals import Refused
from webapp.domain.undo import long_edits, undo
from webapp.domain.undo.undo import Plan
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import can, editor, open_to
from webapp.web.db import db
from webapp.web.forms.history.undo import UndoForm
from webapp.web.forms.imports.lists import CancelForm
from webapp.web.long_jobs import undoing
from webapp.web.long_jobs.recounting import within_request
from webapp.web.lookups import LARGEST_NUMBER, history_url
from webapp.web.saving import saving, show_refusal

pages = Blueprint("undoing", __name__)
# A list that was brought in is one edit about tens of thousands.
_RECORDS_SHOWN = 20


@pages.route("/edits/<uuid:edit_id>/undo", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def edit(edit_id: UUID) -> ResponseReturnValue:
    """Undo all changes of one form post."""
    if long_edits.is_long(db(), edit_id):
        return _undo_beside(edit_id)
    plan = undo.plan_for_edit(db(), edit_id) or abort(404)
    save = within_request(partial(undo.undo_edit, edit_id=edit_id), WideAct.UNDO_EDIT, edit_id)
    return _undo(plan, save, N_("Undo an edit"))


@pages.route(f"/changes/<int(max={LARGEST_NUMBER}):number>/undo", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def change(number: int) -> ResponseReturnValue:
    """Undo what one form post did to one row."""
    plan = undo.plan_for_change(db(), number) or abort(404)
    save = within_request(partial(undo.undo_change, number=number), WideAct.UNDO_CHANGE, number)
    return _undo(plan, save, N_("Undo a change"))


@pages.post("/edits/<uuid:edit_id>/undo/cancel")
@open_to(Role.CURATOR)
def cancel(edit_id: UUID) -> ResponseReturnValue:
    """Have the undoing of an edit of very many rows end with nothing written."""
    if CancelForm().validate():
        undoing.cancel(edit_id)
    return redirect(url_for("undoing.edit", edit_id=edit_id), code=303)


def _undo(plan: Plan, save: Callable[..., Any], heading: str) -> ResponseReturnValue:
    page = _page(plan, heading)
    return saving(
        _form(plan),
        "history/undo.html",
        save=save,
        done=lambda _: str(page["back"]),
        saved=N_("Undone, as a new change."),
        **page,
    )


def _undo_beside(edit_id: UUID) -> ResponseReturnValue:
    """Undo an edit of very many rows beside the server, and tell how far that is."""
    job = undoing.job_of(edit_id)
    if request.method == "GET" and job is not None and job["phase"].is_under_way:
        return render_template("history/undo_under_way.html", job=job, edit_id=edit_id, form=CancelForm())
    edit = long_edits.long_edit(db(), edit_id, shown=_RECORDS_SHOWN) or abort(404)
    page, form = _page(edit.first, N_("Undo an edit")), _form(edit.first)
    page |= {"job": job, "kinds": edit.changes}
    page["more"] += edit.records - min(edit.records, _RECORDS_SHOWN)
    if form.validate_on_submit():
        try:
            undoing.start(edit_id, by=editor(), reason=required_line("reason", form.reason.data, limit=1000))
            return redirect(url_for("undoing.edit", edit_id=edit_id), code=303)
        except Refused as refused:
            show_refusal(form, refused)
    status = 422 if form.errors else 200
    return render_template("history/undo.html", form=form, **page), status


def _form(plan: Plan) -> UndoForm:
    return UndoForm(reason=gettext("Undo: %(reason)s", reason=plan.edit.reason))


def _page(plan: Plan, heading: str) -> dict[str, Any]:
    """Return what the page shows beside its form, as variables of the template."""
    account_id = editor().id
    if not all(map(can, undo.takes(db(), plan.changes, by=account_id).values())):
        abort(403)
    records = edits.records(db(), plan.changes)
    steps = _steps_by_record(plan)
    return {
        "heading": heading,
        "plan": plan,
        "problem": plan.problem.translated(gettext) if plan.problem else "",
        "records": [(each, history_url(each.row), steps[each.row.id]) for each in records[:_RECORDS_SHOWN]],
        "more": len(records[_RECORDS_SHOWN:]),
        "back": _back(records),
        "job": None,
        "kinds": [],
    }


def _steps_by_record(plan: Plan) -> dict[UUID, list[undo.Step]]:
    steps: dict[UUID, list[undo.Step]] = {}
    for step in plan.steps:
        steps.setdefault(step.change.row_change.about_id, []).append(step)
    return steps


def _back(records: Sequence[ChangedRecord]) -> str:
    """Return the history of the record from which the page was opened, or of the first one."""
    opened_from = request.args.get("of")
    rows = [record.row for record in records]
    return history_url(next((row for row in rows if str(row.id) == opened_from), rows[0]))
