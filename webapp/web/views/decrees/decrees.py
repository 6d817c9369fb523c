"""The page of a decree: whom a text names, what it says of them all, and recording it as one edit."""

from functools import partial

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp.domain.decrees.recording import record_decree
from webapp.domain.sources.source_pages import source_page
from webapp.domain.visibility import CURATOR
from webapp.models import Person
from webapp.vocab.accounts import Role
from webapp.vocab.people import PublicationState
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.forms.decrees.decrees import DecreeForm
from webapp.web.lookups import saved_search_or_404, source_or_404
from webapp.web.presenters.decree import decree_page
from webapp.web.presenters.open_source import open_source
from webapp.web.saving import saving

pages = Blueprint("decrees", __name__)


@pages.route("/sources/<reference>/decree", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def record(reference: str) -> ResponseReturnValue:
    """Show what becomes of the names of a text, or record what it says of them."""
    opened = open_source(source_or_404(reference))
    version = opened.version or abort(404)
    if opened.text is None or opened.source.state is not PublicationState.PUBLISHED:
        abort(404)
    form = DecreeForm(version)
    return saving(
        form,
        "decrees/show.html",
        save=partial(record_decree, version=version),
        done=lambda _: opened.url("decrees.record", **form.address()),
        saved=_saved,
        shown=partial(decree_page, version, form),
        opened=opened,
    )


@pages.get("/searches/<slug>/decree")
@open_to(Role.CURATOR)
def choose_text(slug: str) -> ResponseReturnValue:
    """Choose the text whose names are compared with the list of a saved search."""
    search, typed = saved_search_or_404(slug), request.args.get("q", "").strip()[:200]
    _, sources = source_page(db(), to=CURATOR, typed=typed)
    return render_template("decrees/choose.html", search=search, typed=typed, sources=sources)


def _saved(people: list[Person]) -> str:
    if not people:
        return gettext("Of nobody anything is recorded; the names that are nobody of ours are kept.")
    return ngettext(
        "Saved for %(num)s person. One entry in the history, undone whole.",
        "Saved for %(num)s people. One entry in the history, undone whole.",
        len(people),
    )
