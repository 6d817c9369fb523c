"""The page of a long list: it is read, and then recorded, beside the server while the page says how far."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.imports import lists
from webapp.domain.imports.marks import marked_table
from webapp.domain.refusals import Refused
from webapp.vocab.accounts import Role
from webapp.vocab.imports import RowOutcome
from webapp.web.access import editor, open_to
from webapp.web.db import archive_folder
from webapp.web.forms.imports.lists import MOST_ROWS, CancelForm, ListForm, expected_counts
from webapp.web.long_jobs import lists as jobs
from webapp.web.lookups import source_or_404
from webapp.web.presenters.imports.long_lists import long_list_page
from webapp.web.presenters.open_source import OpenSource, open_source
from webapp.web.saving import show_refusal

pages = Blueprint("long_lists", __name__)


@pages.route("/sources/<reference>/rows/long", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def show(reference: str) -> ResponseReturnValue:
    """Show how far a long list is, or begin to read or to record it."""
    if request.method == "GET" and (page := _under_way(reference)):
        return page
    opened, table, form = _opened(reference)
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                _start(opened, form)
                return redirect(opened.url("long_lists.show"), code=303)
            except Refused as refused:
                show_refusal(form, refused)
    assert opened.version is not None
    page = long_list_page(opened.version, table, form)
    return render_template("imports/long.html", form=form, opened=opened, stale=None, **page), status


@pages.post("/sources/<reference>/rows/long/cancel")
@open_to(Role.CURATOR)
def cancel(reference: str) -> ResponseReturnValue:
    """Have a long list end with nothing written."""
    opened = open_source(source_or_404(reference))
    if CancelForm().validate():
        jobs.cancel(opened.version or abort(404))
    return redirect(opened.url("long_lists.show"), code=303)


def _under_way(reference: str) -> str | None:
    """Return the page of a list that is being read or recorded; its table is not read for that."""
    opened = open_source(source_or_404(reference))
    job = jobs.job_of(opened.version) if opened.version else None
    if job is None or not job["phase"].is_under_way:
        return None
    return render_template("imports/long_under_way.html", opened=opened, job=job, form=CancelForm())


def _start(opened: OpenSource, form: ListForm) -> None:
    expected: list[int] | None = None
    if "record" in request.form:
        counts = expected_counts(form.expected.data or "")
        expected = [counts.get(outcome, -1) for outcome in RowOutcome]
    reason = form.reason.data or gettext("List: %(title)s", title=opened.source.title)[:1000]
    arguments: dict[str, Any] = {"by": editor(), "reason": reason, "expected": expected}
    assert opened.version is not None
    jobs.start(opened.version, form.reading(), form.decisions(), **arguments)


def _opened(reference: str) -> tuple[OpenSource, lists.ListTable, ListForm]:
    """Return the source of a long list, its table and its form; the answer for any other is given at once."""
    opened = open_source(source_or_404(reference))
    version = opened.version or abort(404)
    try:
        table = lists.list_table(version)
    except Refused:
        abort(404)
    if len(table.rows) <= MOST_ROWS:
        abort(redirect(opened.url("imports.bring_in"), code=303))
    table = marked_table(version, table, archive_folder())
    return opened, table, ListForm(version, table)
