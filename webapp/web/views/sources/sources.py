"""The pages of sources: the list, the reader with all that rests on a text, adding, editing."""

from functools import partial

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.recounting.wide_acts import WideAct
from webapp.domain.retiring import retire_record
from webapp.domain.sources import passages_with_claims, source_pages, sources, versions
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, account, open_to, reader
from webapp.web.db import db, today
from webapp.web.drafts import taking_up
from webapp.web.files import or_data
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.sources.sources import NothingInItForm, RevisedSourceForm, TextForm
from webapp.web.kept_figures import kept
from webapp.web.long_jobs.recounting import within_request
from webapp.web.lookups import page_key, source_or_404, source_url, typed_name, typed_sort
from webapp.web.presenters.open_source import open_source
from webapp.web.presenters.source_reader import citing_form, source_page
from webapp.web.restricted_material import write_down_restricted
from webapp.web.saving import RETIRED, saving

pages = Blueprint("sources", __name__)


@pages.get("/sources")
@open_to(EVERYBODY)
def list_sources() -> ResponseReturnValue:
    """Show the sources page by page, with how many citations rest on each."""
    typed, sort = typed_name(), typed_sort(source_pages.SORTS, "-added")
    page, rows = source_pages.source_page(
        db(), to=reader(), typed=typed, sort=sort, before=page_key("before"), after=page_key("after")
    )
    return render_template(
        "sources/list.html",
        typed=typed,
        sort=sort,
        page=page,
        sources=rows,
        citations=kept(
            lambda: passages_with_claims.citation_counts(db(), page.ids, to=reader()),
            "sources", *page.ids, to=reader(),
        ),
        archived=sources.archived(db(), to=reader()),
    )


@pages.get("/sources/<reference>")
@open_to(EVERYBODY)
@or_data("api.source")
def show(reference: str) -> ResponseReturnValue:
    """Show a source's text with its cited passages marked, what rests on them, and the form that cites."""
    opened = open_source(source_or_404(reference))
    write_down_restricted(opened.source.reference, sources=[opened.source])
    form = citing_form(opened)
    draft = taking_up(form, account()) if form else {}
    return render_template("sources/show.html", form=form, **draft, **source_page(opened, form))


@pages.route("/sources/<reference>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(reference: str) -> ResponseReturnValue:
    """Correct the description of a source."""
    row = source_or_404(reference)
    revising = partial(sources.revise_source, source=row)
    save = within_request(revising, WideAct.REVISE_SOURCE, reference)
    return saving(RevisedSourceForm(obj=row), "sources/form.html", save=save, done=source_url, source=row)


@pages.route("/sources/<reference>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(reference: str) -> ResponseReturnValue:
    """Offer a source no longer for new citations."""
    row = source_or_404(reference)
    form, save = RetiringForm(obj=row), partial(retire_record, record=row)
    return saving(form, "sources/retire.html", save=save, done=source_url, saved=RETIRED, source=row)


@pages.route("/sources/<reference>/nothing-in-it", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def nothing_in_it(reference: str) -> ResponseReturnValue:
    """Write down that a source was read, with nothing in it to record."""
    row = source_or_404(reference)
    form, save = NothingInItForm(obj=row), partial(sources.mark_nothing_in_it, source=row, day=today())
    return saving(form, "sources/nothing_in_it.html", save=save, done=source_url, source=row)


@pages.route("/sources/<reference>/attach", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def attach(reference: str) -> ResponseReturnValue:
    """Attach the text of a source that is only cited so far."""
    row = source_or_404(reference)
    version = versions.newest_version(db(), row) or abort(404)
    return saving(
        TextForm(),
        "sources/attach.html",
        save=partial(versions.attach_text, version=version),
        done=lambda _: source_url(row),
        saved=N_("The text is attached; every passage cited from it stands in it."),
        source=row,
        version=version,
    )
