"""The list of sources in pages and in several orders, all of them or those called as somebody typed."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.paged_lists import KeyPage, is_named, key_page
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import Organization, Source

PAGE = 25
ADDED, TITLE, DATE = "added", "title", "date"
_DAY = Source.__table__.c.date_earliest
SORTS = tuple(sign + order for order in (ADDED, TITLE, DATE) for sign in ("", "-"))


def source_page(
    session: Session,
    *,
    to: Reader,
    typed: str = "",
    sort: str = "-added",
    before: str | None = None,
    after: str | None = None,
) -> tuple[KeyPage, list[Source]]:
    """Return a page of the sources whose reference, title or authors are as `typed`, sorted by one of SORTS.

    With a minus the order is the other way round; sources without a date come last either way.
    """
    query = select(Source.reference, Source.id, Source.title, Source.authors, _DAY)
    rows = list(session.execute(query.where(may_see_source(to)).order_by(Source.reference.desc())))
    descends, by = sort.startswith("-"), sort.removeprefix("-")
    if by == TITLE:
        rows = sorted(rows, key=lambda row: row.title.casefold(), reverse=descends)
    elif by == DATE:
        dated = [row for row in rows if row.date_earliest]
        dated.sort(key=lambda row: row.date_earliest, reverse=descends)
        rows = [*dated, *(row for row in rows if not row.date_earliest)]
    elif not descends:
        rows = rows[::-1]
    entries = [
        (row.reference, row.id)
        for row in rows
        if not typed or is_named(typed, [row.reference, row.title, row.authors or ""])
    ]
    page = key_page(entries, before=before, after=after, size=PAGE)
    described = selectinload(Source.publisher).selectinload(Organization.names)
    listed = select(Source).where(Source.id.in_(page.ids)).options(described)
    shown = {row.id: row for row in session.scalars(listed)}
    return page, [shown[source_id] for source_id in page.ids]
