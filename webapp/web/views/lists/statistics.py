"""Figures about the people of a list, each opening the people that it counts."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.lists import people_pages, statistics
from webapp.domain.lists.statistics import Row, Statistic
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.text.formula_escape import escaped
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.statistics import Figure
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import engines
from webapp.web.files import for_programs, name_for, requested_audience, whole_file
from webapp.web.kept_figures import kept
from webapp.web.past_lists import known_day, lists, requested_filter
from webapp.web.presenters import charts
from webapp.web.printed_values import when
from webapp.web.template_filters import filter_value

pages = Blueprint("statistics", __name__)
_BY_TIME = (Figure.OVER_TIME, Figure.TAKEN_IN, Figure.RELEASED_IN)


@pages.get("/statistics")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show every figure about the people of a list, drawn and in a table."""
    people_filter = requested_filter()
    day = known_day(people_filter)
    session, to = lists(people_filter, reader(), claims=False), reader()
    figures = kept(
        lambda: list(statistics.statistics(session, people_filter, to=to, today=day)),
        "statistics", people_filter, to=to,
    )  # fmt: skip
    return render_template(
        "lists/statistics/show.html",
        people_filter=people_filter,
        statistics=figures,
        label=label,
        charts=charts,
        by_time=_BY_TIME,
        newest_word=people_pages.newest_word(session, to=to),
        day=people_filter.as_of or day,
    )


@pages.get("/statistics/<name>.csv")
@open_to(EVERYBODY)
@for_programs
def table(name: str) -> ResponseReturnValue:
    """Send one figure as CSV: what each number is of, how many people, and the address of their list.

    It counts what is public, or for curators with `audience=internal` all but what is restricted.
    """
    if name not in set(Figure):
        abort(404)
    people_filter, to = requested_filter(), requested_audience()
    statistic = statistics.statistic(
        lists(people_filter, to, claims=False), Figure(name), people_filter, to=to,
        today=known_day(people_filter),
    )  # fmt: skip
    rows = [[*_cells(statistic, row), to.audience.value] for row in statistic.rows]
    beside = (other.value for other in statistic.beside)
    head = ("value", "label", "people", "as_of", "members_url", *beside, "audience")
    return whole_file(heading(head) + lines(rows), "text/csv", name_for(to, f"{name}.csv"))


def _cells(statistic: Statistic, row: Row) -> list[str]:
    members = f"{engines().settings.public_url}/people?{row.members.query()}"
    return [
        escaped(row.value), escaped(label(statistic, row)), str(row.people), statistic.day.isoformat(),
        members, *(str(other.people) for other in row.beside),
    ]  # fmt: skip


def label(statistic: Statistic, row: Row) -> str:
    """Return what a number is of, in the language of display."""
    if statistic.figure in _BY_TIME:
        return when(PartialDate.parse(row.value))
    return filter_value(row.value, statistic.figure.value, row.label)
