"""Which people a filter leaves, as sets of numbers: counted and paged without looking at everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.facet_members import members, number_of
from webapp.domain.filters import LISTS, PeopleFilter
from webapp.domain.matching import matching, on_day
from webapp.domain.reading import Reader
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Status, held
from webapp.vocab.people import PublicationState


@dataclass(frozen=True)
class Found:
    """The people whom each field of a filter leaves; `liberty` holds who had which status on its day."""

    parts: dict[str, BitMap]
    liberty: dict[Status, BitMap]

    @cached_property
    def people(self) -> BitMap:
        """Those whom all fields leave."""
        return self.without(())

    def without(self, fields: Iterable[str]) -> BitMap:
        """Return those whom all fields but these leave."""
        return BitMap.intersection(*(some for field, some in self.parts.items() if field not in fields))


def find(session: Session, which: PeopleFilter, *, to: Reader) -> Found:
    """Return the people whom a filter leaves, field by field; those of a readable state are always a part."""
    liberty = _on_day(session, which.as_of, to) if which.as_of else {}
    states = which.state or [
        state for state in PublicationState
        if to.audience is Audience.PUBLIC or state is not PublicationState.RETIRED
    ]  # fmt: skip
    parts = {"": members(session, to.audience, "state", states)}
    for field in LISTS:
        values = getattr(which, field)
        if not values or field in ("state", "length"):
            continue
        if which.as_of and field in ("held", "status"):
            wanted = [s for s in liberty if (held(s) if field == "held" else s).value in values]
            parts[field] = BitMap.union(BitMap(), *(liberty[status] for status in wanted))
        else:
            parts[field] = members(session, to.audience, field, values)
    rest = PeopleFilter(q=which.q, broad=which.broad, length=which.length, as_of=which.as_of)
    if rest.q or rest.length:
        query = select(PersonSummary.reference).where(matching(rest, to=to))
        parts["rest"] = BitMap(map(number_of, session.scalars(query)))
    return Found(parts, liberty)


def _on_day(session: Session, day: date, to: Reader) -> dict[Status, BitMap]:
    query = select(LibertySpan.status, PersonSummary.reference).join(PersonSummary, on_day(day))
    query = query.where(PersonSummary.audience == to.audience)
    found: dict[Status, BitMap] = {}
    for status, reference in session.execute(query, execution_options={"yield_per": 5_000}):
        found.setdefault(status, BitMap()).add(number_of(reference))
    return found
