"""The page of all lists side by side: people by organizations, and on whom they disagree."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.lists.assessment_matrix import assessment_matrix
from webapp.vocab.assessments import Listing
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db
from webapp.web.lookups import page_number

pages = Blueprint("matrix", __name__)
PAGE = 50


@pages.get("/matrix")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show what the lists of each organization tell of each person."""
    matrix = assessment_matrix(db(), to=reader())
    only = request.args.get("show") == "disagreed"
    rows = matrix.disagreed if only else matrix.rows
    page = page_number(request.args.get("page", ""), of=len(rows) // PAGE + 1)
    return render_template(
        "lists/matrix.html", matrix=matrix, only=only, page=page, signs=list(Listing),
        rows=rows[(page - 1) * PAGE : page * PAGE], more=len(rows) > page * PAGE,
    )  # fmt: skip
