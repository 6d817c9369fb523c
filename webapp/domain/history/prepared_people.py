"""What is derived anew of very many people: made ready in parts, then put in place of what stands there."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import Dialect, Table, delete, select, update
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.ready_rows import ReadyFiles, ReadyTable, put, ready
from webapp.domain.read_model.facet_sets import Value, exchange, number_of, only_here
from webapp.domain.read_model.person_rows import changed_rows, stored_rows
from webapp.domain.read_model.refresh import derive_as_held, keep_keys
from webapp.models import Base, Claim, Person
from webapp.vocab.claims import Audience

Sets = dict[Audience, dict[Value, BitMap]]
_PEOPLE = Base.metadata.tables[Person.__tablename__]


@dataclass
class PreparedPeople:
    """The rows of the read model that are to be others, and the sets that people leave and join."""

    dialect: Dialect
    files: ReadyFiles
    people: list[UUID] = field(default_factory=list)
    """Of whom all that is derived was made ready."""
    parts: int = 0
    leaving_rows: dict[Table, list[UUID]] = field(default_factory=dict)
    """The people of whom the rows in a table are to be others."""
    leaving: Sets = field(default_factory=dict)
    joining: Sets = field(default_factory=dict)
    had_tokens: set[str] = field(default_factory=set)
    has_tokens: set[str] = field(default_factory=set)

    def derive(self, session: Session, people: Sequence[UUID], returning: Sequence[Claim] = ()) -> None:
        """Make ready what is derived of people, as the session holds them.

        `returning` are claims that are withdrawn as yet, and in the session not any more.
        """
        self.people += people
        stored, derived = stored_rows(session, people), derive_as_held(session, people, returning)
        for audience, rows in derived.items():
            had, has = stored[audience].facet_values(), rows.facet_values()
            for sets, changed in (self.leaving, only_here(had, has)), (self.joining, only_here(has, had)):
                for value, numbers in changed.items():
                    sets.setdefault(audience, {}).setdefault(value, BitMap()).update(numbers)
            self.had_tokens |= stored[audience].name_tokens() - rows.name_tokens()
            self.has_tokens |= rows.name_tokens() - stored[audience].name_tokens()
        tables = list[ReadyTable]()
        for table, leaving, new in changed_rows(stored, derived):
            self.leaving_rows.setdefault(table, []).extend(leaving)
            if new:
                tables.append(ready(table, new, self.dialect))
        self.files.keep_tables(tables)
        self.parts += 1

    def write(
        self, session: Session, progress: Callable[[float], None], *, but: Collection[UUID] = frozenset()
    ) -> None:
        """Put what was made ready in place of what stands there, `but` that of some people who changed since.

        `progress` hears which part of it is done.
        """
        for table, people in self.leaving_rows.items():
            for keys in batches(person_id for person_id in people if person_id not in but):
                session.execute(delete(table).where(table.c.person_id.in_(keys)))
        progress(1 / 3)
        for place, part in enumerate(self.files.tables(), start=1):
            for ready_table in _but(part, but):
                put(session, ready_table.name, ready_table.columns, iter(ready_table.rows))
            progress((1 + place / self.parts) / 3)
        others = BitMap(_numbers(session, but))
        nobody: dict[Value, BitMap] = {}
        for audience in self.leaving.keys() | self.joining.keys():
            leaving, joining = (
                {value: numbers - others for value, numbers in sets.get(audience, nobody).items()}
                for sets in (self.leaving, self.joining)
            )
            exchange(session, audience, leaving, joining)
        keep_keys(session, self.had_tokens, self.has_tokens)


def raise_versions(session: Session, people: Collection[UUID]) -> None:
    """Raise the versions of people of whom something else changes than their own row."""
    for keys in batches(people):
        session.execute(update(_PEOPLE).where(_PEOPLE.c.id.in_(keys)).values(version=_PEOPLE.c.version + 1))


def _numbers(session: Session, people: Collection[UUID]) -> Iterator[int]:
    for keys in batches(people):
        yield from map(number_of, session.scalars(select(_PEOPLE.c.reference).where(_PEOPLE.c.id.in_(keys))))


def _but(part: Iterable[ReadyTable], people: Collection[UUID]) -> Iterator[ReadyTable]:
    """Yield tables without the rows of some people."""
    # SQLite has keys without hyphens.
    others = {written for key in people for written in (str(key), key.hex)}
    for table in part:
        place = table.columns.index("person_id")
        rows = [row for row in table.rows if row[place] not in others] if others else table.rows
        yield ReadyTable(table.name, table.columns, rows)
