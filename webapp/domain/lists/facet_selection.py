"""Which people a filter leaves, as sets of numbers: counted and paged without looking at everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.filter import LISTS, PeopleFilter
from webapp.domain.lists.sql_conditions import MOST_TOKENS, begun, like, matching
from webapp.domain.read_model.facet_sets import NAME, largest_first, members, number_of, on_day
from webapp.domain.references import canonical_reference
from webapp.domain.text.name_folding import tokens
from webapp.domain.visibility import Reader
from webapp.models import NameKey, PersonSummary
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Status, held
from webapp.vocab.people import PublicationState


@dataclass(frozen=True)
class Found:
    """The people whom each field of a filter leaves; `liberty` holds who had which status on its day.

    `recorded` is how many people the reader's audience knows in all, in whatever state.
    """

    parts: dict[str, BitMap]
    liberty: dict[Status, BitMap]
    recorded: int

    @cached_property
    def people(self) -> BitMap:
        """Those whom all fields leave."""
        return self.without(())

    @property
    def everybody(self) -> BitMap:
        """Those whom the filter is asked about."""
        return self.parts[""]

    def without(self, fields: Iterable[str]) -> BitMap:
        """Return those whom all fields but these leave."""
        return BitMap.intersection(*(some for field, some in self.parts.items() if field not in fields))


def find(session: Session, which: PeopleFilter, *, to: Reader) -> Found:
    """Return the people whom a filter leaves, field by field; those of a readable state are always a part."""
    liberty = on_day(session, to.audience, which.as_of) if which.as_of else {}
    states = which.state or [
        state for state in PublicationState
        if to.audience is Audience.PUBLIC or state is not PublicationState.RETIRED
    ]  # fmt: skip
    recorded = dict(largest_first(session, to.audience, "state"))
    parts = {"": BitMap.union(BitMap(), *(those for state, those in recorded.items() if state in states))}
    for field in LISTS:
        values = getattr(which, field)
        if not values or field in ("state", "length"):
            continue
        if which.as_of and field in ("held", "status"):
            wanted = [s for s in liberty if (held(s) if field == "held" else s).value in values]
            parts[field] = BitMap.union(BitMap(), *(liberty[status] for status in wanted))
        else:
            parts[field] = members(session, to.audience, field, values)
    if which.q:
        parts["q"] = _named(session, which, to)
    if which.length and which.as_of:
        rest = PeopleFilter(length=which.length, as_of=which.as_of, state=which.state)
        query = select(PersonSummary.reference).where(matching(rest, to=to))
        parts["length"] = BitMap(map(number_of, session.scalars(query)))
    return Found(parts, liberty, sum(map(len, recorded.values())))


def _named(session: Session, which: PeopleFilter, to: Reader) -> BitMap:
    """Return those of whose tokens each one of the name asked for begins one, or broadly is like one."""
    if canonical_reference(which.q) is not None:
        rest = PeopleFilter(q=which.q, state=which.state)
        query = select(PersonSummary.reference).where(matching(rest, to=to))
        return BitMap(map(number_of, session.scalars(query)))
    wanted = tokens(which.q)[:MOST_TOKENS]
    if not wanted:
        return BitMap()
    meant = (select(NameKey.token).where(like(token) if which.broad else begun(token)) for token in wanted)
    return BitMap.intersection(
        *(members(session, to.audience, NAME, set(session.scalars(query))) for query in meant)
    )
