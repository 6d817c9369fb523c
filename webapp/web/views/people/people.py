"""The pages of people: the list and its CSV, a record, adding, editing, verifying."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.claims.kinds import KINDS
from webapp.domain.lists import facet_counts, name_search, people_pages, saved_searches
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.past.person_page import MergedInto, person_page
from webapp.domain.people import merging, people, verifying
from webapp.domain.people.namesakes import namesakes as find_namesakes
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimKind
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, editor, open_to, reader
from webapp.web.claim_pages import with_content
from webapp.web.db import db, now, today
from webapp.web.files import or_data
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.people.known_on import LookingBackForm
from webapp.web.forms.people.people import (
    ColleaguesForm,
    NewPersonForm,
    RevisedPersonForm,
    VerifiedPersonForm,
)
from webapp.web.lookups import board_url, page_key, person_or_404, person_url
from webapp.web.past_lists import known_day, lists, requested_filter
from webapp.web.presenters.record_sections import sections
from webapp.web.restricted_material import write_down_restricted
from webapp.web.saving import RETIRED, saving

pages = Blueprint("people", __name__)


@pages.get("/people")
@open_to(EVERYBODY)
def list_people() -> ResponseReturnValue:
    """Show the people that the query string asks for, with the counts of every filter."""
    people_filter = requested_filter()
    ends = {"after": page_key("after"), "before": page_key("before")}
    session, day = lists(people_filter, reader(), claims=False), known_day(people_filter)
    selection = select_people(session, people_filter, to=reader())
    page = people_pages.people(session, people_filter, to=reader(), selection=selection, **ends)
    return render_template(
        "lists/people.html",
        people_filter=people_filter,
        page=page,
        total=len(selection.people),
        recorded=selection.in_use,
        counts=facet_counts.every_facet(session, people_filter, to=reader(), selection=selection),
        alike=_alike(people_filter, page),
        today=day,
        saved=saved_searches.saved_as(db(), people_filter) if people_filter.query() else None,
        fixed=people_filter.fixed(day=day, instant=now()),
    )


@pages.get("/people/<reference>")
@open_to(EVERYBODY)
@or_data("api.person", "exports.person")
def show(reference: str) -> ResponseReturnValue:
    """Show a record, as it is or as it was known: every claim with the passages that say so."""
    asking = LookingBackForm(request.args)
    known_at, day = (asking.known_on.data, asking.as_of.data) if asking.validate() else (None, None)
    page = person_page(db(), reference, to=reader(), today=today(), known_at=known_at, as_of=day)
    if page is None:
        abort(404)
    if isinstance(page, MergedInto):
        known_on = request.args.get("known_on")
        return redirect(url_for("people.show", reference=page.person.reference, known_on=known_on), code=303)
    shown: dict[str, Any] = {"person": page.person, "past": page.known, "asking": asking, "day": day}
    if page.record is None:
        return render_template("people/unknown.html", **shown)
    write_down_restricted(page.person.reference, claims=page.record.claims)
    laid_out, merged = sections(page.record.claims), merging.merged_records(db(), page.person)
    text = render_template("people/show.html", record=page.record, sections=laid_out, merged=merged, **shown)
    return text, 422 if asking.errors else 200


@pages.route("/people/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Add a person with a first name and the passage that names them."""
    return saving(
        NewPersonForm(),
        "people/new.html",
        save=with_content(people.add_person_once, KINDS[ClaimKind.PERSON_NAME]),
        done=person_url,
        saved=N_("Saved. Now record what the passage says of this person."),
        similar=similar,
    )


@pages.get("/people/namesakes")
@open_to(Role.CURATOR)
def namesakes() -> ResponseReturnValue:
    """Show who may be meant by a name that is being typed, as a part of a page."""
    hits = similar(request.args.get("name", ""))
    checked = request.args.get("checked") == "y"
    return render_template("people/namesakes_of_typed_name.html", hits=hits, checked=checked)


def similar(name: str | None) -> list[name_search.NameHit]:
    """Return who may be meant by a name."""
    return find_namesakes(db(), name or "")


@pages.route("/people/<reference>/revise", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def revise(reference: str) -> ResponseReturnValue:
    """Publish, hide or retire a person's record."""
    row = person_or_404(reference)
    save = partial(people.revise_person, person=row)
    return saving(RevisedPersonForm(obj=row), "people/revise.html", save=save, done=person_url, person=row)


@pages.route("/people/<reference>/note", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def note(reference: str) -> ResponseReturnValue:
    """Write a note to colleagues on a person's record."""
    row = person_or_404(reference)
    form = ColleaguesForm(obj=row, reason=gettext("Note to colleagues"))
    save = partial(people.note_to_colleagues, person=row)
    return saving(form, "people/note.html", save=save, done=person_url, person=row)


@pages.route("/people/<reference>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(reference: str) -> ResponseReturnValue:
    """Take a person's record out of all lists."""
    row = person_or_404(reference)
    save = partial(people.retire_person, person=row)
    return saving(
        RetiringForm(obj=row),
        "people/retire.html",
        save=save,
        done=person_url,
        saved=RETIRED,
        person=row,
    )


@pages.route("/people/<reference>/verify", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def verify(reference: str) -> ResponseReturnValue:
    """Record that a person's record was checked against the world."""
    row = person_or_404(reference)
    save = partial(verifying.verify_person, person=row, today=today(), by=editor())
    return saving(
        VerifiedPersonForm(obj=row),
        "people/verify.html",
        save=save,
        done=lambda _: board_url() or person_url(row),
        people=[row],
        names=verifying.names_of(db(), [row]),
    )


def _alike(people_filter: PeopleFilter, page: people_pages.PeoplePage) -> list[name_search.NameHit]:
    """Return whom the searched name is likely to mean, less those whom the page shows already.

    Nobody where there are more pages: the likest bear just this name, and stand on one of these.
    """
    if not people_filter.q or people_filter.broad or page.before or page.after:
        return []
    shown = {row.reference for row in page.rows}
    hits = name_search.likely(lists(people_filter, reader(), claims=False), people_filter.q, to=reader())
    return [hit for hit in hits if hit.person.reference not in shown]
