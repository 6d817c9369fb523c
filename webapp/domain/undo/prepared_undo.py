"""The undoing of very many rows, ready to be written: the states that they get, history, and all derived."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import Dialect, select
from sqlalchemy.orm import Session

from webapp.domain.history.chain import packed
from webapp.domain.history.edits import Change
from webapp.domain.history.prepared_history import OwnPart
from webapp.domain.history.ready_rows import ReadyFiles, ReadyTable, ready
from webapp.domain.history.stored_values import default_value
from webapp.domain.read_model.facet_sets import Value, only_here, values_of
from webapp.domain.read_model.person_rows import BY_PERSON
from webapp.domain.read_model.refresh import derive_as_held
from webapp.models import Base, Claim, NameToken
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.people import PublicationState

State = ClaimState | PublicationState
Sets = dict[Audience, dict[Value, BitMap]]


@dataclass
class PreparedUndo:
    """What undoing an edit writes, ready to be written on the day on which it was made ready."""

    dialect: Dialect
    folder: Path
    edit_id: UUID
    by_id: UUID
    day: date
    states: dict[tuple[str, State], list[UUID]] = field(default_factory=dict)
    """The rows of `person`, `claim` and `source` that get a state."""
    people: list[UUID] = field(default_factory=list)
    """Those of whom all that changes is made ready."""
    retold: set[tuple[str, UUID]] = field(default_factory=set)
    """The people and sources of whom something else is told of earlier days too."""
    rest: list[UUID] = field(default_factory=list)
    """Rows that are undone one by one."""
    rows: set[UUID] = field(default_factory=set)
    records: set[UUID] = field(default_factory=set)
    leaving: Sets = field(default_factory=dict)
    joining: Sets = field(default_factory=dict)
    had_tokens: set[str] = field(default_factory=set)
    has_tokens: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Open the files."""
        self._files = ReadyFiles(self.folder)

    def __enter__(self) -> Self:
        """Return what is prepared itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw away what was prepared."""
        self._files.close()

    @property
    def number(self) -> int:
        """How many rows get another state."""
        return sum(map(len, self.states.values()))

    def add(self, changes: Sequence[tuple[Change, State]]) -> None:
        """Make ready what rows get another state, and their history."""
        revisions: list[OwnPart] = []
        for change, state in changes:
            row_change, table = change.row_change, "claim" if change.claim else change.row_change.table
            self.states.setdefault((table, state), []).append(row_change.row_id)
            self.retold.add(("source" if table == "source" else "person", row_change.about_id))
            # Of defaults history says nothing.
            of_default = None, default_value(row_change.table, "state")
            _, left = row_change.columns.get("state", of_default)
            changed = packed({"state": [left, state.value]})
            revisions.append((str(row_change.about_id), str(row_change.row_id), row_change.table, changed))
        self._files.keep_revisions(revisions)

    def derive(self, session: Session, people: Sequence[UUID], returning: Sequence[Claim]) -> None:
        """Make ready what is derived of people, as the session holds them."""
        self.people += people
        before, tables = values_of(session, people), list[ReadyTable]()
        self.had_tokens |= set(
            session.scalars(select(NameToken.token).where(NameToken.person_id.in_(people)))
        )
        for audience, derived in derive_as_held(session, people, returning).items():
            had, has = before.get(audience, {}), derived.facet_values()
            for sets, changed in (self.leaving, only_here(had, has)), (self.joining, only_here(has, had)):
                for value, numbers in changed.items():
                    sets.setdefault(audience, {}).setdefault(value, BitMap()).update(numbers)
            self.has_tokens |= {row["token"] for row in derived.tokens}
            for model, rows in zip(BY_PERSON, derived, strict=True):
                if rows:
                    tables.append(ready(Base.metadata.tables[model.__tablename__], rows, self.dialect))
        self._files.keep_tables(tables)

    def tables(self) -> Iterator[ReadyTable]:
        """Yield the rows that were derived, in order: tables as they refer to each other."""
        for part in self._files.tables():
            yield from part

    def revisions(self) -> Iterator[OwnPart]:
        """Yield the history of the rows that get another state."""
        for part in self._files.revisions():
            yield from part
