"""Pages to hand on as paper: a person's dossier, and a whole list."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people.people import PersonRecord
from webapp.domain.publishing.dossier import dossier
from webapp.domain.visibility import PUBLIC
from webapp.models import Claim
from webapp.web.access import EVERYBODY, open_to
from webapp.web.addresses import here
from webapp.web.db import engines, now
from webapp.web.home_limits import COSTLY_FILES, at_most
from webapp.web.lookups import public_record_or_404
from webapp.web.past_lists import known_at, known_day, lists, requested_filter
from webapp.web.presenters import qr_code
from webapp.web.presenters.record_sections import Section, sections, steps_of

pages = Blueprint("dossiers", __name__)
# People on one printed list; a longer one is handed on as a file.
LONGEST_LIST = 2_000
# By this parameter an address that only this machine can open is accepted.
HERE_ONLY = "here_only"


@pages.get("/people/<reference>/dossier")
@open_to(EVERYBODY)
def show(reference: str) -> ResponseReturnValue:
    """Show what is public of a person on one page for paper, with the passages as numbered footnotes."""
    record = public_record_or_404(reference)
    if question := _question(url_for("people.show", reference=record.person.reference)):
        return question
    laid_out, site = sections(record.claims), engines().settings.public_url
    address = f"{site}/people/{record.person.reference}"
    return render_template(
        "publishing/dossiers/show.html",
        record=record,
        sections=laid_out,
        dossier=dossier(_printed_claims(laid_out, record), to=PUBLIC),
        address=address,
        site=site,
        code=qr_code.drawn(address),
        made=now(),
    )


def _printed_claims(laid_out: list[Section], record: PersonRecord) -> list[Claim]:
    """Return claims in the order of the page: the steps of a charge follow it."""
    claims = (claim for section in laid_out for claim in section.claims)
    return [printed for claim in claims for printed in (claim, *steps_of(claim, record.claims))]


@pages.get("/people/print")
@open_to(EVERYBODY)
def print_list() -> ResponseReturnValue:
    """Show all people of a list on one page for paper, numbered."""
    people_filter = requested_filter()
    if question := _question(f"{url_for('people.list_people')}?{people_filter.query()}".rstrip("?")):
        return question
    with at_most(COSTLY_FILES, "files", waiting=0, retry_after=20):
        return _printed_list(people_filter)


def _question(back: str) -> str | None:
    """Return what is asked before paper carries an address that leads nobody here, until it is answered."""
    if not engines().settings.opens_here_only or request.args.get(HERE_ONLY):
        return None
    answered = f"{here()}{'&' if request.query_string else '?'}{HERE_ONLY}=yes"
    return render_template("publishing/dossiers/here_only.html", all_the_same=answered, back=back)


def _printed_list(people_filter: PeopleFilter) -> str:
    session = lists(people_filter, PUBLIC, claims=False)
    address, query = f"{engines().settings.public_url}/people", people_filter.query()
    return render_template(
        "publishing/dossiers/list.html",
        people_filter=people_filter,
        page=people_pages.people(session, people_filter, to=PUBLIC, size=LONGEST_LIST),
        total=people_pages.count(session, people_filter, to=PUBLIC),
        most=LONGEST_LIST,
        day=people_filter.as_of or known_day(people_filter),
        address=f"{address}?{query}" if query else address,
        made=known_at(people_filter),
    )
