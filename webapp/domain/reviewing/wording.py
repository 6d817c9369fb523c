"""Who gave claims the wording that they have, and what was published of them before: read from history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.models import Claim, Revision
from webapp.vocab.claims import ClaimState

# Changes of these give a claim no other wording.
_NOT_WORDING = frozenset({"state", "rank", "rank_reason", "lead_citation_id"})


@dataclass
class LastWording:
    """Who wrote what a claim says now, when and why; what it said when it was last published.

    `published` holds columns as history records them, and is None where the claim never was; `returned` is
    the note with which a reviewer gave it back last.
    """

    by_id: UUID
    at: datetime
    reason: str
    values: dict[str, Any] = field(default_factory=dict)
    published: Mapping[str, Any] | None = None
    returned: str | None = None


def last_wordings(session: Session, claims: Sequence[Claim]) -> dict[UUID, LastWording]:
    """Return the wording of each claim, by its id, in as many queries for many as for few."""
    wordings: dict[UUID, LastWording] = {}
    for batch in batches([claim.id for claim in claims]):
        query = select(Revision).where(Revision.row_id.in_(batch)).order_by(Revision.number)
        for revision in session.scalars(query):
            wording = wordings.setdefault(
                revision.row_id, LastWording(revision.by_id, revision.at, revision.reason)
            )
            _follow(wording, revision)
    return wordings


def _follow(wording: LastWording, revision: Revision) -> None:
    wording.values |= {key: new for key, (_, new) in revision.changes.items()}
    if revision.changes.keys() - _NOT_WORDING:
        wording.by_id, wording.at, wording.reason = revision.by_id, revision.at, revision.reason
    if wording.values.get("state") == ClaimState.PUBLISHED:
        wording.published = dict(wording.values)
    states = revision.changes.get("state", [None, None])
    if states == [ClaimState.IN_REVIEW, ClaimState.DRAFT]:
        wording.returned = revision.reason if revision.by_id != wording.by_id else None
