"""The pages on which a change, or all changes of one form post, are undone as a new change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.history import edits
from webapp.domain.history.edits import ChangedRecord
from webapp.domain.input_rules import required_line
from webapp.domain.recounting.wide_acts import WideAct
from webapp.domain.refusals import Phrase, Refused
from webapp.domain.undo import long_edits, undo
from webapp.domain.undo.undo import Plan
from webapp.vocab.accounts import Role
from webapp.vocab.imports import JobPhase
from webapp.vocab.words import N_
from webapp.web.access import can, editor, open_to
from webapp.web.db import db
from webapp.web.forms.history.undo import UndoForm
from webapp.web.forms.imports.lists import CancelForm
from webapp.web.long_jobs import undoing
from webapp.web.long_jobs.progress import State, phrase_of
from webapp.web.long_jobs.recounting import within_request
from webapp.web.lookups import LARGEST_NUMBER, history_url
from webapp.web.saving import saving, show_refusal

pages = Blueprint("undoing", __name__)
# A list that was brought in is one edit about tens of thousands.
_RECORDS_SHOWN = 20
# Of those that stay more are named: each is to be looked at.
_KEPT_SHOWN = 100


@pages.route("/edits/<uuid:edit_id>/undo", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def edit(edit_id: UUID) -> ResponseReturnValue:
    """Undo all changes of one form post, or those of the people against which nothing stands."""
    is_long, job = long_edits.is_long(db(), edit_id), undoing.job_of(edit_id)
    if is_long or job or "in_part" in request.form:
        return _undo_beside(edit_id, job, is_long=is_long)
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


def _undo_beside(edit_id: UUID, job: State | None, *, is_long: bool) -> ResponseReturnValue:
    """Undo an edit of very many rows, or a part of one, beside the server, and tell how far that is."""
    if request.method == "GET" and job is not None and job["phase"].is_under_way:
        return render_template("history/undo_under_way.html", job=job, edit_id=edit_id, form=CancelForm())
    page = _page_of_long(edit_id) if is_long else _page(undo.plan_for_edit(db(), edit_id), N_("Undo an edit"))
    page |= {"job": job} | _left_by(job)
    form = _form(page["plan"])
    if form.validate_on_submit():
        try:
            reason = required_line("reason", form.reason.data, limit=1000)
            undoing.start(edit_id, by=editor(), reason=reason, in_part="in_part" in request.form)
            return redirect(url_for("undoing.edit", edit_id=edit_id), code=303)
        except Refused as refused:
            show_refusal(form, refused)
    status = 422 if form.errors else 200
    return render_template("history/undo.html", form=form, **page), status


def _page_of_long(edit_id: UUID) -> dict[str, Any]:
    edit = long_edits.long_edit(db(), edit_id, shown=_RECORDS_SHOWN) or abort(404)
    # Against how many something stands is known when it was tried.
    first = replace(edit.first, problem=None, kept={}) if edit.first.kept else edit.first
    page = _page(first, N_("Undo an edit")) | {"kinds": edit.changes}
    page["more"] += edit.records - min(edit.records, _RECORDS_SHOWN)
    return page


def _form(plan: Plan) -> UndoForm:
    return UndoForm(reason=gettext("Undo: %(reason)s", reason=plan.edit.reason))


def _page(plan: Plan | None, heading: str) -> dict[str, Any]:
    """Return what the page shows beside its form, as variables of the template; 404 without a plan."""
    plan = plan or abort(404)
    if not all(map(can, undo.takes(db(), plan.changes, by=editor().id).values())):
        abort(403)
    records, steps = edits.records(db(), plan.changes), _steps_by_record(plan)
    in_part = undo.people_to_undo(db(), plan) if plan.kept else set()
    shown = [record for record in records if record.row.id in in_part] if in_part else records
    return {
        "heading": heading,
        "plan": plan,
        "problem": plan.problem.translated(gettext) if plan.problem else "",
        "kept": _kept(records, plan.kept),
        "number_kept": len(plan.kept),
        "in_part": len(in_part),
        "records": [(each, history_url(each.row), steps[each.row.id]) for each in shown[:_RECORDS_SHOWN]],
        "more": len(shown[_RECORDS_SHOWN:]),
        "back": _back(records),
        "job": None,
        "kinds": [],
    }


def _kept(
    records: Iterable[ChangedRecord], problems: Mapping[UUID, Refused | Phrase]
) -> list[tuple[ChangedRecord, str, str]]:
    """Return those of records that stay, each with the address of its history and why."""
    kept = islice((record for record in records if record.row.id in problems), _KEPT_SHOWN)
    return [(each, history_url(each.row), problems[each.row.id].translated(gettext)) for each in kept]


def _left_by(job: State | None) -> dict[str, Any]:
    """Return what an undoing that ended says of the records against which something stood."""
    if job is None or not job.get("number_kept"):
        return {}
    problems = {UUID(record): phrase_of(problem) for record, problem in job["kept"]}
    records = edits.records_of(db(), problems)
    kept = {"kept": _kept(records, problems), "number_kept": job["number_kept"]}
    if job["phase"] is JobPhase.DONE:
        return kept | {"in_part": 0, "records": [], "more": 0}
    return kept | {"in_part": job["number_undone"]}


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
