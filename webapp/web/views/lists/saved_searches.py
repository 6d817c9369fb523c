"""The pages of saved searches: all of them, one at its address, saving, changing, retiring."""

from dataclasses import replace
from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.lists import people_pages, saved_searches
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.retiring import retire_record
from webapp.vocab.accounts import Role
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db, today
from webapp.web.files import dated_today, for_programs, list_file
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.lists.saved_searches import NewSavedSearchForm, RevisedSavedSearchForm
from webapp.web.lookups import saved_search_or_404, saved_search_url
from webapp.web.saving import RETIRED, saving

pages = Blueprint("saved_searches", __name__)


@pages.get("/searches")
@open_to(EVERYBODY)
def list_all() -> ResponseReturnValue:
    """Show all searches, with how many people each finds today."""
    rows = [(row, saved_searches.filter_of(row)) for row in saved_searches.saved_searches(db())]
    # Of an earlier knowledge the number costs too much for a list of many.
    searches = [(row, people_filter, _count(people_filter)) for row, people_filter in rows]
    return render_template("lists/saved_searches/list.html", searches=searches)


@pages.get("/searches/<slug>")
@open_to(EVERYBODY)
def show(slug: str) -> ResponseReturnValue:
    """Lead to the list that a search finds."""
    query = saved_searches.filter_of(saved_search_or_404(slug)).query()
    return redirect(url_for("people.list_people") + (f"?{query}" if query else ""), code=303)


@pages.get("/searches/<slug>.csv")
@open_to(EVERYBODY)
@for_programs
def csv(slug: str) -> ResponseReturnValue:
    """Stream the list that a search finds, as CSV."""
    people_filter = dated_today(saved_searches.filter_of(saved_search_or_404(slug)))
    return list_file(people_csv, "text/csv", f"{slug}.csv", people_filter=people_filter, claims=False)


@pages.route("/searches/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Save a filter under a name."""
    people_filter = PeopleFilter.read(request.args.items(multi=True))
    return saving(
        NewSavedSearchForm(query=people_filter.query(), reason=gettext("Search saved")),
        "lists/saved_searches/form.html",
        save=saved_searches.add_saved_search,
        done=saved_search_url,
        search=None,
        people_filter=people_filter,
    )


@pages.route("/searches/<slug>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(slug: str) -> ResponseReturnValue:
    """Change the name or the filter of a search."""
    row = saved_search_or_404(slug)
    return saving(
        RevisedSavedSearchForm(obj=row),
        "lists/saved_searches/form.html",
        save=partial(saved_searches.revise_saved_search, row=row),
        done=saved_search_url,
        search=row,
        people_filter=saved_searches.filter_of(row),
    )


@pages.route("/searches/<slug>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(slug: str) -> ResponseReturnValue:
    """Offer a search no longer."""
    row = saved_search_or_404(slug)
    return saving(
        RetiringForm(obj=row),
        "lists/saved_searches/retire.html",
        save=partial(retire_record, record=row),
        done=lambda _: url_for("saved_searches.list_all"),
        saved=RETIRED,
        search=row,
    )


def _count(people_filter: PeopleFilter) -> int | None:
    people_filter = replace(people_filter, today=today())
    return None if people_filter.known_on else people_pages.count(db(), people_filter, to=reader())
