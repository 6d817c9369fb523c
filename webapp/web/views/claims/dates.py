"""What a typed date is understood as, for the line under the field."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.vocab.accounts import Role
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.web.access import open_to
from webapp.web.template_filters import understood_as

pages = Blueprint("dates", __name__)


@pages.get("/dates/understood")
@open_to(Role.CURATOR)
def understood() -> ResponseReturnValue:
    """Say in words how a date is understood, or what is wrong with it."""
    try:
        date = PartialDate.read(request.args.get("text", ""))
    except BadDate as bad:
        return jsonify(problem=bad.message(gettext))
    return jsonify(understood=understood_as(date))
