"""The list of organizations in pages, by name, all of them or those called as somebody typed."""

from sqlalchemy.orm import Session

from webapp.domain.key_pages import KeyPage, is_named, key_page
from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.organizations.organizations import organizations
from webapp.domain.visibility import Reader
from webapp.models import Organization

PAGE = 50


def organization_page(
    session: Session, *, to: Reader, typed: str = "", before: str | None = None, after: str | None = None
) -> tuple[KeyPage, list[Organization]]:
    """Return a page of the organizations whose reference or any name is as `typed`, by their first name.

    A name that the reader may not see finds nothing.
    """
    hidden = hidden_spellings(session, to=to) if typed else set()
    rows = {row.id: row for row in organizations(session, to=to)}
    entries = [
        (row.reference, row.id)
        for row in rows.values()
        if not typed
        or is_named(typed, [row.reference, *(name.text for name in row.every_name if name.id not in hidden)])
    ]
    page = key_page(entries, before=before, after=after, size=PAGE)
    return page, [rows[organization_id] for organization_id in page.ids]
