"""The list of organizations in pages and in several orders, all of them or those called as somebody typed."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.known_organizations import hidden_spellings, may_see_organization
from webapp.domain.organizations.namesakes import is_same_name
from webapp.domain.paged_lists import KeyPage, is_named, key_page
from webapp.domain.visibility import Reader
from webapp.models import Organization, OrganizationName
from webapp.vocab.people import NameKind

PAGE = 50
# So many are asked for by their ids; of more, all are read.
_FEW = 500
NAME, KIND, PEOPLE = "name", "kind", "people"
SORTS = tuple(sign + order for order in (NAME, KIND, PEOPLE) for sign in ("", "-"))


def organization_page(
    session: Session,
    *,
    to: Reader,
    typed: str = "",
    sort: str = "name",
    people: Mapping[str, int] | None = None,
    before: str | None = None,
    after: str | None = None,
) -> tuple[KeyPage, list[Organization]]:
    """Return a page of the organizations whose reference or any name is as `typed`, sorted by one of SORTS.

    With a minus the order is the other way round; those of one number of `people` stand by their first name.
    A name that the reader may not see finds nothing.
    """
    called = _called(session, typed, hidden_spellings(session, to=to)) if typed else None
    rows, descends = _rows_by_name(session, to, called), sort.startswith("-")
    if sort.endswith(PEOPLE):
        rows.sort(key=lambda row: (people or {}).get(row.reference, 0), reverse=descends)
    elif sort.endswith(KIND):
        rows.sort(key=lambda row: row.kind, reverse=descends)
    elif descends:
        rows.reverse()
    entries = [(row.reference, row.id) for row in rows]
    page = key_page(entries, before=before, after=after, size=PAGE)
    merged = selectinload(Organization.merged).selectinload(Organization.names)
    shown = select(Organization).where(Organization.id.in_(page.ids))
    listed = session.scalars(shown.options(selectinload(Organization.names), merged))
    organizations = {row.id: row for row in listed}
    return page, [organizations[organization_id] for organization_id in page.ids]


def _rows_by_name(session: Session, to: Reader, called: set[UUID] | None) -> list[Any]:
    """Return what orders those of these organizations that the reader may see, all if None, by main name."""
    is_main = OrganizationName.kind == NameKind.MAIN
    # As `Organization.main_name` has it: the main name taken last, else the first of any kind.
    taken = case((is_main, OrganizationName.__table__.c.since_earliest))
    order = (is_main.desc(), taken.desc().nulls_last(), OrganizationName.position)
    place = func.row_number().over(partition_by=OrganizationName.organization_id, order_by=order)
    placed = select(OrganizationName.organization_id, OrganizationName.text, place.label("place")).subquery()
    query = (
        select(Organization.id, Organization.reference, Organization.kind, placed.c.text)
        .join(placed, and_(placed.c.organization_id == Organization.id, placed.c.place == 1))
        .where(may_see_organization(to), Organization.merged_into_id.is_(None))
    )
    if called is not None and len(called) <= _FEW:
        query = query.where(Organization.id.in_(called))
    rows = [row for row in session.execute(query) if called is None or row.id in called]
    return sorted(rows, key=lambda row: (row.text.casefold(), row.reference))


def _called(session: Session, typed: str, hidden: set[UUID]) -> set[UUID]:
    """Return the ids of records of which a name that is not hidden is as `typed`.

    Names of a record that was merged are names of the one that is left.
    """
    merged = select(Organization.id, Organization.merged_into_id)
    rows = session.execute(merged.where(Organization.merged_into_id.is_not(None)))
    left = {organization_id: into for organization_id, into in rows if into}
    query = select(
        Organization.id, Organization.reference, OrganizationName.id.label("name_id"), OrganizationName.text
    ).join(Organization.names)
    called = set()
    for row in session.execute(query):
        texts = [row.text] if row.name_id not in hidden else []
        named = is_named(typed, texts if row.id in left else [row.reference, *texts])
        if named or any(is_same_name(typed, text) for text in texts):
            called.add(row.id)
    return called | {into for organization_id in called for into in _above(organization_id, left)}


def _above(organization_id: UUID, left: Mapping[UUID, UUID]) -> Iterator[UUID]:
    """Yield the records into which one was merged, the one that is left last."""
    while organization_id in left:
        organization_id = left[organization_id]
        yield organization_id
