"""The undoing of very many rows, ready to be written: the states that they get, history, and all derived."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self
from uuid import UUID

from sqlalchemy import Dialect

from webapp.domain.history.chain import packed
from webapp.domain.history.edits import Change
from webapp.domain.history.prepared_history import OwnPart
from webapp.domain.history.prepared_people import PreparedPeople
from webapp.domain.history.ready_rows import ReadyFiles
from webapp.domain.history.stored_values import default_value
from webapp.domain.refusals import Refused
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState

State = ClaimState | PublicationState


@dataclass
class PreparedUndo:
    """What undoing an edit writes, ready to be written on the day on which it was made ready.

    All of it, or `in_part` that of the records against which nothing stands.
    """

    dialect: Dialect
    folder: Path
    edit_id: UUID
    by_id: UUID
    day: date
    in_part: bool = False
    kept: dict[UUID, Refused] = field(default_factory=dict)
    """The records against which something stands, each with the first of it."""
    states: dict[tuple[str, State], list[UUID]] = field(default_factory=dict)
    """The rows of `person`, `claim` and `source` that get a state."""
    retold: set[tuple[str, UUID]] = field(default_factory=set)
    """The people and sources of whom something else is told of earlier days too."""
    rest: list[UUID] = field(default_factory=list)
    """Rows that are undone one by one."""
    rows: set[UUID] = field(default_factory=set)
    records: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Open the files."""
        self._files = ReadyFiles(self.folder)
        self.derived = PreparedPeople(self.dialect, self._files)
        """What is derived of those of whom all that changes is made ready."""

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

    def revisions(self) -> Iterator[OwnPart]:
        """Yield the history of the rows that get another state."""
        for part in self._files.revisions():
            yield from part
