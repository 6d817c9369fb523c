"""The pages on which records that may be about one person are found, merged, or told apart."""

from functools import partial

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people import duplicates, merging
from webapp.domain.people.duplicates import DuplicatePair
from webapp.domain.visibility import INTERNAL
from webapp.models import Person
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.forms.people.merging import DistinctForm, MergeForm
from webapp.web.forms.people_fields import PEOPLE
from webapp.web.lookups import page_key, person_or_404, person_url
from webapp.web.saving import saving

pages = Blueprint("judgements", __name__)


@pages.get("/duplicates")
@open_to(Role.CURATOR)
def list_duplicates() -> ResponseReturnValue:
    """Show pairs of records that may be about one person, with what speaks for it and against."""
    after, unlikely = page_key("after"), request.args.get("unlikely") == "yes"
    page = duplicates.pairs(db(), after=after, unlikely=unlikely)
    everybody = people_pages.count(db(), PeopleFilter(), to=INTERNAL)
    return render_template(
        "people/merging/duplicates.html", page=page, after=after, unlikely=unlikely, people=everybody
    )


@pages.route("/people/<reference>/merge", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def merge(reference: str) -> ResponseReturnValue:
    """Merge a person's record into another one, both shown side by side."""
    person = person_or_404(reference)
    form = MergeForm(obj=person, into=PEOPLE.with_key(request.args.get("into", "")))
    return saving(
        form,
        "people/merging/merge.html",
        save=partial(merging.merge, record=person),
        done=person_url,
        saved=N_("Merged. Both references lead here; it can be undone in the history."),
        shown=lambda: {"pair": _pair(person, form.other_person)},
        person=person,
    )


@pages.route("/people/<reference>/different/<other>", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def distinguish(reference: str, other: str) -> ResponseReturnValue:
    """Keep in mind that two records are about different people."""
    person, other_person = person_or_404(reference), person_or_404(other)
    if person is other_person:
        abort(404)
    return saving(
        DistinctForm(),
        "people/merging/different.html",
        save=partial(merging.distinguish, record=person, other=other_person),
        done=lambda _: url_for("judgements.list_duplicates"),
        saved=N_("Kept in mind: they are different people."),
        shown=lambda: {"pair": _pair(person, other_person)},
        person=person,
    )


def _pair(person: Person, other: Person | None) -> DuplicatePair | None:
    """Return what two records have in common; None while there is no second one."""
    return duplicates.pair(db(), person.id, other.id) if other is not None and other is not person else None
