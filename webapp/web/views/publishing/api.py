"""The interface for programs: the list and its records as JSON, read-only, and the description of it."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.lists import people_pages
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people import people
from webapp.domain.publishing.api.openapi import MOST, PAGE, openapi
from webapp.domain.publishing.api.people_json import people_json
from webapp.domain.refusals import Refused
from webapp.domain.visibility import PUBLIC
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to
from webapp.web.db import engines
from webapp.web.files import computed_file, for_programs, whole_file
from webapp.web.past_lists import known_day, lists, requested_filter

pages = Blueprint("api", __name__, url_prefix="/api/v1")
_JSON = "application/json"


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
    return whole_file(_written(_description()), _JSON)


@pages.get("/people")
@open_to(EVERYBODY)
@for_programs
def list_people() -> ResponseReturnValue:
    """Send a page of the people whom the query string asks for, with every claim and its quotations."""
    people_filter, size, after = requested_filter(), _size(), _after()
    # What is wrong with the question is said whether it changed or not.
    lists(people_filter, PUBLIC)
    return _answered(lambda: _page(people_filter, size, after))


@pages.get("/people/<reference>")
@open_to(EVERYBODY)
@for_programs
def person(reference: str) -> ResponseReturnValue:
    """Send what is public of a person; a reference that was merged leads to the record that is left."""
    people_filter = requested_filter()
    session = lists(people_filter, PUBLIC)
    row = people.person(session, reference, to=PUBLIC) or abort(404)
    found = _people(people_filter, [row.reference]) or abort(404)
    return _answered(lambda: found[0])


def _page(people_filter: PeopleFilter, size: int, after: str | None) -> dict[str, Any]:
    session, day = lists(people_filter, PUBLIC), known_day(people_filter)
    selection = select_people(session, people_filter, to=PUBLIC)
    page = people_pages.people(
        session, people_filter, to=PUBLIC, after=after, size=size, selection=selection
    )
    following = None
    if page.after:
        query = {**request.args.to_dict(flat=False), "after": _cursor(page.after)}
        following = engines().settings.public_url + url_for("api.list_people", **query)
    return {
        "total": len(selection.people),
        "day": (people_filter.as_of or day).isoformat(),
        "known_on": people_filter.known_on or None,
        "next": following,
        "people": _people(people_filter, [row.reference for row in page.rows]),
    }


def _people(people_filter: PeopleFilter, references: list[str]) -> list[dict[str, Any]]:
    return people_json(
        lists(people_filter, PUBLIC), references, to=PUBLIC, today=known_day(people_filter),
        as_of=people_filter.as_of, public_url=engines().settings.public_url,
    )  # fmt: skip


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


def _cursor(key: str) -> str:
    return urlsafe_b64encode(key.encode()).decode()


def _description() -> dict[str, Any]:
    settings = engines().settings
    return openapi(public_url=settings.public_url, licence=settings.licence)


def _answered(make: Callable[[], dict[str, Any]]) -> Response:
    return computed_file(lambda: _written(make()), _JSON)


def _written(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()
