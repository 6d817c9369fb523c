"""Lengths of remand and of terms, and prisoner-days, each opening its members."""


from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.lists import durations
from webapp.domain.lists.durations import DurationGroup, GroupFigures
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.refusals import Refused
from webapp.domain.text.formula_escape import escaped
from webapp.domain.visibility import Reader, in_lists
from webapp.vocab.statistics import Duration, Grouping
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.addresses import public_address
from webapp.web.files import for_programs, name_for, requested_audience, whole_file
from webapp.web.kept_figures import kept
from webapp.web.lookups import page_number
from webapp.web.past_lists import known_day, lists, requested_filter

pages = Blueprint("durations", __name__)
_MOST = 25
_PEOPLE_OF_PAGE = 100
_COLUMNS = (
    "value", "label", "people", "total", "least", "middle", "most", "unit", "as_of", "members_url",
    "audience",
)  # fmt: skip


@pages.get("/statistics/durations")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show every length about the people of a list, in the groups that are asked for."""
    people_filter, by = requested_filter(), _requested_grouping()
    return render_template(
        "lists/durations/show.html",
        people_filter=people_filter,
        by=by,
        tables=_figures(people_filter, by, reader()),
        most=_MOST,
        day=people_filter.as_of or known_day(people_filter),
        **_PAGE,
    )


@pages.get("/statistics/durations/<name>")
@open_to(EVERYBODY)
def members(name: str) -> ResponseReturnValue:
    """Show the people of one group, each with the number that is counted."""
    people_filter, by = requested_filter(), _requested_grouping()
    if (value := request.args.get("value")) is None:
        return redirect(url_for("durations.show", _anchor=f"duration-{_duration_or_404(name).value}"), 303)
    groups = _counted(people_filter, by, reader())[_duration_or_404(name)]
    group = next((each for each in groups if each.value == value), None) or abort(404)
    return render_template(
        "lists/durations/members.html",
        people_filter=people_filter,
        by=by,
        duration=Duration(name),
        group=group,
        day=people_filter.as_of or known_day(people_filter),
        **_page(people_filter, group),
        **_PAGE,
    )


@pages.get("/statistics/durations/<name>.csv")
@open_to(EVERYBODY)
@for_programs
def table(name: str) -> ResponseReturnValue:
    """Send one length as CSV: a line a group, with the address of its members.

    It counts what is public, or for curators with `audience=internal` all but what is restricted.
    """
    duration, by, people_filter = _duration_or_404(name), _requested_grouping(), requested_filter()
    to = requested_audience()
    day = people_filter.as_of or known_day(people_filter)
    rows = [
        [*_cells(group, duration, by), day.isoformat(), _address(group, duration, by, people_filter),
         to.audience.value]
        for group in _figures(people_filter, by, to)[duration]
    ]  # fmt: skip
    file_name = name_for(to, f"{duration.value}-{by.value}.csv")
    return whole_file(heading(_COLUMNS) + lines(rows), "text/csv", file_name)


def group_label(group: DurationGroup | GroupFigures, by: Grouping) -> str:
    """Return what a group is called, in the language of display."""
    if group.value == durations.NOT_STATED:
        return gettext("Not stated")
    return gettext(group.label) if by is Grouping.EVERYBODY else group.label


_PAGE = {"groupings": Grouping, "TERM_IMPOSED": Duration.TERM_IMPOSED, "group_label": group_label}


def _page(people_filter: PeopleFilter, group: DurationGroup) -> dict[str, Any]:
    """Return the people of the page that the address asks for, its number, and whether more follow."""
    page = page_number(request.args.get("page", ""), of=-(-group.people // _PEOPLE_OF_PAGE))
    end = page * _PEOPLE_OF_PAGE
    session, to = lists(people_filter, reader()), in_lists(reader())
    people = durations.named_members(
        session, group, to=to, start=end - _PEOPLE_OF_PAGE, size=_PEOPLE_OF_PAGE
    )
    return {"people": people, "page": page, "more": end < group.people}


def _counted(
    people_filter: PeopleFilter, by: Grouping, to: Reader
) -> dict[Duration, list[DurationGroup]]:
    session, today = lists(people_filter, to), known_day(people_filter)
    return durations.durations(session, people_filter, by, to=to, today=today)


def _figures(people_filter: PeopleFilter, by: Grouping, to: Reader) -> dict[Duration, list[GroupFigures]]:
    """Return the figures of every group, worked out once as long as nothing changes."""

    def work_out() -> dict[Duration, list[GroupFigures]]:
        counted = _counted(people_filter, by, to).items()
        return {duration: [group.figures for group in groups] for duration, groups in counted}

    # What is wrong with the question is said whether it was answered before or not.
    lists(people_filter, to)
    return kept(work_out, "durations", people_filter, by, to=to)


def _cells(group: GroupFigures, duration: Duration, by: Grouping) -> list[str]:
    unit = "months" if duration is Duration.TERM_IMPOSED else "days"
    numbers = (group.people, group.total, group.least, group.middle, group.most)
    return [escaped(group.value), escaped(group_label(group, by)), *map(str, numbers), unit]


def _address(group: GroupFigures, duration: Duration, by: Grouping, people_filter: PeopleFilter) -> str:
    address = public_address("durations.members", name=duration.value, by=by.value, value=group.value)
    query = people_filter.query()
    return f"{address}&{query}" if query else address


def _requested_grouping() -> Grouping:
    by = request.args.get("by") or Grouping.EVERYBODY.value
    if by not in set(Grouping):
        raise Refused("by", N_("“%(asked)s” is none of the groups."), asked=by[:60])
    return Grouping(by)


def _duration_or_404(name: str) -> Duration:
    return Duration(name) if name in set(Duration) else abort(404)
