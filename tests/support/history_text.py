"""Claims told one after another, as a reader of sources meets them; they never touch a database."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from webapp.models import (
    Charge,
    ChargeStep,
    Citation,
    Passage,
    PersonalFact,
    Source,
    SourceVersion,
    StatusEvent,
)
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import Rank, Stance, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind, PublicationState

_numbers = count(1)
_NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def date_of(edtf: str | None) -> PartialDate | None:
    """The partial date of an EDTF text, or none."""
    return PartialDate.parse(edtf) if edtf else None


def paper() -> Source:
    """A source with one version."""
    number = next(_numbers)
    version = SourceVersion(number=1, retrieved_at=_NOON, source_id=UUID(int=number))
    return Source(
        id=UUID(int=number), versions=[version], state=PublicationState.PUBLISHED,
        visibility=Visibility.PUBLIC,
    )  # fmt: skip


def event(
    status: Status, since: str | None = None, *, rank: Rank = Rank.NORMAL, by: Source | None = None
) -> StatusEvent:
    """A status event, recorded after all that were told before it."""
    return StatusEvent(status=status, since=date_of(since), **_shared_fields(rank, by))


def fact(
    kind: FactKind, value: str | None = None, date: str | None = None, *, rank: Rank = Rank.NORMAL
) -> PersonalFact:
    """A personal fact, recorded after all that were told before it."""
    return PersonalFact(fact=kind, value=value, date=date_of(date), **_shared_fields(rank, None))


def step(
    kind: StepKind,
    date: str | None = None,
    *,
    of: Charge,
    sentence: SentenceKind | None = None,
    rank: Rank = Rank.NORMAL,
    **length: Any,
) -> ChargeStep:
    """A step of a charge, recorded after all that were told before it; a length makes it a term."""
    if sentence is None and length:
        sentence = SentenceKind.TERM
    fields = _shared_fields(rank, None)
    return ChargeStep(charge_id=of.id, step=kind, date=date_of(date), sentence=sentence, **length | fields)


def charge() -> Charge:
    """A charge of which nothing is stated."""
    return Charge(**_shared_fields(Rank.NORMAL, None))


def _shared_fields(rank: Rank, by: Source | None) -> dict[str, Any]:
    number = next(_numbers)
    passage = Passage(source_version=(by or paper()).versions[0], start=number)
    return {
        "id": UUID(int=number),
        "made_at": _NOON + timedelta(seconds=number),
        "rank": rank,
        "citations": [Citation(passage=passage, stance=Stance.SUPPORTS)],
    }
