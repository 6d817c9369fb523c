"""What can be done with a claim of any kind: cite a further passage, publish, withdraw."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.claims import recording
from webapp.models import Citation, Claim
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimKind, Rank
from webapp.vocab.words import N_
from webapp.web.access import open_to, reader
from webapp.web.db import db
from webapp.web.forms.claims.claims import ClaimActionForm, NewCitationForm
from webapp.web.saving import saving
from webapp.web.views.people.people import found as person_found

pages = Blueprint("claims", __name__)

RECORDED = N_("Saved. What you add here next begins with the same passage.")
GAINED = N_(
    "Exactly this was recorded before of %(people)s. The passage was added to it, with any note of yours; how"
    " far it is published stays as it was."
)
C = TypeVar("C", bound=Claim)
# Where each kind's own pages are.
NOUNS = {
    ClaimKind.PERSON_NAME: "names",
    ClaimKind.STATUS_EVENT: "statuses",
    ClaimKind.CHARGE: "charges",
    ClaimKind.CHARGE_STEP: "charge_steps",
    ClaimKind.AFFILIATION: "affiliations",
    ClaimKind.TREATMENT: "treatments",
    ClaimKind.ASSESSMENT: "assessments",
    ClaimKind.PERSONAL_FACT: "facts",
}


def found(kind: type[C], claim_id: UUID) -> C:
    """Return the claim of an address, or answer 404 where there is none of this kind for this reader."""
    row = recording.claim(db(), claim_id, to=reader())
    if not isinstance(row, kind):
        abort(404)
    return row


def new_claim_page(
    form: type[Any], template: str, *, save: Callable[..., Any], reference: str
) -> ResponseReturnValue:
    """Answer the page on which a claim is recorded, of a person and of others of whom the passage says it."""
    person = person_found(reference)
    return saving(
        form(people=person.reference), template, save=save, done=recorded, saved=RECORDED, person=person
    )


def revised_claim_page(
    form: type[Any], template: str, *, save: Callable[..., Any], row: Claim
) -> ResponseReturnValue:
    """Answer the page on which a claim is corrected."""
    return saving(form(obj=row), template, save=save, done=claim_shown_at, person=row.person, claim=row)


def claim_shown_at(row: Claim, **query: str) -> str:
    """Return the address of a claim on its person's page."""
    return url_for("people.show", reference=row.person.reference, _anchor=f"claim-{row.id}", **query)


def recorded(saved: Claim | Sequence[Claim]) -> str:
    """Say of whom this was recorded before, and return where the next claim can begin."""
    rows = [saved] if isinstance(saved, Claim) else saved
    before = ", ".join(f"{row.person.reference} ({_standing(row)})" for row in recording.gained(rows))
    if before:
        flash(gettext(GAINED, people=before), "note")
    return recorded_at(rows[0])


def recorded_at(row: Claim) -> str:
    """Return the address of a new claim, from which the next one begins with the same passage."""
    passage = max(row.citations, key=lambda citation: citation.made_at).passage
    return claim_shown_at(row, source=passage.source_version.source.reference, passage=str(passage.id))


@pages.get("/claims/<uuid:claim_id>/revise")
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Lead to the form of the claim's kind."""
    row = found(Claim, claim_id)
    return redirect(url_for(f"{NOUNS[row.kind]}.revise", claim_id=row.id), code=303)


@pages.route("/claims/<uuid:claim_id>/cite", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def cite(claim_id: UUID) -> ResponseReturnValue:
    """Add a further passage to a claim."""
    row = found(Claim, claim_id)
    save = partial(recording.cite, claim=row)
    return saving(
        NewCitationForm(),
        "claims/cite.html",
        save=save,
        done=_citation_shown_at,
        person=row.person,
        claim=row,
    )


@pages.route("/claims/<uuid:claim_id>/publish", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def publish(claim_id: UUID) -> ResponseReturnValue:
    """Publish a claim that waits for it."""
    return _act(found(Claim, claim_id), recording.publish_claim, "claims/publish.html", N_("Published."))


@pages.route("/claims/<uuid:claim_id>/withdraw", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def withdraw(claim_id: UUID) -> ResponseReturnValue:
    """Withdraw a claim; its history stays."""
    return _act(found(Claim, claim_id), recording.withdraw_claim, "claims/withdraw.html", N_("Withdrawn."))


def _act(row: Claim, verb: Any, template: str, saved: str) -> ResponseReturnValue:
    person = row.person
    return saving(
        ClaimActionForm(obj=row),
        template,
        save=partial(verb, claim=row),
        done=lambda _: url_for("people.show", reference=person.reference),
        saved=saved,
        person=person,
        claim=row,
    )


def _standing(row: Claim) -> str:
    """Return in words how far a claim has come, and its rank where it has one."""
    words = [row.state] if row.rank is Rank.NORMAL else [row.state, row.rank]
    return ", ".join(gettext(word.label).lower() for word in words)


def _citation_shown_at(citation: Citation) -> str:
    return claim_shown_at(citation.claim)
