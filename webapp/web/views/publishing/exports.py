"""What is handed out to programs: CSV, workbook, data package, linked data, and the feed of changes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.claims import recording
from webapp.domain.history.installation import installation_id
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.csvw import people_csvw
from webapp.domain.publishing.data_package import TABLES, package, sheet_csv
from webapp.domain.publishing.data_package.parquet import is_installed, table_parquet
from webapp.domain.publishing.follow_the_money import people_ftm
from webapp.domain.publishing.json_ld import annotation
from webapp.domain.publishing.json_ld import person as linked_person
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.publishing.status_feed import status_changes
from webapp.domain.publishing.workbook import people_xlsx
from webapp.domain.visibility import PUBLIC
from webapp.web.access import EVERYBODY, open_to
from webapp.web.db import db, engines
from webapp.web.files import dated_today, for_programs, list_file, whole_file
from webapp.web.lookups import public_record_or_404
from webapp.web.past_lists import known_at, lists, requested_filter

pages = Blueprint("exports", __name__)
# What an empty feed was updated at last: nothing was recorded before.
_BEGAN = datetime(2000, 1, 1, tzinfo=UTC)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FTM = "application/json+ftm"
_LINKED = "application/ld+json"
_PARQUET = "application/vnd.apache.parquet"
_CSVW = "application/csvm+json"


@pages.get("/people.csv")
@open_to(EVERYBODY)
@for_programs
def csv() -> ResponseReturnValue:
    """Stream the list as CSV: what is public, or for curators with `audience=internal` all but restricted."""
    answer = list_file(people_csv, "text/csv", "people.csv", claims=False)
    schema = f"{engines().settings.public_url}/people.csv-metadata.json"
    answer.headers.add("Link", f'<{schema}>; rel="describedby"; type="{_CSVW}"')
    return answer


@pages.get("/people.csv-metadata.json")
@open_to(EVERYBODY)
@for_programs
def csv_schema() -> ResponseReturnValue:
    """Say what the columns of the list's CSV hold."""
    return _json(people_csvw, _CSVW)


@pages.get("/sources.csv")
@open_to(EVERYBODY)
@for_programs
def sources() -> ResponseReturnValue:
    """Stream all sources as CSV."""
    return _table("sources")


@pages.get("/organizations.csv")
@open_to(EVERYBODY)
@for_programs
def organizations() -> ResponseReturnValue:
    """Stream all organizations as CSV."""
    return _table("organizations")


def _table(name: str) -> Response:
    make, everybody = partial(sheet_csv, name=name), dated_today(PeopleFilter())
    return list_file(make, "text/csv", f"{name}.csv", costly=True, people_filter=everybody)


@pages.get("/people.xlsx")
@open_to(EVERYBODY)
@for_programs
def xlsx() -> ResponseReturnValue:
    """Send the list as a workbook."""
    return list_file(people_xlsx, _XLSX, "people.xlsx", dated=True, costly=True, claims=False)


@pages.get("/people.ftm.json")
@open_to(EVERYBODY)
@for_programs
def ftm() -> ResponseReturnValue:
    """Stream the list as FollowTheMoney entities, a JSON object a line."""
    make = partial(people_ftm, installation=installation_id(db()))
    return list_file(make, _FTM, "people.ftm.json", costly=True)


@pages.get("/statuses.atom")
@open_to(EVERYBODY)
@for_programs
def atom() -> ResponseReturnValue:
    """Send what was recorded last of the liberty of a list's people, as an Atom feed (RFC 4287)."""
    people_filter = requested_filter()
    session, until = lists(people_filter, PUBLIC), known_at(people_filter)
    changes = status_changes(session, people_filter, history=db(), until=until)
    site = engines().settings.public_url
    feed = render_template(
        "publishing/status_feed.xml", changes=changes, people_filter=people_filter, site=site, began=_BEGAN
    )
    return whole_file(feed.encode(), "application/atom+xml")


@pages.get("/citations/<uuid:citation_id>.jsonld")
@open_to(EVERYBODY)
@for_programs
def citation(citation_id: UUID) -> ResponseReturnValue:
    """Send a citation as a Web Annotation, with the selectors of its passage."""
    row = recording.citation(db(), citation_id, to=PUBLIC) or abort(404)
    return _json(partial(annotation, row), _LINKED)


@pages.get("/people/<reference>.jsonld")
@open_to(EVERYBODY)
@for_programs
def person(reference: str) -> ResponseReturnValue:
    """Send what is public of a person as linked data."""
    record = public_record_or_404(reference)
    return _json(partial(linked_person, record, to=PUBLIC), _LINKED)


def _json(make: Callable[..., dict[str, Any]], kind: str) -> Response:
    settings = engines().settings
    data = make(public_url=settings.public_url, licence=settings.licence)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return whole_file(f"{text}\n".encode(), kind)


@pages.get("/export/package.zip")
@open_to(EVERYBODY)
@for_programs
def zipped() -> ResponseReturnValue:
    """Stream the data package of the people of a list and of all that is said of them."""
    return list_file(package, "application/zip", "habeas-package.zip", dated=True, costly=True)


@pages.get("/export/<table>.parquet")
@open_to(EVERYBODY)
@for_programs
def parquet(table: str) -> ResponseReturnValue:
    """Send a table of the data package as Parquet, where the library for it is installed."""
    if not is_installed():
        abort(404, description="no-parquet")
    if table not in {table.name for table in TABLES}:
        abort(404)
    return list_file(partial(table_parquet, name=table), _PARQUET, f"{table}.parquet", costly=True)
