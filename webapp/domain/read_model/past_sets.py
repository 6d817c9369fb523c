"""Sets of people by facet and value as they were at an earlier revision: today's, less who changed since."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap
from sqlalchemy.orm import Session

_KEY = "habeas_past_sets"
Sets = Iterable[tuple[str, str, BitMap]]


@dataclass
class PastSets:
    """The numbers of the people who are not as they were, and in which sets these people were then."""

    changed: BitMap = field(default_factory=BitMap)
    members: dict[str, dict[str, BitMap]] = field(default_factory=dict)

    def replaced(self, numbers: BitMap, values: Mapping[int, Iterable[tuple[str, str]]]) -> "PastSets":
        """Return the same with these people in other sets than before, or in none."""
        members: dict[str, dict[str, BitMap]] = {
            facet: {value: people - numbers for value, people in sets.items()}
            for facet, sets in self.members.items()
        }
        for number, own in values.items():
            for facet, value in own:
                members.setdefault(facet, {}).setdefault(value, BitMap()).add(number)
        return PastSets(self.changed | numbers, members)

    def sets(self, today: Sets, facets: Iterable[str], wanted: Callable[[str, str], bool]) -> Sets:
        """Yield of some facets the wanted values with the people of then; `today` are those as they are."""
        then = {(facet, value): people - self.changed for facet, value, people in today}
        for facet in facets:
            for value, people in self.members.get(facet, {}).items():
                if wanted(facet, value):
                    then[facet, value] = then.get((facet, value), BitMap()) | people
        yield from ((facet, value, people) for (facet, value), people in then.items() if people)


def read_as_then(session: Session, past: PastSets) -> None:
    """Have a session look up the sets as they were from now on."""
    session.info[_KEY] = past


def past_sets(session: Session) -> PastSets | None:
    """Return what a session looks sets up by; None where it does so as they are."""
    past: PastSets | None = session.info.get(_KEY)
    return past


def as_then(
    session: Session, today: Sets, facets: Iterable[str], wanted: Callable[[str, str], bool]
) -> Iterator[tuple[str, str, BitMap]]:
    """Yield sets that were read of some facets, or as they were where the session looks them up so."""
    past = past_sets(session)
    yield from today if past is None else past.sets(today, facets, wanted)
