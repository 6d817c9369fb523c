"""What is handed out to programs: CSV, workbook, data package, linked data, and the feed of changes."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from webapp.domain.claims import recording
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package import package
from webapp.domain.publishing.follow_the_money import people_ftm
from webapp.domain.publishing.json_ld import annotation
from webapp.domain.publishing.json_ld import person as linked_person
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.publishing.status_feed import status_changes
from webapp.domain.publishing.workbook import people_xlsx
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Audience
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, can, editor, open_to
from webapp.web.db import db, engines
from webapp.web.home_limits import costly_file
from webapp.web.lookups import public_record_or_404
from webapp.web.past_lists import known_at, known_day, lists, requested_filter

pages = Blueprint("exports", __name__)
# What an empty feed was updated at last: nothing was recorded before.
_BEGAN = datetime(2000, 1, 1, tzinfo=UTC)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/people.csv")
@open_to(EVERYBODY)
def csv() -> ResponseReturnValue:
    """Stream the list as CSV: what is public, or for curators with `audience=internal` all but restricted."""
    return _streamed(_by_day(people_csv), "text/csv", "people.csv")


@pages.get("/people.xlsx")
@open_to(EVERYBODY)
def xlsx() -> ResponseReturnValue:
    """Send the list as a workbook."""
    return costly_file(_streamed(_by_instant(people_xlsx), _XLSX, "people.xlsx"))


@pages.get("/people.ftm.json")
@open_to(EVERYBODY)
def ftm() -> ResponseReturnValue:
    """Stream the list as FollowTheMoney entities, a JSON object a line."""
    return costly_file(_streamed(_by_day(people_ftm), "application/json", "people.ftm.json"))


@pages.get("/statuses.atom")
@open_to(EVERYBODY)
def atom() -> ResponseReturnValue:
    """Send what was recorded last of the liberty of a list's people, as an Atom feed (RFC 4287)."""
    people_filter = requested_filter()
    changes = status_changes(lists(people_filter, PUBLIC), people_filter, to=PUBLIC)
    site = engines().settings.public_url
    feed = render_template(
        "publishing/status_feed.xml", changes=changes, people_filter=people_filter, site=site, began=_BEGAN
    )
    answer = Response(feed, mimetype="application/atom+xml")
    answer.add_etag()
    return answer.make_conditional(request)


@pages.get("/citations/<uuid:citation_id>.jsonld")
@open_to(EVERYBODY)
def citation(citation_id: UUID) -> ResponseReturnValue:
    """Send a citation as a Web Annotation, with the selectors of its passage."""
    row = recording.citation(db(), citation_id, to=PUBLIC) or abort(404)
    return _linked(annotation(row, public_url=engines().settings.public_url))


@pages.get("/people/<reference>.jsonld")
@open_to(EVERYBODY)
def person(reference: str) -> ResponseReturnValue:
    """Send what is public of a person as linked data."""
    record = public_record_or_404(reference)
    return _linked(linked_person(record, to=PUBLIC, public_url=engines().settings.public_url))


def _linked(data: dict[str, Any]) -> Response:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Response(text + "\n", mimetype="application/ld+json")


@pages.get("/export/package.zip")
@open_to(EVERYBODY)
def zipped() -> ResponseReturnValue:
    """Stream the data package of the people of a list and of all that is said of them."""
    return costly_file(_streamed(_by_instant(package), "application/zip", "habeas-package.zip"))


def _streamed(make: Callable[..., Iterator[bytes]], kind: str, name: str) -> Response:
    """Answer with the file of the list that the address asks for."""
    people_filter, to = requested_filter(), _audience()
    # What is wrong with the question is said before the stream begins.
    lists(people_filter, to)
    answer = Response(stream_with_context(_pieces(make, people_filter, to)), mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pieces(make: Callable[..., Iterator[bytes]], people_filter: PeopleFilter, to: Reader) -> Iterator[bytes]:
    """Yield a file over a session of its own: the one of the request ends before the stream begins."""
    yield from make(lists(people_filter, to), people_filter, to=to, public_url=engines().settings.public_url)


def _by_day(make: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
    return lambda session, people_filter, **options: make(
        session, people_filter, today=known_day(people_filter), **options
    )


def _by_instant(make: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
    return lambda session, people_filter, **options: make(
        session, people_filter, at=known_at(people_filter), **options
    )


def _audience() -> Reader:
    """Return for whom the list is; what is not public goes to curators only, and is logged."""
    audience = request.args.get("audience", Audience.PUBLIC)
    if audience not in set(Audience):
        raise Refused("audience", N_("“%(asked)s” is none; write public or internal."), asked=audience[:60])
    if audience == Audience.PUBLIC:
        return PUBLIC
    if not can(Role.CURATOR):
        abort(403)
    current_app.logger.info("internal export by account %s", editor().id)
    return INTERNAL
