"""The page of a citation: its permanent address, the passage in its context, what rests on it."""

from functools import partial
from uuid import UUID

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.claims import recording
from webapp.domain.people import people
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, can, open_to, reader
from webapp.web.addresses import public_address
from webapp.web.db import db, today
from webapp.web.files import or_data
from webapp.web.forms.claims.claims import ClaimActionForm
from webapp.web.lookups import citation_or_404, person_url
from webapp.web.presenters.record_sections import sections
from webapp.web.restricted_material import write_down_restricted
from webapp.web.saving import saving

pages = Blueprint("citations", __name__)


@pages.get("/citations/<uuid:citation_id>")
@open_to(EVERYBODY)
@or_data("api.citation", "exports.citation")
def show(citation_id: UUID) -> ResponseReturnValue:
    """Show a citation: the quotation in its context, its source, and the claim that rests on it."""
    citation = citation_or_404(citation_id)
    record = people.record_of(db(), citation.claim.person, to=reader(), today=today())
    if record.name is None and not can(Role.CURATOR):
        abort(404)
    write_down_restricted(record.person.reference, claims=[citation.claim])
    return render_template(
        "claims/citations/show.html",
        citation=citation,
        record=record,
        nouns=sections(()),
        permanent=public_address("citations.show", citation_id=citation.id),
    )


@pages.route("/citations/<uuid:citation_id>/remove", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def remove(citation_id: UUID) -> ResponseReturnValue:
    """Take a passage away from a claim that other passages support."""
    citation = citation_or_404(citation_id)
    person = citation.claim.person
    return saving(
        ClaimActionForm(obj=citation),
        "claims/citations/remove.html",
        save=partial(recording.uncite, citation=citation),
        done=lambda _: person_url(person),
        saved=N_("Removed."),
        citation=citation,
        person=person,
    )
