"""Which claims everybody could once read: what may be told of as gone."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.models import Revision
from webapp.vocab.claims import ClaimState, Visibility

_PUBLIC = {"state": ClaimState.PUBLISHED.value, "visibility": Visibility.PUBLIC.value}
_BEGUN = {"state": ClaimState.DRAFT.value, "visibility": Visibility.PUBLIC.value}


def once_public(history: Session, ids: Iterable[UUID], *, until: datetime) -> set[UUID]:
    """Return those of these claims that were published and public at the same time, at some time."""
    public, values = set[UUID](), dict[UUID, dict[str, str]]()
    for batch in batches(ids):
        query = select(Revision.row_id, Revision.changes).where(
            Revision.row_id.in_(batch), Revision.at <= until
        )
        for key, changes in history.execute(query.order_by(Revision.number)):
            now = values.setdefault(key, dict(_BEGUN))
            now |= {name: changes[name][1] for name in _BEGUN if name in changes}
            if now == _PUBLIC:
                public.add(key)
    return public
