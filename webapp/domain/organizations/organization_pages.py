"""The list of organizations in pages and in several orders, all of them or those called as somebody typed."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.organizations.organizations import organizations
from webapp.domain.paged_lists import KeyPage, is_named, key_page
from webapp.domain.visibility import Reader
from webapp.models import Organization

PAGE = 50
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
    hidden = hidden_spellings(session, to=to) if typed else set()
    listed, descends = organizations(session, to=to), sort.startswith("-")
    if sort.endswith(PEOPLE):
        listed.sort(key=lambda row: (people or {}).get(row.reference, 0), reverse=descends)
    elif sort.endswith(KIND):
        listed.sort(key=lambda row: row.kind, reverse=descends)
    elif descends:
        listed.reverse()
    rows = {row.id: row for row in listed}
    entries = [
        (row.reference, row.id)
        for row in rows.values()
        if not typed
        or is_named(typed, [row.reference, *(name.text for name in row.every_name if name.id not in hidden)])
    ]
    page = key_page(entries, before=before, after=after, size=PAGE)
    return page, [rows[organization_id] for organization_id in page.ids]
