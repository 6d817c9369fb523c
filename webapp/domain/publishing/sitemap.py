"""The records that search engines may be led to, some thousand at a time."""

from typing import Literal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.domain.known_organizations import may_see_organization
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.visibility import PUBLIC, may_see_case, may_see_source
from webapp.models import CourtCase, Organization, PersonSummary, Source
from webapp.vocab.people import PublicationState

PAGE = 10_000
RecordKind = Literal["people", "sources", "organizations", "cases"]
KINDS: tuple[RecordKind, ...] = ("people", "sources", "organizations", "cases")


def page_counts(session: Session) -> dict[RecordKind, int]:
    """Return how many pages of PAGE addresses the public records of each kind fill."""
    counts = {
        kind: session.scalar(select(func.count()).select_from(_references(kind).subquery())) or 0
        for kind in KINDS
    }
    return {kind: -(-count // PAGE) for kind, count in counts.items()}


def references(session: Session, kind: RecordKind, page: int) -> list[str]:
    """Return the references of the public records of one page; the first page is number 1."""
    query = _references(kind).order_by("reference").limit(PAGE).offset((page - 1) * PAGE)
    return list(session.scalars(query))


def _references(kind: RecordKind) -> Select[str]:
    match kind:
        case "people":
            return select(PersonSummary.reference).where(matching(PeopleFilter(), to=PUBLIC))
        case "sources":
            in_use = Source.state != PublicationState.RETIRED
            return select(Source.reference).where(may_see_source(PUBLIC), in_use)
        case "organizations":
            in_use = Organization.state != PublicationState.RETIRED
            return select(Organization.reference).where(may_see_organization(PUBLIC), in_use)
        case "cases":
            in_use = CourtCase.state != PublicationState.RETIRED
            return select(CourtCase.reference).where(may_see_case(PUBLIC), in_use)
