"""The page of a list: how its columns are read, what becomes of each row, and bringing it in."""

from functools import partial

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp.domain.imports import lists
from webapp.domain.imports.recording import RecordedList
from webapp.domain.imports.refused_rows import refused_rows
from webapp.domain.imports.rows import read_rows
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.refusals import Refused
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.forms.imports.lists import ListForm
from webapp.web.lookups import source_or_404
from webapp.web.presenters.imported_list import list_page
from webapp.web.presenters.source_reader import open_source
from webapp.web.saving import saving

pages = Blueprint("imports", __name__)
# A longer list is brought in by the command, which nobody waits for in a browser.
MOST_ROWS = 500


@pages.route("/sources/<reference>/rows", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def bring_in(reference: str) -> ResponseReturnValue:
    """Show what becomes of the rows of a list, or record them."""
    opened = open_source(source_or_404(reference))
    version = opened.version or abort(404)
    try:
        table = lists.list_table(version)
    except Refused as problem:
        return render_template("imports/no_list.html", opened=opened, problem=problem.translated(gettext))
    if len(table.rows) > MOST_ROWS:
        return render_template("imports/too_long.html", opened=opened, rows=len(table.rows), most=MOST_ROWS)
    form = ListForm(version, table)
    return saving(
        form,
        "imports/show.html",
        save=partial(lists.bring_in, version=version, table=table),
        done=lambda _: opened.url("imports.bring_in"),
        saved=_saved,
        shown=partial(list_page, version, table, form),
        opened=opened,
    )


@pages.post("/sources/<reference>/rows/refused")
@open_to(Role.CURATOR)
def refused(reference: str) -> ResponseReturnValue:
    """Hand out the rows that are refused, with why, to be mended and brought in again."""
    opened = open_source(source_or_404(reference))
    version = opened.version or abort(404)
    try:
        table = lists.list_table(version)
        form = ListForm(version, table)
        reading = form.reading()
        rows = read_rows(db(), version, table.rows, reading, decisions=form.decisions())
        header, *refused = refused_rows(table, reading, rows)
    except Refused:
        abort(404)
    answer = Response(heading(header) + lines(refused), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{reference}-refused.csv")
    return answer


def _saved(recorded: RecordedList) -> str:
    return ngettext(
        "%(num)s row is recorded, %(new)s of somebody new. One entry in the history, undone whole.",
        "%(num)s rows are recorded, %(new)s of somebody new. One entry in the history, undone whole.",
        recorded.rows,
        new=recorded.new,
    )
