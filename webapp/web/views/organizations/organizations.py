"""The pages of organizations: the list, one with all that sources say of it, adding, editing, retiring."""

from functools import partial

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.courts.rulings import official_rulings
from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.organizations import (
    held_there,
    merging,
    organization_facts,
    organization_pages,
    organizations,
)
from webapp.domain.references import canonical_reference
from webapp.domain.retiring import retire_record
from webapp.domain.visibility import in_lists
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db, today
from webapp.web.files import or_data
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.organizations.organizations import (
    MergeOrganizationForm,
    NewOrganizationForm,
    OrganizationNameForm,
    RevisedOrganizationForm,
)
from webapp.web.kept_figures import kept
from webapp.web.lookups import organization_or_404, organization_url, page_key, typed_name, typed_sort
from webapp.web.saving import RETIRED, saving

pages = Blueprint("organizations", __name__)


@pages.get("/organizations")
@open_to(EVERYBODY)
def list_organizations() -> ResponseReturnValue:
    """Show the organizations page by page, with how many people belong to each."""
    typed, sort, people = typed_name(), typed_sort(organization_pages.SORTS, "-people"), _people()
    ends = {"before": page_key("before"), "after": page_key("after")}
    page, rows = organization_pages.organization_page(
        db(), to=reader(), typed=typed, sort=sort, people=people, **ends
    )
    return render_template(
        "organizations/list.html",
        typed=typed,
        sort=sort,
        page=page,
        organizations=rows,
        people=people,
        hidden=hidden_spellings(db(), to=reader()),
    )


@pages.get("/organizations/<reference>")
@open_to(EVERYBODY)
@or_data("api.organization")
def show(reference: str) -> ResponseReturnValue:
    """Show an organization: its names, its people, and what it did and said."""
    organization = organization_or_404(reference)
    if organization.reference != canonical_reference(reference):
        return redirect(organization_url(organization), code=303)
    held = held_there.held_there(db(), organization, to=in_lists(reader()), day=today())
    return render_template(
        "organizations/show.html",
        organization=organization,
        merged=merging.merged_organizations(db(), organization),
        involved=organizations.claims_naming(db(), organization, to=reader()),
        rulings=official_rulings(db(), organization, to=reader()),
        told_there={row.claim_id for row in held},
        facts=organization_facts.organization_facts(db(), organization, to=reader()),
        passages=organizations.passages_of_names(db(), organization, to=reader()),
        hidden=hidden_spellings(db(), to=reader()),
    )


@pages.route("/organizations/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Add an organization."""
    save = organizations.add_organization
    return saving(
        NewOrganizationForm(), "organizations/form.html", save=save, done=organization_url, organization=None
    )


@pages.route("/organizations/<reference>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(reference: str) -> ResponseReturnValue:
    """Correct an organization and its main name."""
    organization = organization_or_404(reference)
    return saving(
        RevisedOrganizationForm(obj=organization),
        "organizations/form.html",
        save=partial(organizations.revise_organization, organization=organization),
        done=organization_url,
        organization=organization,
    )


@pages.route("/organizations/<reference>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(reference: str) -> ResponseReturnValue:
    """Offer an organization no longer for new claims."""
    organization = organization_or_404(reference)
    return saving(
        RetiringForm(obj=organization),
        "organizations/retire.html",
        save=partial(retire_record, record=organization),
        done=organization_url,
        saved=RETIRED,
        organization=organization,
    )


@pages.route("/organizations/<reference>/merge", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def merge(reference: str) -> ResponseReturnValue:
    """Merge the record of an organization into another one, both shown side by side."""
    organization = organization_or_404(reference)
    form = MergeOrganizationForm(obj=organization, into=request.args.get("into", ""))
    return saving(
        form,
        "organizations/merge.html",
        save=partial(merging.merge, record=organization),
        done=organization_url,
        saved=N_("Merged. Both references lead here; it can be undone in the history."),
        shown=lambda: {"both": [row for row in (organization, form.other) if row], "people": _people()},
        organization=organization,
    )


def _people() -> dict[str, int]:
    return kept(lambda: organizations.people_counts(db(), to=reader()), "organizations", to=reader())


@pages.route("/organizations/<reference>/names/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def add_name(reference: str) -> ResponseReturnValue:
    """Add a further spelling of an organization's name."""
    organization = organization_or_404(reference)
    return saving(
        OrganizationNameForm(),
        "organizations/name.html",
        save=partial(organizations.add_organization_name, organization=organization),
        done=lambda _: organization_url(organization),
        organization=organization,
    )
