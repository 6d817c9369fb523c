"""Rows of a list made ready in files beside the database: what is left to do is putting them into tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Self
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import Dialect
from sqlalchemy.orm import Session

from webapp.domain.accounts.home_rules import state_of_new_claims
from webapp.domain.history.chain import packed
from webapp.domain.history.new_rows import cited_rows, created_rows, new_people
from webapp.domain.history.owners import about
from webapp.domain.history.prepared_history import OwnPart
from webapp.domain.history.ready_rows import ReadyFiles, ReadyTable, ready
from webapp.domain.history.recording import Edit
from webapp.domain.history.staged_rows import StagedRows
from webapp.domain.imports.recording import RecordedList, new_rows, parts
from webapp.domain.imports.rows import ListRow
from webapp.domain.known_organizations import columns_naming_organizations
from webapp.domain.read_model.facet_sets import Value
from webapp.domain.read_model.person_rows import BY_PERSON
from webapp.domain.read_model.refresh import derive_new
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import Span
from webapp.models import Account, Base, NewRows, Passage, SourceVersion
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
    recorded: RecordedList = field(default_factory=RecordedList)
    parts: list[int] = field(default_factory=list)
    """How many rows each part has."""
    touched: set[tuple[str, UUID]] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)
    organizations: set[UUID] = field(default_factory=set)
    """Those that rows name."""
    names: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    sets: dict[Audience, dict[Value, BitMap]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the files."""
        self._files = ReadyFiles(self.folder)
        self.staged = StagedRows(self.folder) if self.dialect.name == "sqlite" else None
        """On SQLite, where it is all kept."""

    def __enter__(self) -> Self:
        """Return the list itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw away what was prepared."""
        self._files.close()
        if self.staged is not None:
            self.staged.close()

    def add(self, rows: NewRows) -> None:
        """Make new rows ready: history and read model too."""
        revisions = [
            (str(about(row)), str(row.id), row.__tablename__, packed(changes))
            for _, row, changes in created_rows(self.edit, rows)
        ]
        people, claims = new_people(rows)
        derived = derive_new(people, claims)
        tables = []
        for table, values in rows.by_table():
            tables.append(ready(table, values, self.dialect))
            naming = [column.key for column in columns_naming_organizations() if column.table is table]
            self.organizations |= {row[key] for key in naming for row in values} - {None}
        for audience, of_people in derived.items():
            own = self.sets.setdefault(audience, {})
            for number, of_person in of_people.facet_values().items():
                for value in of_person:
                    own.setdefault(value, BitMap()).add(number)
            for model, values_of in zip(BY_PERSON, of_people, strict=True):
                if values_of:
                    table = Base.metadata.tables[model.__tablename__]
                    tables.append(ready(table, values_of, self.dialect))
            self.tokens |= {row["token"] for row in of_people.tokens}
        self.touched |= cited_rows(rows)
        if self.staged is not None:
            given = {str(person.id): person.reference for person in people}
            self.staged.keep(tables, ((own, given.get(own[1])) for own in revisions))
        else:
            self._files.keep_tables(tables)
            self._files.keep_revisions(revisions)

    def tables(self) -> Iterator[list[ReadyTable]]:
        """Yield the rows that were made ready, in order: tables as they refer to each other."""
        yield from self._files.tables()

    def revisions(self) -> Iterator[list[OwnPart]]:
        """Yield the history of what was made ready, part for part."""
        yield from self._files.revisions()


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
        new = new_rows(session, version, part, references, prepared.recorded, prepared.state, earlier)
        prepared.add(new)
        prepared.parts.append(len(part))
        prepared.people |= {row.person.id for row in part if row.person is not None}
        prepared.names += [row.name for row in part if row.person is None]
        if any(row.row.marks for row in part):
            # A merged cell is cited by rows of later parts too.
            earlier |= {Span(each.start, each.end): each for each in new.of(Passage)}
