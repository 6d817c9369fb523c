"""The page of a comparison: somebody else's list against ours, or our own come back to be recorded."""

from functools import partial

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from webapp.domain.imports.lists import ListTable, is_own_export
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.reconciling.judgements import keep_judgements
from webapp.domain.reconciling.pairs import Reconciled
from webapp.domain.reconciling.returned_claims import RecordedChanges
from webapp.domain.refusals import Refused
from webapp.models import EntryJudgement
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.db import today
from webapp.web.forms.reconciling.comparisons import ComparisonForm
from webapp.web.forms.reconciling.returned_exports import ReturnedExportForm
from webapp.web.presenters.comparison import compared, comparison_page, comparison_rows
from webapp.web.presenters.returned_export import returned_page
from webapp.web.saving import saving_beside, show_refusal

pages = Blueprint("comparing", __name__)


@pages.route("/compare", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def show() -> ResponseReturnValue:
    """Ask for a list, or show how it stands to ours."""
    form = ComparisonForm()
    try:
        table = form.table()
        if table and is_own_export(table):
            returned = ReturnedExportForm(form.text.data)
            return render_template("reconciling/returned.html", **returned_page(table, returned))
        page = comparison_page(form, table) if table else {"result": None}
    except Refused as refused:
        show_refusal(form, refused)
        return render_template("reconciling/compare.html", form=form, result=None), 422
    return render_template("reconciling/compare.html", form=form, **page)


@pages.post("/compare/judgements")
@open_to(Role.CURATOR)
def keep() -> ResponseReturnValue:
    """Keep the answers for the next list of the same organization, and show the comparison again."""
    form = ComparisonForm()
    table, result = _compared(form)
    answers = partial(keep_judgements, pairs=result.pairs, answered=form.answers().keys())
    reason = form.reason.data or ""
    save = partial(answers, organization=form.organization, reason=reason)
    status = saving_beside(form, save=save, reason=reason or "-", saved=_kept)
    page = comparison_page(form, table)
    return render_template("reconciling/compare.html", form=form, **page), status


@pages.post("/compare/returned")
@open_to(Role.CURATOR)
def record_returned() -> ResponseReturnValue:
    """Record the chosen cells of our own export, and show what is left of it."""
    form = ReturnedExportForm()
    table = form.table() or abort(404)
    status = 200
    if "look" not in request.form:
        status = saving_beside(form, save=form.save, reason=form.reason.data or "", saved=_recorded)
        form = form.begun_again() if status == 200 else form
    return render_template("reconciling/returned.html", **returned_page(table, form)), status


@pages.post("/compare/file")
@open_to(Role.CURATOR)
def file() -> ResponseReturnValue:
    """Hand out a comparison as CSV, with their columns and our references."""
    form = ComparisonForm()
    table, result = _compared(form)
    header, *rows = comparison_rows(table, result)
    answer = Response(heading(header) + lines(rows), mimetype="text/csv")
    name = f"comparison-{today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _compared(form: ComparisonForm) -> tuple[ListTable, Reconciled]:
    """Return the list of a form, compared; the page alone says what is wrong with it."""
    try:
        table = form.table() or abort(404)
        _, _, result = compared(form, table)
    except Refused:
        abort(404)
    return table, result


def _recorded(recorded: RecordedChanges) -> str:
    return ngettext(
        "Changes of %(num)s person are recorded. One entry in the history, undone whole.",
        "Changes of %(num)s people are recorded. One entry in the history, undone whole.",
        recorded.people,
    )


def _kept(rows: list[EntryJudgement]) -> str:
    return ngettext("%(num)s answer is kept.", "%(num)s answers are kept.", len(rows))
