"""The pages of readings: citing a passage at the desk, what is known of a selection, going to a full form."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp.domain.citing import passage_claims
from webapp.domain.citing.selection import read_around, selection_of
from webapp.domain.citing.typed_people import names_with_references, people_named, summaries_by_person
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR
from webapp.models import Source
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.forms.record_fields import sources_called
from webapp.web.forms.sources.passage_claims import proposals_of, span_of, typed_as
from webapp.web.lookups import person_or_404, source_or_404
from webapp.web.presenters.open_source import OpenSource, open_source
from webapp.web.presenters.record_sections import sections
from webapp.web.presenters.source_reader import citing_form, source_page
from webapp.web.saving import saving

pages = Blueprint("readings", __name__)


@pages.route("/sources/<reference>/cite", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def cite(reference: str) -> ResponseReturnValue:
    """Record what a passage of a source says of people."""
    opened = open_source(source_or_404(reference))
    form = citing_form(opened) or abort(404)
    return saving(
        form,
        "sources/show.html",
        save=passage_claims.add_passage_claims,
        done=partial(_recorded_at, opened),
        saved=_saved,
        shown=partial(source_page, opened, form),
    )


@pages.get("/people/<reference>/desk")
@open_to(Role.CURATOR)
def open_for(reference: str) -> ResponseReturnValue:
    """Lead to the desk of the source that was typed, begun with a person; or back to choose among several."""
    person, typed = person_or_404(reference), request.args.get("source", "").strip()
    sources = sources_called(typed) if typed else []
    if len(sources) != 1:
        return redirect(url_for("statuses.new", reference=person.reference, news=typed), code=303)
    return redirect(
        url_for("sources.show", reference=sources[0].reference, people=person.reference), code=303
    )


@pages.app_template_filter("sources_called")
def _sources_called(typed: str) -> Sequence[Source]:
    """Return the first sources called as typed, or the newest where nothing is."""
    return sources_called(typed)[:5]


@pages.get("/sources/<reference>/selection")
@open_to(Role.CURATOR)
def selection(reference: str) -> ResponseReturnValue:
    """Tell what selected words are, who is named in them and which status they seem to tell."""
    opened = open_source(source_or_404(reference))
    try:
        span = span_of(request.args.get("start"), request.args.get("end"))
        selected_words = selection_of(opened.text or "", span, opened.mentions(read_around(span)))
        proposals = proposals_of(selected_words)
    except Refused as refused:
        return jsonify(problem=refused.translated(gettext))
    return jsonify(
        start=selected_words.span.start,
        end=selected_words.span.end,
        exact=selected_words.exact,
        people=names_with_references(db(), selected_words.people, to=CURATOR),
        **{"status": ""} | {name: typed_as(value) for name, value in proposals.items() if value},
    )


@pages.get("/sources/<reference>/forms")
@open_to(Role.CURATOR)
def full(reference: str) -> ResponseReturnValue:
    """Lead to the form that has all fields of one kind of claim, for a person, begun with this source."""
    source, typed_person = source_or_404(reference), request.args.get("person", "")
    noun = request.args.get("noun", "")
    if noun not in {section.noun for section in sections([])}:
        abort(404)
    try:
        (person,) = people_named(db(), typed_person, to=CURATOR)
    except (Refused, ValueError):
        return redirect(url_for("people.list_people", q=typed_person or None), code=303)
    begun_with = {"source": source.reference, "passage": request.args.get("passage")}
    return redirect(url_for(f"{noun}.new", reference=person.reference, **begun_with), code=303)


def _recorded_at(opened: OpenSource, recorded: passage_claims.RecordedPassage) -> str:
    """Return the address of the passage just cited, with the form open to say more of the same people."""
    passage = recorded.passage
    return opened.url(
        start=passage.start,
        end=passage.end,
        people=",".join(person.reference for person in recorded.people),
        _anchor=f"passage-{passage.id}",
    )


def _saved(recorded: passage_claims.RecordedPassage) -> str:
    """Return what the page says after saving: for whom it was."""
    people = recorded.people
    if len(people) > 2:
        names = ngettext("%(num)s person", "%(num)s people", len(people))
    else:
        known = summaries_by_person(db(), people, to=CURATOR)
        names = gettext(" and ").join(
            known[person.id].name if person.id in known else person.reference for person in people
        )
    return gettext("Saved for %(whom)s. Select the next sentence, or add more from this one.", whom=names)
