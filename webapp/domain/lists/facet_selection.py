"""Which people a filter leaves, as sets of numbers: counted and paged without looking at everybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pyroaring import BitMap
from sqlalchemy.orm import Session

from webapp.domain.lists.filter import FIELDS, PeopleFilter
from webapp.domain.lists.filter_fields import Scope, status_as
from webapp.domain.read_model.day_sets import freshness_on, statuses_on
from webapp.domain.read_model.facet_members import largest_first
from webapp.domain.visibility import IN_USE, Reader


@dataclass(frozen=True)
class PeopleSelection:
    """The people whom each field of a filter leaves, by its name; those of its states are always there.

    `recorded` is how many people the reader's audience knows in all, in whatever state; `scope` is for whom
    and as of which day the fields were evaluated.
    """

    by_field: dict[str, BitMap]
    recorded: int
    scope: Scope

    @cached_property
    def people(self) -> BitMap:
        """Those whom all fields leave."""
        return self.without(())

    @property
    def everybody(self) -> BitMap:
        """Those whom the filter is asked about."""
        return self.by_field["state"]

    @property
    def in_use(self) -> int:
        """How many people the reader's audience knows whose records are in use."""
        return sum(len(people) for state, people in self.scope.states.items() if state in IN_USE)

    def without(self, names: Iterable[str]) -> BitMap:
        """Return those whom all fields but these leave."""
        return BitMap.intersection(*(people for name, people in self.by_field.items() if name not in names))

    def having(self, session: Session, name: str, value: str) -> BitMap:
        """Return those among them who have a value of another field, one that the filter does not name."""
        people = FIELDS[name].sets(session, name, (value,), self.scope)
        return self.people if people is None else self.people & people


def select_people(session: Session, people_filter: PeopleFilter, *, to: Reader) -> PeopleSelection:
    """Return the people whom a filter leaves, field by field."""
    as_of, day = people_filter.as_of, people_filter.day
    states = dict(largest_first(session, to.audience, "state"))
    liberty = statuses_on(session, to.audience, as_of) if as_of else {}

    @cache
    def fresh() -> Mapping[str, BitMap]:
        # Most counts ask for no freshness: it is looked up for those that do.
        return _fresh(liberty) if as_of else freshness_on(session, to.audience, day) if day else {}

    scope = Scope(to, as_of, people_filter.broad, day, states, liberty, fresh)
    by_field: dict[str, BitMap] = {}
    for name, field in FIELDS.items():
        value = getattr(people_filter, name)
        people = field.sets(session, name, value, scope) if value or field.always else None
        if people is not None:
            by_field[name] = people
    return PeopleSelection(by_field, sum(map(len, states.values())), scope)


def _fresh(liberty: Mapping[str, BitMap]) -> dict[str, BitMap]:
    """Return how fresh the word on whom was, from who had which status on a day."""
    fresh: dict[str, BitMap] = {}
    for status, people in liberty.items():
        if value := status_as("freshness", status):
            fresh.setdefault(value, BitMap()).update(people)
    return fresh
