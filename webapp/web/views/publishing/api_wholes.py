"""What the interface for programs answers whole: cases, provisions, places, issues and the words of lists."""

from uuid import UUID

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from webapp.domain.courts import cases
from webapp.domain.law import provisions
from webapp.domain.organizations import places
from webapp.domain.publishing import public_issues
from webapp.domain.publishing.api.cases_json import case_writer
from webapp.domain.publishing.api.records_json import (
    issue_json,
    place_json,
    provision_json,
)
from webapp.domain.publishing.api.schemas import vocabulary
from webapp.domain.visibility import PUBLIC
from webapp.web.access import EVERYBODY, open_to
from webapp.web.db import db
from webapp.web.files import for_programs, whole_file
from webapp.web.lookups import LARGEST_NUMBER, provision_or_404
from webapp.web.presenters.publishing.json_answers import (
    JSON,
    answered,
    site,
    whole,
    with_description,
    written,
)

pages = Blueprint("api_wholes", __name__, url_prefix="/api/v1")
pages.after_request(with_description)


@pages.get("/cases")
@open_to(EVERYBODY)
@for_programs
def list_cases() -> ResponseReturnValue:
    """Send all cases before courts."""
    return answered(lambda: whole("cases", cases.cases(db(), to=PUBLIC), case_writer(db())))


@pages.get("/cases/<reference>")
@open_to(EVERYBODY)
@for_programs
def case(reference: str) -> ResponseReturnValue:
    """Send a case before a court."""
    row = cases.case(db(), reference, to=PUBLIC) or abort(404)
    return answered(lambda: case_writer(db())(row, public_url=site()))


@pages.get("/provisions")
@open_to(EVERYBODY)
@for_programs
def list_provisions() -> ResponseReturnValue:
    """Send all provisions of law."""
    return answered(lambda: whole("provisions", provisions.provisions(db()), provision_json))


@pages.get("/provisions/<uuid:provision_id>")
@open_to(EVERYBODY)
@for_programs
def provision(provision_id: UUID) -> ResponseReturnValue:
    """Send a provision of law."""
    row = provision_or_404(provision_id)
    return answered(lambda: provision_json(row, public_url=site()))


@pages.get("/places")
@open_to(EVERYBODY)
@for_programs
def list_places() -> ResponseReturnValue:
    """Send all places that public claims name."""
    return answered(lambda: whole("places", places.places(db(), to=PUBLIC), place_json))


@pages.get("/issues")
@open_to(EVERYBODY)
@for_programs
def issues() -> ResponseReturnValue:
    """Send what every issue of the list is of, the newest first."""
    # Neither freezing nor withholding is an edit of a record, by which computed files know that they changed.
    return whole_file(written(whole("issues", public_issues.issues(db()), issue_json)), JSON)


@pages.get(f"/issues/<int(max={LARGEST_NUMBER}):number>")
@open_to(EVERYBODY)
@for_programs
def issue(number: int) -> ResponseReturnValue:
    """Send what an issue of the list is of."""
    row = public_issues.issue(db(), number) or abort(404)
    return whole_file(written(issue_json(row, public_url=site())), JSON)


@pages.get("/vocabulary")
@open_to(EVERYBODY)
@for_programs
def words() -> ResponseReturnValue:
    """Send the words of every closed list, with their definitions."""
    return whole_file(written(vocabulary()), JSON)
