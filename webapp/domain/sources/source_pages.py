"""The list of sources in pages, newest first, all of them or those called as somebody typed."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.key_pages import KeyPage, is_named, key_page
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import Organization, Source

PAGE = 25


def source_page(
    session: Session, *, to: Reader, typed: str = "", before: str | None = None, after: str | None = None
) -> tuple[KeyPage, list[Source]]:
    """Return a page of the sources whose reference, title or authors are as `typed`, newest first."""
    query = (
        select(Source.reference, Source.id, Source.title, Source.authors)
        .where(may_see_source(to))
        .order_by(Source.reference.desc())
    )
    entries = [
        (reference, source_id)
        for reference, source_id, title, authors in session.execute(query)
        if not typed or is_named(typed, [reference, title, authors or ""])
    ]
    page = key_page(entries, before=before, after=after, size=PAGE)
    described = selectinload(Source.publisher).selectinload(Organization.names)
    listed = select(Source).where(Source.id.in_(page.ids)).options(described)
    rows = {row.id: row for row in session.scalars(listed)}
    return page, [rows[source_id] for source_id in page.ids]
