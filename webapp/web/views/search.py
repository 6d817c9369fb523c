"""The search of the header: people, sources, organizations, cases and law, in groups."""

from typing import Any

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.courts import cases
from webapp.domain.law import provisions
from webapp.domain.lists import name_search, people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.organizations import organization_pages, organizations
from webapp.domain.people import people
from webapp.domain.sources import source_pages, sources
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.db import db, today
from webapp.web.lookups import case_url, organization_url, person_url, source_url, typed_name

pages = Blueprint("search", __name__)
_MOST = 10


@pages.get("/search")
@open_to(EVERYBODY)
def everything() -> ResponseReturnValue:
    """Show who and what is called as was typed; a reference leads to its record at once."""
    typed = typed_name()
    address = _record_address(typed)
    if address:
        return redirect(address, code=303)
    results = _results(typed) if typed else {}
    return render_template("lists/search.html", typed=typed, today=today(), **results)


def _results(typed: str) -> dict[str, Any]:
    people_filter = PeopleFilter(q=typed)
    found = people_pages.people(db(), people_filter, to=reader(), size=_MOST)
    _, organization_rows = organization_pages.organization_page(db(), to=reader(), typed=typed)
    _, source_rows = source_pages.source_page(db(), to=reader(), typed=typed)
    return {
        "people": found.rows,
        "people_number": people_pages.count(db(), people_filter, to=reader()),
        "alike": [] if found.rows else [hit.person for hit in name_search.likely(db(), typed, to=reader())],
        "organizations": organization_rows[:_MOST],
        "sources": source_rows[:_MOST],
        "cases": cases.cases(db(), to=reader(), typed=typed, most=_MOST),
        "provisions": provisions.provisions_called(db(), typed, most=_MOST),
    }


def _record_address(typed: str) -> str | None:
    """Return the address of the record whose reference was typed, if the reader may see one."""
    if person := people.person(db(), typed, to=reader()):
        return person_url(person)
    if source := sources.source(db(), typed, to=reader()):
        return source_url(source)
    if case := cases.case(db(), typed, to=reader()):
        return case_url(case)
    organization = organizations.organization(db(), typed, to=reader())
    return organization_url(organization) if organization else None
