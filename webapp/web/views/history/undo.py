"""The pages on which a change, or all changes of one form post, are undone as a new change."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.history import edits
from webapp.domain.history.edits import ChangedRecord
from webapp.domain.undo import undo
from webapp.domain.undo.undo import Plan
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import can, editor, open_to
from webapp.web.db import db
from webapp.web.forms.history.undo import UndoForm
from webapp.web.lookups import LARGEST_NUMBER, history_url
from webapp.web.saving import saving

pages = Blueprint("undoing", __name__)
# A list that was brought in is one edit about tens of thousands.
_RECORDS_SHOWN = 50


@pages.route("/edits/<uuid:edit_id>/undo", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def edit(edit_id: UUID) -> ResponseReturnValue:
    """Undo all changes of one form post."""
    plan = undo.plan_for_edit(db(), edit_id) or abort(404)
    return _undo(plan, partial(undo.undo_edit, edit_id=edit_id), N_("Undo an edit"))


@pages.route(f"/changes/<int(max={LARGEST_NUMBER}):number>/undo", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def change(number: int) -> ResponseReturnValue:
    """Undo what one form post did to one row."""
    plan = undo.plan_for_change(db(), number) or abort(404)
    return _undo(plan, partial(undo.undo_change, number=number), N_("Undo a change"))


def _undo(plan: Plan, save: Callable[..., Any], heading: str) -> ResponseReturnValue:
    account_id = editor().id
    if not all(map(can, undo.takes(db(), plan.changes, by=account_id).values())):
        abort(403)
    records = edits.records(db(), plan.changes)
    back = _back(records)
    steps = _steps_by_record(plan)
    return saving(
        UndoForm(reason=gettext("Undo: %(reason)s", reason=plan.edit.reason)),
        "history/undo.html",
        save=save,
        done=lambda _: back,
        saved=N_("Undone, as a new change."),
        heading=heading,
        plan=plan,
        problem=plan.problem.translated(gettext) if plan.problem else "",
        records=[(each, history_url(each.row), steps[each.row.id]) for each in records[:_RECORDS_SHOWN]],
        more=len(records[_RECORDS_SHOWN:]),
        back=back,
    )


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
