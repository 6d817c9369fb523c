"""The pages of a place of detention: who was last told to be there, and how to write and visit."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.organizations import held_there, organization_facts
from webapp.domain.organizations.held_there import HeldThere
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Refused
from webapp.domain.text.formula_escape import escaped
from webapp.domain.visibility import PUBLIC, Reader, in_lists, visible_citations
from webapp.models import Organization
from webapp.vocab.accounts import Role
from webapp.vocab.liberty import Held
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.addresses import public_address
from webapp.web.db import db, today
from webapp.web.files import for_programs, whole_file
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.organizations.organization_facts import (
    NewOrganizationFactForm,
    RevisedOrganizationFactForm,
)
from webapp.web.forms.organizations.prisons import HeldOnForm
from webapp.web.kept_figures import kept
from webapp.web.lookups import (
    organization_fact_or_404,
    organization_or_404,
    organization_url,
    page_key,
    typed_name,
    typed_sort,
)
from webapp.web.saving import saving

pages = Blueprint("prisons", __name__)
_COLUMNS = (
    "reference", "name", "held", "status", "last_word_on", "told_there_on", "there_since_edtf", "quote",
    "citation_url", "record_url",
)  # fmt: skip


@pages.get("/organizations/<reference>/held")
@open_to(EVERYBODY)
def show(reference: str) -> ResponseReturnValue:
    """Show who was last told to be in a place, as of today or a day, with its address and its rules."""
    organization = organization_or_404(reference)
    if organization.reference != canonical_reference(reference):
        return redirect(url_for("prisons.show", reference=organization.reference), code=303)
    asking, typed, sort = HeldOnForm(request.args), typed_name(), typed_sort(held_there.SORTS, "name")
    day = _day(asking)
    everybody = _held(organization, in_lists(reader()), day)
    ends = {"before": page_key("before"), "after": page_key("after")}
    page, rows = held_there.held_page(everybody, typed=typed, sort=sort, **ends)
    text = render_template(
        "organizations/held.html", organization=organization, everybody=everybody, page=page, rows=rows,
        asking=asking, typed=typed, sort=sort, day=day, today=today(),
        words=held_there.words_there(db(), rows, to=in_lists(reader())),
        facts=organization_facts.organization_facts(
            db(), organization, to=reader(), on=day if day != today() else None
        ),
    )  # fmt: skip
    return text, 422 if asking.errors else 200


@pages.get("/organizations/<reference>/held.csv")
@open_to(EVERYBODY)
@for_programs
def table(reference: str) -> ResponseReturnValue:
    """Send as CSV who was last told to be in a place, as everybody may know."""
    organization, typed = organization_or_404(reference), typed_name()
    asking = HeldOnForm(request.args)
    day = _day(asking)
    if asking.errors:
        raise Refused("on", N_("Write the day as 2026-11-22, and none to come."))
    everybody = _held(organization, PUBLIC, day)
    _, rows = held_there.held_page(everybody, typed=typed, size=len(everybody))
    file_name = f"{organization.reference}-held.csv"
    return whole_file(heading(_COLUMNS) + lines(_cells(rows)), "text/csv", file_name)


def _day(asking: HeldOnForm) -> date:
    return (asking.on.data if asking.validate() else None) or today()


def _held(organization: Organization, to: Reader, day: date) -> list[HeldThere]:
    make = partial(held_there.held_there, db(), organization, to=to, day=day)
    return kept(make, "held_there", organization.id, day, to=to)


def _cells(rows: Sequence[HeldThere]) -> list[list[str]]:
    words = held_there.words_there(db(), rows, to=PUBLIC)
    cells = []
    for row in rows:
        claim = words[row.claim_id].claim
        citation = visible_citations(claim, to=PUBLIC)[0]
        status = row.possible_statuses if row.held is Held.UNCERTAIN else row.status
        cells.append([
            row.reference, escaped(row.name), row.held, status, _iso(row.heard_on), _iso(row.reported_on),
            claim.since.edtf if claim.since else "", escaped(citation.passage.exact),
            public_address("citations.show", citation_id=citation.id),
            public_address("people.show", reference=row.reference),
        ])  # fmt: skip
    return cells


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@pages.route("/organizations/<reference>/facts/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def add_fact(reference: str) -> ResponseReturnValue:
    """Record an address or a rule of a place, with the passage that tells it."""
    organization = organization_or_404(reference)
    return saving(
        NewOrganizationFactForm(),
        "organizations/fact.html",
        save=partial(organization_facts.add_organization_fact, organization=organization),
        done=lambda _: organization_url(organization),
        organization=organization,
        fact=None,
    )


@pages.route("/organization-facts/<uuid:fact_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise_fact(fact_id: UUID) -> ResponseReturnValue:
    """Correct an address or a rule, or say until when it held."""
    fact = organization_fact_or_404(fact_id)
    return saving(
        RevisedOrganizationFactForm(obj=fact),
        "organizations/fact.html",
        save=partial(organization_facts.revise_organization_fact, fact=fact),
        done=lambda row: organization_url(row.organization),
        organization=fact.organization,
        fact=fact,
    )


@pages.route("/organization-facts/<uuid:fact_id>/remove", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def remove_fact(fact_id: UUID) -> ResponseReturnValue:
    """Remove an address or a rule that was recorded by mistake."""
    fact = organization_fact_or_404(fact_id)
    return saving(
        RetiringForm(obj=fact),
        "organizations/remove_fact.html",
        save=partial(organization_facts.remove_organization_fact, fact=fact),
        done=organization_url,
        saved=N_("Removed. It can be undone in the history."),
        organization=fact.organization,
        fact=fact,
    )
