"""Pages to hand on as paper: a person's dossier, and a whole list."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people import people
from webapp.domain.publishing.dossier import dossier
from webapp.domain.visibility import PUBLIC
from webapp.web.access import EVERYBODY, open_to
from webapp.web.db import db, engines, now, today
from webapp.web.presenters import qr_code
from webapp.web.presenters.record_sections import sections, steps_of
from webapp.web.restored_lists import known_at, known_day, lists

pages = Blueprint("dossiers", __name__)
# People on one printed list; a longer one is handed on as a file.
MOST = 2_000


@pages.get("/people/<reference>/dossier")
@open_to(EVERYBODY)
def show(reference: str) -> ResponseReturnValue:
    """Show what is public of a person on one page for paper, with the passages as numbered footnotes."""
    who = people.person(db(), reference, to=PUBLIC) or abort(404)
    record = people.record_of(db(), who, to=PUBLIC, today=today())
    if record.name is None:
        abort(404)
    laid_out = sections(record.claims)
    printed = [
        one
        for section in laid_out
        for claim in section.claims
        for one in (claim, *steps_of(claim, record.claims))
    ]
    address = f"{engines().settings.public_url}/people/{who.reference}"
    return render_template(
        "publishing/dossiers/show.html",
        record=record,
        sections=laid_out,
        dossier=dossier(record, printed, to=PUBLIC),
        address=address,
        site=engines().settings.public_url,
        code=qr_code.drawn(address),
        made=now(),
    )


@pages.get("/people/print")
@open_to(EVERYBODY)
def print_list() -> ResponseReturnValue:
    """Show all people of a list on one page for paper, numbered."""
    which = PeopleFilter.read(request.args.items(multi=True))
    session = lists(which, PUBLIC)
    total = people_pages.count(session, which, to=PUBLIC)
    address = f"{engines().settings.public_url}/people"
    query = which.query()
    return render_template(
        "publishing/dossiers/list.html",
        which=which,
        page=people_pages.people(session, which, to=PUBLIC, size=MOST),
        total=total,
        most=MOST,
        day=which.as_of or known_day(which),
        address=f"{address}?{query}" if query else address,
        made=known_at(which),
    )
