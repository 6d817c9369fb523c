"""The page of a list: how its columns are read, what becomes of each row, and bringing it in."""

from functools import partial
from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp.domain.imports import lists, mappings
from webapp.domain.imports.batches import at_once
from webapp.domain.imports.batches.records import BroughtIn, lists_from
from webapp.domain.imports.marks import marked_table
from webapp.domain.imports.recording import RecordedList
from webapp.domain.imports.rows import read_rows
from webapp.domain.imports.waiting_rows import refused_rows
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.refusals import Refused
from webapp.models import ListMapping, Source
from webapp.vocab.accounts import Role
from webapp.vocab.imports import RowOutcome
from webapp.web.access import open_to
from webapp.web.db import archive_folder, db
from webapp.web.forms.imports.lists import MOST_ROWS, ListForm, chosen_mapping
from webapp.web.languages import number
from webapp.web.long_jobs.lists import remove_left
from webapp.web.lookups import source_or_404
from webapp.web.presenters.imports.lists import list_page
from webapp.web.presenters.imports.long_lists import long_list_page, rows_of_job
from webapp.web.presenters.open_source import OpenSource, open_source
from webapp.web.saving import RETIRED, saving, saving_beside

pages = Blueprint("imports", __name__)
# Whoever looks at a list has what another one left removed.
pages.before_request(remove_left)


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
        return redirect(opened.url("long_lists.show", **chosen_mapping()), code=303)
    form = ListForm(version, table := marked_table(version, table, archive_folder()))
    return saving(
        form,
        "imports/show.html",
        save=partial(at_once.bring_in, version=version, table=table),
        done=lambda _: opened.url("imports.bring_in"),
        saved=_saved,
        shown=partial(list_page, version, table, form),
        opened=opened,
    )


@pages.post("/sources/<reference>/rows/refused")
@open_to(Role.CURATOR)
def refused(reference: str) -> ResponseReturnValue:
    """Hand out the rows that are refused, with why, to be mended and brought in again."""
    opened, table, form = _read(reference)
    assert opened.version is not None
    reading = form.reading()
    try:
        listed = rows_of_job(opened.version, table, RowOutcome.REFUSED)
        rows = read_rows(db(), opened.version, listed, reading, decisions=form.decisions())
        header, *refused = refused_rows(table, reading, rows)
    except Refused:
        abort(404)
    answer = Response(heading(header) + lines(refused), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{reference}-refused.csv")
    return answer


@pages.post("/sources/<reference>/rows/mapping")
@open_to(Role.CURATOR)
def keep_mapping(reference: str) -> ResponseReturnValue:
    """Keep how a list is read under a name, and show it again with all that was answered."""
    opened, table, form = _read(reference)
    title, reading = form.title.data, form.reading()
    save = partial(
        mappings.keep_mapping, source=opened.source, table=table, title=title, reading=reading
    )
    status = saving_beside(form, save=save, reason=gettext("How a list is read"), saved=_kept)
    form.offer_mappings()
    return _shown(opened, table, form), status


@pages.post("/sources/<reference>/rows/mapping/<uuid:mapping_id>/remove")
@open_to(Role.CURATOR)
def remove_mapping(reference: str, mapping_id: UUID) -> ResponseReturnValue:
    """Offer a mapping no longer, and show the list again."""
    opened, table, form = _read(reference)
    row = db().get(ListMapping, mapping_id) or abort(404)
    save = partial(mappings.remove_mapping, row=row)
    status = saving_beside(form, save=save, reason=gettext("Removed: how a list is read"), saved=RETIRED)
    form.offer_mappings()
    return _shown(opened, table, form), status


@pages.app_template_filter()
def lists_brought_in(source: Source) -> list[BroughtIn]:
    """Return the lists that were brought in from a source."""
    return lists_from(db(), source)


def _read(reference: str) -> tuple[OpenSource, lists.ListTable, ListForm]:
    """Return the source of a list, its table and its form; 404 where it is no list."""
    opened = open_source(source_or_404(reference))
    version = opened.version or abort(404)
    try:
        table = marked_table(version, lists.list_table(version), archive_folder())
        form = ListForm(version, table)
    except Refused:
        abort(404)
    return opened, table, form


def _shown(opened: OpenSource, table: lists.ListTable, form: ListForm) -> str:
    assert opened.version is not None
    is_long = len(table.rows) > MOST_ROWS
    page = (long_list_page if is_long else list_page)(opened.version, table, form)
    template = "imports/long.html" if is_long else "imports/show.html"
    return render_template(template, form=form, opened=opened, stale=None, **page)


def _kept(row: ListMapping) -> str:
    return gettext("Kept as “%(title)s”.", title=row.title)


def _saved(recorded: RecordedList) -> str:
    return ngettext(
        "%(num)s row is recorded, %(new)s of somebody new. One entry in the history, undone whole.",
        "%(num)s rows are recorded, %(new)s of somebody new. One entry in the history, undone whole.",
        recorded.rows,
        new=number(recorded.new),
    )
