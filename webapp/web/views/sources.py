"""The pages of sources: the list, the reader with all that rests on a text, adding, editing, citing."""

from functools import partial

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain import people_list, resting, sources
from webapp.domain.filters import PeopleFilter
from webapp.models import Source
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db
from webapp.web.forms.sources import NewSourceForm, RetiredSourceForm, RevisedSourceForm, TextForm
from webapp.web.grouping import sections
from webapp.web.marking import pieces
from webapp.web.saving import saving

pages = Blueprint("sources", __name__)


def found(reference: str) -> Source:
    """Return the source of an address, or answer 404."""
    return sources.source(db(), reference, to=reader()) or abort(404)


def shown_at(row: Source) -> str:
    """Return the address of a source."""
    return url_for("sources.show", reference=row.reference)


@pages.get("/sources")
@open_to(EVERYBODY)
def list_sources() -> ResponseReturnValue:
    """Show all sources, with how many citations rest on each."""
    return render_template(
        "sources/list.html",
        sources=sources.sources(db(), to=reader()),
        citations=resting.citation_counts(db(), to=reader()),
        archived=sources.archived(db(), to=reader()),
    )


@pages.get("/sources/<reference>")
@open_to(EVERYBODY)
def show(reference: str) -> ResponseReturnValue:
    """Show a source's text with its cited passages marked, and all claims that rest on them."""
    row = found(reference)
    version = sources.newest_version(db(), row)
    borne = resting.resting_on(db(), row, to=reader())
    text = version.text if version else None
    marked = [one.passage for one in borne if one.passage.source_version is version]
    return render_template(
        "sources/show.html",
        source=row,
        version=version,
        borne=borne,
        pieces=pieces(text, marked) if text is not None else None,
        sections=sections([]),
    )


@pages.get("/sources/<reference>/cite")
@open_to(Role.CURATOR)
def cite(reference: str) -> ResponseReturnValue:
    """Lead to the form of a claim on the person asked for, begun with this source."""
    row, asked = found(reference), request.args.get("person", "")
    noun = request.args.get("noun", "")
    if noun not in {section.noun for section in sections([])}:
        abort(404)
    hits = people_list.people(db(), PeopleFilter.read([("q", asked)]), to=reader(), size=1)
    if len(hits.rows) != 1 or hits.after:
        return redirect(url_for("people.list_people", q=asked or None), code=303)
    form = url_for(f"{noun}.new", reference=hits.rows[0].reference, source=row.reference)
    return redirect(form, code=303)


@pages.route("/sources/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Add a source with its text."""
    return saving(
        NewSourceForm(),
        "sources/form.html",
        save=sources.add_source,
        done=shown_at,
        saved=N_("Saved. Now cite it for the people it names."),
        source=None,
    )


@pages.route("/sources/<reference>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(reference: str) -> ResponseReturnValue:
    """Correct the description of a source."""
    row = found(reference)
    save = partial(sources.revise_source, which=row)
    return saving(RevisedSourceForm(obj=row), "sources/form.html", save=save, done=shown_at, source=row)


@pages.route("/sources/<reference>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(reference: str) -> ResponseReturnValue:
    """Offer a source no longer for new citations."""
    row = found(reference)
    save = partial(sources.retire_source, which=row)
    return saving(
        RetiredSourceForm(obj=row),
        "sources/retire.html",
        save=save,
        done=shown_at,
        saved=N_("Retired."),
        source=row,
    )


@pages.route("/sources/<reference>/attach", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def attach(reference: str) -> ResponseReturnValue:
    """Attach the text of a source that is only cited so far."""
    row = found(reference)
    version = sources.newest_version(db(), row) or abort(404)
    return saving(
        TextForm(),
        "sources/attach.html",
        save=partial(sources.attach_text, version=version),
        done=lambda _: shown_at(row),
        saved=N_("The text is attached; every passage cited from it stands in it."),
        source=row,
        version=version,
    )
