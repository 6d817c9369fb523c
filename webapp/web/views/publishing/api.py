"""The interface for programs: the list and its records as JSON, read-only, and the description of it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webapp.domain.claims import recording
from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.lists import people_pages
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.organizations import organization_facts, organizations
from webapp.domain.people import people
from webapp.domain.publishing.api.changes import changes_since
from webapp.domain.publishing.api.openapi import MOST, PAGE, openapi
from webapp.domain.publishing.api.people_json import people_json
from webapp.domain.publishing.api.records_json import (
    citation_json,
    organization_json,
    organizations_page,
    source_json,
    sources_page,
)
from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Refused
from webapp.domain.sources import sources
from webapp.domain.visibility import PUBLIC
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.typed_instant import read_instant
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to
from webapp.web.addresses import public_address
from webapp.web.db import db, engines, now
from webapp.web.files import for_programs, whole_file
from webapp.web.past_lists import claims_of_few, known_day, lists, requested_filter
from webapp.web.presenters.publishing.json_answers import JSON, answered, site, with_description, written

pages = Blueprint("api", __name__, url_prefix="/api/v1")
pages.after_request(with_description)


@pages.get("/")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show what a program may ask, for people."""
    return render_template("publishing/api.html", description=_description())


@pages.get("/openapi.json")
@open_to(EVERYBODY)
@for_programs
def description() -> ResponseReturnValue:
    """Send the description of this interface."""
    return whole_file(written(_description()), JSON)


@pages.get("/people")
@open_to(EVERYBODY)
@for_programs
def list_people() -> ResponseReturnValue:
    """Send a page of the people whom the query string asks for, with every claim and its quotations."""
    people_filter, size, after = requested_filter(), _size(), _after()
    # What is wrong with the question is said whether it changed or not.
    lists(people_filter, PUBLIC, claims=False)
    return answered(lambda: _page(people_filter, size, after))


@pages.get("/people/<reference>")
@open_to(EVERYBODY)
@for_programs
def person(reference: str) -> ResponseReturnValue:
    """Send what is public of a person; a reference that was merged leads to the record that is left."""
    people_filter = requested_filter()
    session = claims_of_few(people_filter, [canonical_reference(reference) or ""], PUBLIC)
    row = people.person(session, reference, to=PUBLIC) or abort(404)
    found = _people(session, people_filter, [row.reference]) or abort(404)
    return answered(lambda: found[0])


@pages.get("/sources")
@open_to(EVERYBODY)
@for_programs
def list_sources() -> ResponseReturnValue:
    """Send a page of sources."""
    size, after = _size(), _after()
    return answered(lambda: _records_page("sources", sources_page, source_json, size, after))


@pages.get("/sources/<reference>")
@open_to(EVERYBODY)
@for_programs
def source(reference: str) -> ResponseReturnValue:
    """Send a source."""
    row = sources.source(db(), reference, to=PUBLIC) or abort(404)
    return answered(lambda: source_json(row, public_url=site()))


@pages.get("/organizations")
@open_to(EVERYBODY)
@for_programs
def list_organizations() -> ResponseReturnValue:
    """Send a page of organizations."""
    size, after = _size(), _after()
    return answered(
        lambda: _records_page("organizations", organizations_page, _organization_json(), size, after)
    )


@pages.get("/organizations/<reference>")
@open_to(EVERYBODY)
@for_programs
def organization(reference: str) -> ResponseReturnValue:
    """Send an organization."""
    row = organizations.organization(db(), reference, to=PUBLIC) or abort(404)
    return answered(lambda: _organization_json()(row, public_url=site()))


@pages.get("/citations/<uuid:citation_id>")
@open_to(EVERYBODY)
@for_programs
def citation(citation_id: UUID) -> ResponseReturnValue:
    """Send a citation with the claim that rests on it."""
    row = recording.citation(db(), citation_id, to=PUBLIC) or abort(404)
    return answered(lambda: citation_json(db(), row, public_url=site()))


@pages.get("/changes")
@open_to(EVERYBODY)
@for_programs
def changes() -> ResponseReturnValue:
    """Send whose records changed since an instant."""
    try:
        since = read_instant(request.args.get("since", "1900-01-01")).first
    except BadDate:
        raise Refused("since", N_("Write an instant, such as 2026-11-22T09:00:00Z.")) from None
    return answered(lambda: changes_since(db(), since, now=now()))


def _page(people_filter: PeopleFilter, size: int, after: str | None) -> dict[str, Any]:
    session, day = lists(people_filter, PUBLIC, claims=False), known_day(people_filter)
    selection = select_people(session, people_filter, to=PUBLIC)
    page = people_pages.people(
        session, people_filter, to=PUBLIC, after=after, size=size, selection=selection
    )
    references = [row.reference for row in page.rows]
    return {
        "total": len(selection.people),
        "day": (people_filter.as_of or day).isoformat(),
        "known_on": people_filter.known_on or None,
        "next": _following(page.after) if page.after else None,
        "people": _people(claims_of_few(people_filter, references, PUBLIC), people_filter, references),
    }


def _people(
    session: Session, people_filter: PeopleFilter, references: list[str]
) -> list[dict[str, Any]]:
    return people_json(
        session, references, to=PUBLIC, today=known_day(people_filter), as_of=people_filter.as_of,
        public_url=site(),
    )  # fmt: skip


def _organization_json() -> Callable[..., dict[str, Any]]:
    facts = organization_facts.facts_by_organization(db(), to=PUBLIC)
    return partial(organization_json, hidden=hidden_spellings(db(), to=PUBLIC), facts=facts)


def _records_page(
    name: str, page: Callable[..., Any], as_json: Callable[..., dict[str, Any]], size: int, after: str | None
) -> dict[str, Any]:
    total, rows = page(db(), after=after, size=size + 1)
    following = _following(rows[size - 1].reference) if len(rows) > size else None
    written = [as_json(row, public_url=site()) for row in rows[:size]]
    return {"total": total, "next": following, name: written}


def _following(key: str) -> str:
    """Return the address of the page that begins after a key."""
    cursor = urlsafe_b64encode(key.encode()).decode()
    query = {**request.args.to_dict(flat=False), "after": cursor}
    return public_address(str(request.endpoint), **query)


def _size() -> int:
    size = request.args.get("size", str(PAGE))
    if not (size.isascii() and size.isdecimal() and len(size) < 4 and 1 <= int(size) <= MOST):
        raise Refused("size", N_("Write a number from 1 to %(most)s."), most=MOST)
    return int(size)


def _after() -> str | None:
    """Return the key after which the page begins."""
    cursor = request.args.get("after")
    if cursor is None:
        return None
    try:
        key = urlsafe_b64decode(cursor.encode("ascii")).decode()
    except ValueError:
        key = "\0"
    if "\0" in key:
        raise Refused("after", N_("Take it from `next` of the page before."))
    return key


def _description() -> dict[str, Any]:
    settings = engines().settings
    return openapi(public_url=settings.public_url, licence=settings.licence)
