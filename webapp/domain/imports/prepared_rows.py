"""Rows of a list made ready in files beside the database: what is left to do is putting them into tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Self
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import Dialect
from sqlalchemy.orm import Session, class_mapper

from webapp.domain.accounts.home_rules import state_of_new_claims
from webapp.domain.history.chain import packed
from webapp.domain.history.new_rows import cited_rows, created_rows, new_people
from webapp.domain.history.owners import about
from webapp.domain.history.prepared_history import OwnPart
from webapp.domain.history.prepared_people import PreparedPeople
from webapp.domain.history.ready_parts import ReadyParts
from webapp.domain.history.ready_rows import ReadyFiles, ReadyTable, ready
from webapp.domain.history.recording import Edit
from webapp.domain.imports.recording import RecordedList, new_rows, parts
from webapp.domain.imports.rows import ListRow
from webapp.domain.known_organizations import columns_naming_organizations
from webapp.domain.read_model.facet_sets import Value
from webapp.domain.read_model.person_rows import BY_PERSON, DerivedRows
from webapp.domain.read_model.refresh import derive_new
from webapp.domain.refusals import Refused
from webapp.domain.sources import source_parts, word_index
from webapp.domain.text.quote_location import Span
from webapp.models import (
    Account,
    Base,
    BatchKeys,
    Citation,
    Claim,
    NewRows,
    Passage,
    Person,
    SourcePart,
    SourceVersion,
    SourceWord,
)
from webapp.vocab.accounts import Role, allows
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.words import N_


@dataclass
class PreparedList:
    """A list that is ready to be written; its people have the references P-0001, P-0002, … until then."""

    dialect: Dialect
    folder: Path
    edit: Edit
    state: ClaimState
    keys: BatchKeys = field(default_factory=BatchKeys)
    recorded: RecordedList = field(default_factory=RecordedList)
    touched: set[tuple[str, UUID]] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)
    others: set[UUID] = field(default_factory=set)
    """Those of them of whom the rows tell something new."""
    organizations: set[UUID] = field(default_factory=set)
    """Those that rows name."""
    names: list[str] = field(default_factory=list)
    tokens: list[set[str]] = field(default_factory=list)
    """Those of the names in each part."""
    newcomers: list[list[UUID]] = field(default_factory=list)
    """The people who are new in each part."""
    sets: dict[Audience, dict[Value, BitMap]] = field(default_factory=dict)
    mapping: tuple[str, str] | None = None
    """How it is read, as its record keeps it: its columns, and its words for a status."""
    with_source: bool = False
    """Whether the source that it becomes is made ready with it."""

    def __post_init__(self) -> None:
        """Open the files."""
        self.of_new = ReadyParts(self.dialect, self.folder)
        """What is cited, and all that is told of people who are new."""
        self.of_others = ReadyParts(self.dialect, self.folder)
        """What is told of people who were there before."""
        self.kept = (self.of_new, self.of_others)
        self._files = ReadyFiles(self.folder)
        self.derived = PreparedPeople(self.dialect, self._files)
        """What is derived of those with what is told of them, once that is written unseen."""

    def __enter__(self) -> Self:
        """Return the list itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw away what was prepared."""
        for kept in self.kept:
            kept.close()
        self._files.close()

    def add(self, rows: NewRows, number: int) -> None:
        """Make new rows ready that so many of the list become: history and read model too."""
        newcomers = {person.id for person in rows.of(Person)}

        def is_of_new(row: Base) -> bool:
            if isinstance(row, Citation):
                row = row.claim
            return row.person_id in newcomers if isinstance(row, Claim) else True

        of_new, of_others = rows.apart(is_of_new)
        lowest, highest = self.keys.bounds
        assert all(lowest <= new.row.id <= highest for new in rows.rows), "It would be seen."
        if of_new.rows:
            people, claims = new_people(of_new)
            self.newcomers.append([person.id for person in people])
            self.tokens.append(set())
            # It also says who made a row, and when.
            revisions = self._revisions(of_new)
            tables = [*self._tables(of_new), *self._derived(derive_new(people, claims))]
            given = {str(person.id): person.reference for person in people}
            self.of_new.keep(tables, revisions, given, size=len(people))
        if of_others.rows:
            self.others |= {citation.claim.person_id for citation in of_others.of(Citation)}
            revisions, size = self._revisions(of_others), number - len(newcomers)
            self.of_others.keep([*self._tables(of_others)], revisions, {}, size=size)
        self.touched |= cited_rows(rows)

    def add_source(self, version: SourceVersion) -> None:
        """Make the source ready that the list becomes, before its rows."""
        rows = NewRows()
        for row in (version.source, version):
            columns = (each.key for each in class_mapper(type(row)).column_attrs)
            values = {key: getattr(row, key) for key in columns if getattr(row, key) is not None}
            rows.add(type(row), **values)
        tables = list(self._tables(rows))
        for model, values_of in (
            (SourcePart, source_parts.rows_of(version)),
            (SourceWord, word_index.rows_of(version.id, version.text)),
        ):  # fmt: skip
            if values_of:
                tables.append(ready(Base.metadata.tables[model.__tablename__], values_of, self.dialect))
        self.with_source = True
        self.newcomers.append([])
        self.tokens.append(set())
        self.of_new.keep(tables, self._revisions(rows), {}, size=0)

    def _revisions(self, rows: NewRows) -> list[OwnPart]:
        return [
            (str(about(row)), str(row.id), row.__tablename__, packed(changes))
            for _, row, changes in created_rows(self.edit, rows)
        ]

    def _tables(self, rows: NewRows) -> Iterator[ReadyTable]:
        for table, values in rows.by_table():
            yield ready(table, values, self.dialect)
            naming = [column.key for column in columns_naming_organizations() if column.table is table]
            self.organizations |= {row[key] for key in naming for row in values} - {None}

    def _derived(self, derived: Mapping[Audience, DerivedRows]) -> Iterator[ReadyTable]:
        for audience, of_people in derived.items():
            own = self.sets.setdefault(audience, {})
            for number, of_person in of_people.facet_values().items():
                for value in of_person:
                    own.setdefault(value, BitMap()).add(number)
            for model, values_of in zip(BY_PERSON, of_people, strict=True):
                if values_of:
                    yield ready(Base.metadata.tables[model.__tablename__], values_of, self.dialect)
            self.tokens[-1] |= of_people.name_tokens()


def state_of_claims(session: Session, by_id: UUID) -> ClaimState:
    """Return in which state the claims begin that an account brings in with a list.

    Raises Refused at `rows` where it may not record anything.
    """
    by = session.get_one(Account, by_id)
    if not by.active or not allows(by.role, Role.CURATOR):
        raise Refused("rows", N_("Your account may not record anything any more."))
    return state_of_new_claims(session, by)


def prepare_rows(
    session: Session, version: SourceVersion, rows: Iterable[ListRow], prepared: PreparedList
) -> None:
    """Make ready what `record_rows` would write, as rows come. Raises Refused."""
    references = (f"P-{number:04d}" for number in count(1))
    earlier: dict[Span, Passage] = {}
    for part in parts(rows):
        new = new_rows(
            session, version, part, references, prepared.recorded, prepared.state, earlier, prepared.keys
        )
        prepared.add(new, len(part))
        prepared.people |= {row.person.id for row in part if row.person is not None}
        prepared.names += [row.name for row in part if row.person is None]
        if any(row.row.marks for row in part):
            # A merged cell is cited by rows of later parts too.
            earlier |= {Span(each.start, each.end): each for each in new.of(Passage)}
