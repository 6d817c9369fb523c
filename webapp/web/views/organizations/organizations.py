"""The pages of organizations: the list, one with all that sources say of it, adding, editing, retiring."""

from functools import partial

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.organizations import organizations
from webapp.models import Organization
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db
from webapp.web.forms.organizations.organizations import (
    NewOrganizationForm,
    OrganizationNameForm,
    RetiredOrganizationForm,
    RevisedOrganizationForm,
)
from webapp.web.saving import saving

pages = Blueprint("organizations", __name__)


def found(reference: str) -> Organization:
    """Return the organization of an address, or answer 404."""
    return organizations.organization(db(), reference, to=reader()) or abort(404)


def shown_at(row: Organization) -> str:
    """Return the address of an organization."""
    return url_for("organizations.show", reference=row.reference)


@pages.get("/organizations")
@open_to(EVERYBODY)
def list_organizations() -> ResponseReturnValue:
    """Show all organizations, with how many people belong to each."""
    return render_template(
        "organizations/list.html",
        organizations=organizations.organizations(db(), to=reader()),
        people=organizations.people_counts(db(), to=reader()),
    )


@pages.get("/organizations/<reference>")
@open_to(EVERYBODY)
def show(reference: str) -> ResponseReturnValue:
    """Show an organization: its names, its people, and what it did and said."""
    row = found(reference)
    return render_template(
        "organizations/show.html",
        organization=row,
        main=organizations.main_name(row),
        involved=organizations.involved(db(), row, to=reader()),
        passages=organizations.passages_of_names(db(), row, to=reader()),
    )


@pages.route("/organizations/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Add an organization."""
    save = organizations.add_organization
    return saving(
        NewOrganizationForm(), "organizations/form.html", save=save, done=shown_at, organization=None
    )


@pages.route("/organizations/<reference>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(reference: str) -> ResponseReturnValue:
    """Correct an organization and its main name."""
    row = found(reference)
    save = partial(organizations.revise_organization, which=row)
    form = RevisedOrganizationForm(obj=row)
    return saving(form, "organizations/form.html", save=save, done=shown_at, organization=row)


@pages.route("/organizations/<reference>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(reference: str) -> ResponseReturnValue:
    """Offer an organization no longer for new claims."""
    row = found(reference)
    return saving(
        RetiredOrganizationForm(obj=row),
        "organizations/retire.html",
        save=partial(organizations.retire_organization, which=row),
        done=shown_at,
        saved=N_("Retired."),
        organization=row,
    )


@pages.route("/organizations/<reference>/names/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def add_name(reference: str) -> ResponseReturnValue:
    """Add a further spelling of an organization's name."""
    row = found(reference)
    save = partial(organizations.add_organization_name, which=row)
    form = OrganizationNameForm()
    return saving(form, "organizations/name.html", save=save, done=lambda _: shown_at(row), organization=row)
