"""The page of all lists side by side: people by organizations, and on whom they disagree."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.domain.lists.assessment_matrix import Matrix, MatrixRow, assessment_matrix
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.text.formula_escape import escaped
from webapp.vocab.assessments import Listing
from webapp.vocab.liberty import Held
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.addresses import public_address
from webapp.web.db import db
from webapp.web.files import for_programs, name_for, requested_audience, whole_file
from webapp.web.kept_figures import kept_part
from webapp.web.lookups import page_number

pages = Blueprint("matrix", __name__)
PAGE = 50
_COLUMNS = (
    "reference", "name", "held", "status", "disagreed", "organization_reference", "organization", "listing",
    "outcome", "date", "url",
)  # fmt: skip


@pages.get("/matrix")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show what the lists of each organization tell of each person."""
    return render_template("lists/matrix.html", table=kept_part(_table, "matrix", to=reader()))


def _table() -> Markup:
    matrix = assessment_matrix(db(), to=reader())
    only = request.args.get("show") == "disagreed"
    rows = matrix.disagreed if only else matrix.rows
    page = page_number(request.args.get("page", ""), of=len(rows) // PAGE + 1)
    shown = render_template(
        "lists/matrix_table.html", matrix=matrix, only=only, page=page, signs=list(Listing),
        rows=rows[(page - 1) * PAGE : page * PAGE], more=len(rows) > page * PAGE,
    )  # fmt: skip
    return Markup(shown)


@pages.get("/matrix.csv")
@open_to(EVERYBODY)
@for_programs
def table() -> ResponseReturnValue:
    """Send the same as CSV, a row for each person and organization, silence among them.

    It tells what is public, or for curators with `audience=internal` all but what is restricted.
    """
    to = requested_audience()
    matrix = assessment_matrix(db(), to=to)
    rows = [cells for row in matrix.rows for cells in _cells(matrix, row)]
    return whole_file(heading(_COLUMNS) + lines(rows), "text/csv", name_for(to, "matrix.csv"))


def _cells(matrix: Matrix, row: MatrixRow) -> list[list[str]]:
    person, yes_or_no = row.person, "yes" if row.disagreed else "no"
    status = person.possible_statuses if person.held is Held.UNCERTAIN else person.status.value
    about = [person.reference, escaped(person.name), person.held.value, status, yes_or_no]
    url = public_address("people.show", reference=person.reference)
    return [
        [
            *about, organization.reference, escaped(organization.name), cell.listing.value,
            cell.outcome.value if cell.outcome else "", cell.day.isoformat() if cell.day else "", url,
        ]
        for organization, cell in zip(matrix.organizations, row.cells, strict=True)
    ]  # fmt: skip
