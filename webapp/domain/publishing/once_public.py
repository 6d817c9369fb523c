"""Which claims and sources everybody could once read: what may be told of as gone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.models import Person, Revision
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.people import PublicationState

_Values = Mapping[str, str]
# What a row holds where its first revision says nothing else.
_CLAIM: _Values = {"state": ClaimState.DRAFT.value, "visibility": Visibility.PUBLIC.value}
_SOURCE: _Values = {"state": PublicationState.PUBLISHED.value, "visibility": Visibility.PUBLIC.value}


def once_public(history: Session, ids: Iterable[UUID], *, until: datetime) -> set[UUID]:
    """Return those of these claims that were published and public at the same time, at some time."""
    return _once(history, ids, _CLAIM, (ClaimState.PUBLISHED.value,), until)


def sources_once_public(history: Session, ids: Iterable[UUID], *, until: datetime) -> set[UUID]:
    """Return those of these sources that everybody could open at some time."""
    states = PublicationState.PUBLISHED.value, PublicationState.RETIRED.value
    return _once(history, ids, _SOURCE, states, until)


def people_once_public(history: Session, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these people whose record was published at some time."""
    published = PublicationState.PUBLISHED.value
    query = select(Revision.row_id, Revision.changes).where(Revision.table_name == Person.__tablename__)
    return {
        key
        for batch in batches(ids)
        for key, changes in history.execute(query.where(Revision.row_id.in_(batch)))
        if published in (changes.get("state") or ())
    }


def _once(
    history: Session, ids: Iterable[UUID], begun: _Values, states: tuple[str, ...], until: datetime
) -> set[UUID]:
    """Return the rows of these keys that were public while in one of these states, at some time."""
    public, values = set[UUID](), dict[UUID, dict[str, str]]()
    for batch in batches(ids):
        query = select(Revision.row_id, Revision.changes).where(
            Revision.row_id.in_(batch), Revision.at <= until
        )
        for key, changes in history.execute(query.order_by(Revision.number)):
            now = values.setdefault(key, dict(begun))
            now |= {name: changes[name][1] for name in begun if name in changes}
            if now["visibility"] == Visibility.PUBLIC.value and now["state"] in states:
                public.add(key)
    return public
