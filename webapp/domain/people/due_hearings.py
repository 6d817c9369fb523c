"""Hearings of several people that are one line of what is due: of one case, on one day, about the same."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.loading import load_citations
from webapp.domain.sources.passages import load_texts
from webapp.domain.visibility import Reader
from webapp.models import DueDay, Hearing
from webapp.vocab.terms import DueKind


def hearings_together(
    session: Session, lines: Iterable[Row[Any]], *, to: Reader
) -> dict[UUID, list[Hearing]]:
    """Return, for the hearing of each of these lines, all of its sitting that await its day, itself first."""
    heads = [line for line in lines if line.kind == DueKind.HEARING]
    if not heads:
        return {}
    query = (
        select(DueDay.sitting, DueDay.day, Hearing)
        .join(Hearing, Hearing.id == DueDay.event_id)
        .where(
            DueDay.audience == to.audience, DueDay.kind == DueKind.HEARING,
            DueDay.sitting.in_({line.sitting for line in heads}),
            DueDay.day.in_({line.day for line in heads}),
        )
        .options(joinedload(Hearing.person))
        .order_by(Hearing.id)
    )  # fmt: skip
    together: dict[tuple[str, date], list[Hearing]] = {}
    for sitting, day, hearing in session.execute(query):
        together.setdefault((sitting, day), []).append(hearing)
    awaiting = {
        line.event_id: sorted(
            together.get((line.sitting, line.day), ()), key=lambda hearing: hearing.id != line.event_id
        )
        for line in heads
    }
    # The first stands for all of them, in words and with its passages.
    _load_passages(session, [hearings[0] for hearings in awaiting.values() if hearings])
    return awaiting


def hearings_alone(session: Session, lines: Iterable[Row[Any]]) -> dict[UUID, list[Hearing]]:
    """Return the hearing of each of these lines without the others of its sitting, which may be very many."""
    keys = {line.event_id for line in lines if line.kind == DueKind.HEARING}
    query = select(Hearing).where(Hearing.id.in_(keys)).options(joinedload(Hearing.case))
    hearings = session.scalars(query).all() if keys else []
    _load_passages(session, hearings)
    return {hearing.id: [hearing] for hearing in hearings}


def _load_passages(session: Session, hearings: Sequence[Hearing]) -> None:
    load_citations(session, hearings)
    load_texts(session, (citation.passage for hearing in hearings for citation in hearing.citations))
