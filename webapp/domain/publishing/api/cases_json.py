"""Cases before courts as JSON, each with the references of its accused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.api.record_values import Json, record_json
from webapp.domain.visibility import PUBLIC, may_see_case, may_see_claim
from webapp.models import Charge, Claim, CourtCase, Hearing, PersonSummary
from webapp.vocab.people import PublicationState


def case_writer(session: Session) -> Callable[..., dict[str, Any]]:
    """Return what writes a case; the accused and the visible cases are looked up once for all."""
    accused = _accused(session)
    public = set(session.scalars(select(CourtCase.id).where(may_see_case(PUBLIC))))

    def written(case: CourtCase, *, public_url: str) -> Json:
        court = case.court if case.court and case.court.state is not PublicationState.DRAFT else None
        earlier = case.earlier if case.earlier_id in public else None
        return {
            "reference": case.reference,
            "url": f"{public_url}/cases/{case.reference}",
            "name": case.name,
            "other_names": [name.strip() for name in (case.other_names or "").split(";") if name.strip()],
            "number": case.number,
            "court": court and record_json(court, public_url=public_url),
            "instance": case.instance.value,
            "earlier": earlier and record_json(earlier, public_url=public_url),
            "state": case.state.value,
            "accused": accused.get(case.id, []),
        }

    return written


def _accused(session: Session) -> dict[UUID, list[str]]:
    """Return the references of all whom public charges and hearings of a case name, by the case."""
    accused: dict[UUID, set[str]] = {}
    for model in (Charge, Hearing):
        table = model.__table__
        query = (
            select(table.c.case_id, PersonSummary.reference)
            .join(Claim, Claim.id == table.c.id)
            .join(Claim.person)
            .join(PersonSummary, PersonSummary.person_id == Claim.person_id)
            .where(table.c.case_id.is_not(None), may_see_claim(PUBLIC), matching(PeopleFilter(), to=PUBLIC))
        )
        for case, reference in session.execute(query):
            accused.setdefault(case, set()).add(reference)
    return {case: sorted(references) for case, references in accused.items()}
