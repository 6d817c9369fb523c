"""What was recorded last of people's liberty, for those who follow it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.visibility import Reader, may_see_claim, visible_citations
from webapp.models import Citation, Claim, Passage, PersonSummary, SourceVersion, StatusEvent

_EVENTS = 50


def status_changes(
    session: Session, people_filter: PeopleFilter, *, to: Reader
) -> list[tuple[StatusEvent, PersonSummary, list[Citation]]]:
    """Return the status events recorded last on the people of a filter, the newest first, 50 at most.

    Each comes with the person and with the citations that the reader may see.
    """
    query = (
        select(StatusEvent, PersonSummary)
        .join(PersonSummary, PersonSummary.person_id == StatusEvent.person_id)
        .where(matching(people_filter, to=to), StatusEvent.id.in_(select(Claim.id).where(may_see_claim(to))))
        .order_by(StatusEvent.made_at.desc(), StatusEvent.id.desc())
        .limit(_EVENTS)
        .options(
            selectinload(StatusEvent.citations)
            .joinedload(Citation.passage)
            .joinedload(Passage.source_version)
            .joinedload(SourceVersion.source)
        )
    )
    return [
        (event, summary, visible_citations(event, to=to)) for event, summary in session.execute(query)
    ]
