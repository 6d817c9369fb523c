"""What is derived anew of very many people: made ready in parts, then put in place of what stands there."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import Dialect, select, update
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.ready_rows import ReadyFiles, ReadyTable, Rows, change, put, ready, remove
from webapp.domain.read_model.affected import LEFT
from webapp.domain.read_model.facet_sets import Value, exchange, number_of, only_here
from webapp.domain.read_model.person_rows import row_changes, stored_rows
from webapp.domain.read_model.refresh import derive_as_held, keep_keys
from webapp.models import Base, Claim, OrganizationName, Person, Revision
from webapp.vocab.claims import Audience

Sets = dict[Audience, dict[Value, BitMap]]
_PEOPLE = Base.metadata.tables[Person.__tablename__]
# Parts that are written together.
_AT_ONCE = 10


@dataclass
class PreparedPeople:
    """The rows of the read model that are to be others, and the sets that people leave and join."""

    dialect: Dialect
    files: ReadyFiles
    people: list[UUID] = field(default_factory=list)
    """Of whom all that is derived was made ready."""
    parts: int = 0
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
        removed, altered, new = list[ReadyTable](), list[ReadyTable](), list[ReadyTable]()
        for of_table in row_changes(stored, derived):
            kept = (removed, of_table.removed), (altered, of_table.changed), (new, of_table.new)
            for tables, values in kept:
                if values:
                    tables.append(ready(of_table.table, values, self.dialect))
        for tables in (removed, altered, new):
            self.files.keep_tables(tables)
        self.parts += 1

    def write(
        self, session: Session, progress: Callable[[float], None], *, but: Collection[UUID] = frozenset()
    ) -> None:
        """Put what was made ready in place of what stands there, `but` that of some people who changed since.

        `progress` hears which part of it is done.
        """
        for done, (removed, changed, new) in self._parts():
            for table in _but(removed, but):
                remove(session, table)
            for table in _but(changed, but):
                change(session, table)
            for table in _but(new, but):
                put(session, table.name, table.columns, iter(table.rows))
            progress(done / self.parts)
        others = BitMap(_numbers(session, but))
        nobody: dict[Value, BitMap] = {}
        for audience in self.leaving.keys() | self.joining.keys():
            leaving, joining = (
                {value: numbers - others for value, numbers in sets.get(audience, nobody).items()}
                for sets in (self.leaving, self.joining)
            )
            exchange(session, audience, leaving, joining)
        keep_keys(session, self.had_tokens, self.has_tokens)

    def _parts(self) -> Iterator[tuple[int, list[list[ReadyTable]]]]:
        """Yield what goes, is changed and is new of some parts at a time, and how many parts that makes."""
        kept, done = self.files.tables(), 0
        # Each part is kept in three.
        while group := list(islice(kept, 3 * _AT_ONCE)):
            done += len(group) // 3
            yield done, [_joined(group[place::3]) for place in range(3)]


def raise_versions(session: Session, people: Collection[UUID]) -> None:
    """Raise the versions of people of whom something else changes than their own row."""
    for keys in batches(people):
        session.execute(update(_PEOPLE).where(_PEOPLE.c.id.in_(keys)).values(version=_PEOPLE.c.version + 1))


def rows_since(session: Session, revision: int) -> set[tuple[str, UUID]]:
    """Return the rows that were changed since a revision, and whom they were about."""
    query = select(Revision.table_name, Revision.row_id, Revision.about_id, Revision.changes)
    rows = set[tuple[str, UUID]]()
    for table, row_id, about_id, changes in session.execute(query.where(Revision.number > revision)):
        # A spelling that was removed can be asked no more.
        about = "organization" if table == OrganizationName.__tablename__ else LEFT
        rows |= {(table, row_id), (about, about_id)}
        rows |= {(LEFT, UUID(key)) for key in changes.get("person_id", ()) if key}
    return rows


def _numbers(session: Session, people: Collection[UUID]) -> Iterator[int]:
    for keys in batches(people):
        yield from map(number_of, session.scalars(select(_PEOPLE.c.reference).where(_PEOPLE.c.id.in_(keys))))


def _joined(parts: Iterable[Iterable[ReadyTable]]) -> list[ReadyTable]:
    """Return the rows of several parts, each table once."""
    rows: dict[tuple[str, tuple[str, ...]], Rows] = {}
    for table in (table for part in parts for table in part):
        rows.setdefault((table.name, table.columns), []).extend(table.rows)
    return [ReadyTable(*key, of_table) for key, of_table in rows.items()]


def _but(part: Iterable[ReadyTable], people: Collection[UUID]) -> Iterator[ReadyTable]:
    """Yield tables without the rows of some people."""
    # SQLite has keys without hyphens.
    others = {written for key in people for written in (str(key), key.hex)}
    for table in part:
        place = table.columns.index("person_id")
        rows = [row for row in table.rows if row[place] not in others] if others else table.rows
        yield ReadyTable(table.name, table.columns, rows)
