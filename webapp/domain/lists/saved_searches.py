"""Saved searches: a filter of the people list under a name, at an address that stays."""

import re

from anyascii import anyascii
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.domain.input_rules import clean_line, required_line
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.refusals import Refused, check_version
from webapp.models import SavedSearch
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

_PIECES = re.compile(r"[a-z0-9]+")
_LONGEST_SLUG = 60


def saved_searches(session: Session) -> list[SavedSearch]:
    """Return the searches in use, by title."""
    return sorted(session.scalars(_in_use()), key=_by_title)


def saved_search(session: Session, slug: str) -> SavedSearch | None:
    """Return the search of an address, also one that is retired."""
    return session.scalar(select(SavedSearch).where(SavedSearch.slug == slug))


def saved_as(session: Session, people_filter: PeopleFilter) -> SavedSearch | None:
    """Return the search in use under which a filter is saved, the first by title."""
    found = session.scalars(_in_use().where(SavedSearch.query == people_filter.query()))
    return min(found, key=_by_title, default=None)


def add_saved_search(session: Session, *, title: str | None, query: str | None) -> SavedSearch:
    """Save a filter under a title. Raises Refused for a title that is taken and a filter that is none."""
    line = _free_title(session, title)
    row = SavedSearch(slug=_free_slug(session, line), title=line, query=_read(query))
    session.add(row)
    session.flush()
    return row


def revise_saved_search(
    session: Session, row: SavedSearch, *, version: int, title: str | None, query: str | None
) -> SavedSearch:
    """Change the title or the filter of a search; its address stays. Raises Refused, Stale."""
    check_version(row, version)
    row.title, row.query = _free_title(session, title, but=row), _read(query)
    session.flush()
    return row


def filter_of(row: SavedSearch) -> PeopleFilter:
    """Return the filter of a search; one that names a word which no list has any more asks for nothing."""
    try:
        return PeopleFilter.read(row.query)
    except Refused:
        return PeopleFilter()


def _in_use() -> Select[SavedSearch]:
    return select(SavedSearch).where(SavedSearch.state == PublicationState.PUBLISHED)


def _by_title(row: SavedSearch) -> tuple[str, str]:
    return row.title.casefold(), row.slug


def _read(query: str | None) -> str:
    line = clean_line("query", query, limit=5_000) or ""
    try:
        return PeopleFilter.read(line.rpartition("?")[2]).query()
    except Refused as refused:
        raise Refused("query", refused.message, **refused.values) from refused


def _free_title(session: Session, title: str | None, *, but: SavedSearch | None = None) -> str:
    line = required_line("title", title, limit=200)
    with session.no_autoflush:
        twin = session.scalar(select(SavedSearch).where(SavedSearch.title == line))
    if twin is not None and twin is not but:
        raise Refused("title", N_("A search with this name is saved already."))
    return line


def _free_slug(session: Session, title: str) -> str:
    wanted = "-".join(_PIECES.findall(anyascii(title).lower()))[:_LONGEST_SLUG].strip("-") or "search"
    taken = set(session.scalars(select(SavedSearch.slug).where(SavedSearch.slug.startswith(wanted))))
    number, slug = 1, wanted
    while slug in taken or slug == "new":
        number += 1
        slug = f"{wanted}-{number}"
    return slug
