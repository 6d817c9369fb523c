"""The first page, how figures are counted, and whether the server is well."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy import text

from webapp.domain.lists import people_pages
from webapp.domain.lists.facet_counts import tally
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.statistics import statistic
from webapp.domain.people import verifying
from webapp.domain.publishing import public_issues, status_feed
from webapp.domain.sources import sources
from webapp.domain.visibility import PUBLIC
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Credibility
from webapp.vocab.liberty import HELD, Cause, Status
from webapp.vocab.sources import Reliability
from webapp.vocab.statistics import Figure
from webapp.vocab.treatments import ActType
from webapp.vocab.verification import DAYS_TO_VERIFY
from webapp.web.access import EVERYBODY, can, editor, open_to, reader
from webapp.web.db import db, today
from webapp.web.kept_figures import kept
from webapp.web.languages import locale_name
from webapp.web.presenters import charts
from webapp.web.presenters.day_work import day_work
from webapp.web.storage_errors import STORAGE_ERRORS, failure_of

pages = Blueprint("home", __name__)
# So many of the newest changes and of the newest issues stand on the first page.
_NEWEST = 3


@pages.get("/")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show who is held, or to curators what waits for them."""
    everybody = select_people(db(), PeopleFilter(), to=reader())
    numbers = {count.value: count.people for count in tally(db(), everybody, "held", to=reader())}
    answer = {
        "held": numbers.get("yes", 0), "uncertain": numbers.get("uncertain", 0), "today": today(),
        "recorded": len(everybody.people), "newest_word": people_pages.newest_word(db(), to=reader()),
        "confirmed": verifying.confirmed_since(db(), today() - timedelta(days=90), to=reader()),
    }  # fmt: skip
    if answer["recorded"] and can(Role.CURATOR):
        return render_template("home/day_work.html", **answer, **day_work(editor()))
    return render_template(
        "home/show.html", numbers=numbers, source_count=sources.count(db(), to=reader()),
        newest=newest_changes(), issues=public_issues.issues(db(), most=_NEWEST), **answer,
    )  # fmt: skip


def newest_changes() -> Markup:
    """Return what the public is shown of the newest changes, worked out once as long as nothing changes."""

    def shown() -> Markup:
        over_time = statistic(db(), Figure.OVER_TIME, PeopleFilter(), to=PUBLIC, today=today())
        newest = status_feed.newest_events(db(), most=_NEWEST)
        page = "home/newest_changes.html"
        return Markup(render_template(page, newest=newest, over_time=over_time, charts=charts))

    return kept(shown, "newest changes", locale_name(), request.script_root, to=PUBLIC)


@pages.get("/counting")
@open_to(EVERYBODY)
def counting() -> ResponseReturnValue:
    """Say how every figure here is counted."""
    words = ((gettext("Status"), Status), (gettext("Cause of release"), Cause), (gettext("Acts"), ActType))
    return render_template(
        "home/counting.html", words=words, held=[s for s in Status if s in HELD],
        days_to_verify=DAYS_TO_VERIFY, grades=[*Reliability, *Credibility],
    )


@pages.get("/healthz")
@open_to(EVERYBODY)
def healthz() -> ResponseReturnValue:
    """Answer whether the server and its database are well, in one line."""
    kind = {"Content-Type": "text/plain; charset=utf-8"}
    try:
        db().execute(text("SELECT 1"))
    except STORAGE_ERRORS as error:
        failure_of(error)
        return "The database does not answer.\n", 503, kind | {"Retry-After": "30"}
    return "ok\n", 200, kind
