"""What a typed date is understood as, for the line under the field."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.vocab.accounts import Role
from webapp.vocab.dates.other_calendars import is_plausible, readings
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.web.access import open_to
from webapp.web.printed_values import understood_as, when

pages = Blueprint("dates", __name__)


@pages.get("/dates/understood")
@open_to(Role.CURATOR)
def understood() -> ResponseReturnValue:
    """Say in words how a date is understood, or what is wrong with it."""
    text = request.args.get("text", "")
    try:
        date = PartialDate.read(text)
        problem = gettext("Such a date is seldom meant.")
    except BadDate as bad:
        date, problem = None, bad.message(gettext)
    if date is not None and is_plausible(date):
        return jsonify(understood=understood_as(date))
    others = [
        gettext("%(date)s in the %(calendar)s?", date=when(reading.date), calendar=gettext(reading.calendar))
        for reading in readings(text)
    ]
    return jsonify(problem=" ".join(others or [problem]))
