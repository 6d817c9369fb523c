"""Rows of a list made ready in a file beside the database: what is left to do is putting them into tables."""

# The file has no name and goes with its process, whatever ends it; the database knows nothing of it.

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import Dialect, Table
from sqlalchemy.orm import Session

from webapp.domain.history.chain import packed
from webapp.domain.history.new_rows import cited_rows, created_rows, new_people
from webapp.domain.history.recording import Edit, unchained
from webapp.domain.imports.recording import RecordedList, new_rows, parts
from webapp.domain.imports.rows import ListRow
from webapp.domain.read_model.facet_sets import Value, values_in
from webapp.domain.read_model.refresh import BY_PERSON, derive_new
from webapp.domain.text.quote_location import Span
from webapp.models import Base, NewRows, Passage, Revision, SourceVersion
from webapp.vocab.claims import Audience, ClaimState

REVISIONS = Base.metadata.tables[Revision.__tablename__]
# What is filled in when a revision is chained; it stands once in what is packed, since quotation marks within
# texts are escaped.
_OPEN = '"number":0,"previous_hash":""'
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class ReadyTable:
    """Rows for one table, as the driver takes them."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True)
class ReadyPart:
    """Some rows of a list: tables in the order in which they refer to each other, and their history.

    Of each revision: its columns, and what is hashed before and after its number and the hash before it.
    """

    tables: list[ReadyTable]
    revisions: list[tuple[dict[str, Any], str, str]]


@dataclass
class PreparedList:
    """A list that is ready to be written; its people have the references P-0001, P-0002, … until then."""

    dialect: Dialect
    folder: Path
    edit: Edit
    recorded: RecordedList = field(default_factory=RecordedList)
    touched: set[tuple[str, UUID]] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    sets: dict[Audience, dict[Value, BitMap]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the file."""
        self._file = TemporaryFile(dir=self.folder)  # noqa: SIM115

    def __enter__(self) -> Self:
        """Return the list itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw away what was prepared."""
        self._file.close()

    def add(self, rows: NewRows) -> None:
        """Make new rows ready: history and read model too."""
        revisions = [self._revision(*created) for created in created_rows(self.edit, rows)]
        people, claims = new_people(rows)
        derived = derive_new(people, claims)
        tables = [_ready(table, values, self.dialect) for table, values in rows.by_table()]
        for audience, of_people in derived.items():
            own = self.sets.setdefault(audience, {})
            for number, values in values_in(*of_people).items():
                for value in values:
                    own.setdefault(value, BitMap()).add(number)
            for model, values_of in zip(BY_PERSON, of_people, strict=True):
                if values_of:
                    table = Base.metadata.tables[model.__tablename__]
                    tables.append(_ready(table, values_of, self.dialect))
            self.tokens |= {row["token"] for row in of_people[-1]}
        self.touched |= cited_rows(rows)
        part = {"tables": [vars(table) for table in tables], "revisions": revisions}
        # Keys and days as text: so they are copied into PostgreSQL, and SQLite has no other.
        self._file.write(json.dumps(part, default=str).encode() + b"\n")

    def parts(self) -> Iterator[ReadyPart]:
        """Yield what was made ready, in order."""
        self._file.seek(0)
        for line in self._file:
            part = json.loads(line)
            tables = [
                ReadyTable(each["name"], tuple(each["columns"]), each["rows"]) for each in part["tables"]
            ]
            yield ReadyPart(tables, part["revisions"])

    def _revision(self, *created: Any) -> tuple[dict[str, Any], str, str]:
        columns = unchained(self.edit, *created)
        head, _, tail = packed(columns | {"number": 0, "previous_hash": ""}).partition(_OPEN)
        ready = _ready(REVISIONS, [columns], self.dialect)
        values = dict(zip(ready.columns, ready.rows[0], strict=True))
        # Text on both engines, in which the reference and the instant are put in later.
        return values | {"changes": json.dumps(columns["changes"])}, head, tail


def prepare_rows(
    session: Session,
    version: SourceVersion,
    rows: Iterable[ListRow],
    prepared: PreparedList,
    *,
    state: ClaimState,
    progress: Callable[[int], None],
) -> None:
    """Make ready what `record_rows` would write; `progress` hears how many rows are. Raises Refused."""
    references = (f"P-{number:04d}" for number in count(1))
    earlier: dict[Span, Passage] = {}
    for part in parts(rows):
        new = new_rows(session, version, part, references, prepared.recorded, state, earlier)
        prepared.add(new)
        prepared.people |= {row.person.id for row in part if row.person is not None}
        prepared.names += [row.name for row in part if row.person is None]
        if any(row.row.marks for row in part):
            # A merged cell is cited by rows of later parts too.
            earlier |= {Span(each.start, each.end): each for each in new.of(Passage)}
        progress(prepared.recorded.rows)


def _ready(table: Table, values: Sequence[Mapping[str, Any]], dialect: Dialect) -> ReadyTable:
    """Return rows as the driver of an engine takes them."""
    columns = [column for column in table.columns if column.key in values[0]]
    binds = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    keys = [column.key for column in columns]
    by_column = [
        [bind(row[key]) for row in values] if bind else [row[key] for row in values]
        for key, bind in zip(keys, binds, strict=True)
    ]
    return ReadyTable(
        table.name, tuple(column.name for column in columns), list(zip(*by_column, strict=True))
    )
