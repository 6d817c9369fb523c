"""The pages of numbered issues of the list: freezing one, reading it, what differs from another."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.history.seals import last_seal
from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing import list_issues, public_issues
from webapp.domain.publishing.issue_diff import Differences, differences
from webapp.domain.publishing.issue_movements import Movements, movements
from webapp.domain.publishing.public_issues import PublicIssue
from webapp.domain.refusals import Refused
from webapp.domain.visibility import PUBLIC
from webapp.models import ListIssue
from webapp.vocab.accounts import Role
from webapp.web.access import EVERYBODY, editor, open_to
from webapp.web.addresses import public_address
from webapp.web.db import db, engines, now, today
from webapp.web.files import for_programs, or_data, whole_file
from webapp.web.forms.publishing.list_issues import FreezeForm
from webapp.web.lookups import LARGEST_NUMBER, list_issue_or_404, page_number
from webapp.web.past_lists import requested_filter
from webapp.web.saving import saving

pages = Blueprint("list_issues", __name__)

PAGE = 20


@pages.get("/issues")
@open_to(EVERYBODY)
def list_all() -> ResponseReturnValue:
    """Show all issues, the newest first."""
    return render_template("publishing/list_issues/list.html", issues=public_issues.issues(db()))


@pages.route("/issues/new", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def new() -> ResponseReturnValue:
    """Freeze the list of a filter, shown before it is done."""
    people_filter = requested_filter()
    site = engines().settings.public_url
    save = partial(
        list_issues.freeze, people_filter=people_filter, by=editor(), at=now(), public_url=site
    )
    return saving(
        FreezeForm(reason=gettext("Frozen as an issue of the list")),
        "publishing/list_issues/new.html",
        save=save,
        done=lambda issue: url_for("list_issues.show", number=issue.number),
        saved=_frozen,
        people_filter=people_filter,
        people=people_pages.count(db(), people_filter, to=PUBLIC),
        warnings=_warnings(people_filter),
        day=people_filter.as_of or today(),
    )


def _frozen(_issue: ListIssue) -> str:
    """Return what is said of a new issue, with the head of the seals, of which the last is its own."""
    deposited = ":".join(map(str, last_seal(db())))
    return (
        gettext("Frozen. Nothing of this issue will ever change.")
        + " "
        + gettext("For habeas check --against, kept elsewhere: %(head)s", head=deposited)
    )


@pages.get(f"/issues/<int(max={LARGEST_NUMBER}):number>")
@open_to(EVERYBODY)
@or_data("api_wholes.issue")
def show(number: int) -> ResponseReturnValue:
    """Show an issue, how to cite it, and what differs from the one before or from any that is asked for."""
    issue = list_issue_or_404(number)
    chosen = _numbered(against := request.args.get("against", "").strip()[:12])
    other = chosen or public_issues.issue(db(), number - 1)
    earlier, later = sorted([other or issue, issue], key=lambda row: row.number)
    difference = differences(earlier, later) if earlier.number != later.number else None
    return render_template(
        "publishing/list_issues/show.html",
        issue=issue,
        people_filter=_filter_of(issue),
        **_members(issue),
        compared=other,
        missing=against if against and not chosen else "",
        earlier=earlier,
        later=later,
        differences=difference,
        movements=_movements(difference, earlier, later),
        address=public_address("list_issues.show", number=number),
    )


def _members(issue: PublicIssue) -> dict[str, Any]:
    """Return a page of an issue's people, or all, as variables of the template."""
    lines, typed = list(issue.lines.values()), request.args.get("page", "")
    if typed == "all" or len(lines) <= PAGE:
        return {"members": lines, "first": 0, "page": None}
    count = -(-len(lines) // PAGE)
    page = page_number(typed, of=count)
    first = (page - 1) * PAGE
    return {"members": lines[first : first + PAGE], "first": first, "page": page, "pages": count}


def _movements(
    difference: Differences | None, earlier: PublicIssue, later: PublicIssue
) -> Movements | None:
    """Return who came and left; None but between neighbours, of which alone the causes are known."""
    if difference is None or later.number != earlier.number + 1:
        return None
    return movements(difference, later.causes)


def _numbered(typed: str) -> PublicIssue | None:
    return public_issues.issue(db(), int(typed)) if typed.isdecimal() and len(typed) < 10 else None


@pages.get(f"/issues/<int(max={LARGEST_NUMBER}):number>.csv")
@open_to(EVERYBODY)
@for_programs
def file(number: int) -> ResponseReturnValue:
    """Send the frozen file, byte by byte, but for the lines that are withheld; its name tells of them."""
    issue = list_issue_or_404(number)
    withheld = "-lines-withheld" if issue.withheld or issue.cut else ""
    return whole_file(issue.file, "text/csv", f"habeas-issue-{number}{withheld}.csv")


def _warnings(people_filter: PeopleFilter) -> dict[str, tuple[int, PeopleFilter]]:
    """Return how many people of a list are uncertain, or were last heard of too long ago, and their lists."""
    people_filter = replace(people_filter, as_of=people_filter.as_of or today())
    lists = {
        "uncertain": replace(people_filter, held=("uncertain",)),
        "stale": replace(people_filter, freshness=("stale", "undated")),
    }
    if people_filter.held and "uncertain" not in people_filter.held:
        del lists["uncertain"]
    return {
        name: (people_pages.count(db(), narrower, to=PUBLIC), narrower) for name, narrower in lists.items()
    }


def _filter_of(issue: PublicIssue) -> PeopleFilter:
    """Return the filter of an issue; one that names a word which no list has any more asks for nothing."""
    try:
        return PeopleFilter.read(issue.filter)
    except Refused:
        return PeopleFilter()
