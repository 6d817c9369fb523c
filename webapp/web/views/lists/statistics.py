"""Figures about the people of a list, each opening the people that it counts."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.lists import statistics
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.statistics import Row, Statistic
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.publishing.formula_escape import escaped
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import Occupation, Sex
from webapp.vocab.statistics import Figure
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import engines
from webapp.web.presenters import charts
from webapp.web.restored_lists import known_day, lists
from webapp.web.template_filters import when

pages = Blueprint("statistics", __name__)
_BY_TIME = (Figure.OVER_TIME, Figure.TAKEN_IN, Figure.RELEASED_IN)
_WORDED = (Figure.STATUS, Figure.HELD, Figure.LENGTH)


@pages.get("/statistics")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show every figure about the people of a list, drawn and in a table."""
    which = _asked()
    day = known_day(which)
    made = list(statistics.statistics(lists(which, reader()), which, to=reader(), today=day))
    return render_template(
        "lists/statistics/show.html",
        which=which,
        statistics=made,
        label=label,
        charts=charts,
        by_time=_BY_TIME,
        day=which.as_of or day,
    )


@pages.get("/statistics/<name>.csv")
@open_to(EVERYBODY)
def table(name: str) -> ResponseReturnValue:
    """Send one figure as CSV: what each number is of, how many people, and the address of their list."""
    if name not in set(Figure):
        abort(404)
    which, to = _asked(), reader()
    made = statistics.statistic(lists(which, to), Figure(name), which, to=to, today=known_day(which))
    url = engines().settings.public_url
    rows = [
        [
            escaped(row.value), escaped(label(made, row)), str(row.people), made.day.isoformat(),
            f"{url}/people?{row.members.query()}",
        ]
        for row in made.rows
    ]  # fmt: skip
    file = heading(("value", "label", "people", "as_of", "members_url")) + lines(rows)
    answer = Response(file, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def label(made: Statistic, row: Row) -> str:
    """Return what a number is of, in the language of display."""
    if made.figure in _BY_TIME:
        return when(PartialDate.parse(row.value))
    if made.figure in _WORDED:
        return gettext(row.label)
    if made.figure is Figure.OCCUPATION:
        return gettext(Occupation(row.value).label)
    if made.figure is Figure.SEX and row.value in set(Sex):
        return gettext(Sex(row.value).label)
    if row.value == "not_stated":
        return gettext("no provision stated")
    return row.label


def _asked() -> PeopleFilter:
    return PeopleFilter.read(request.args.items(multi=True))
