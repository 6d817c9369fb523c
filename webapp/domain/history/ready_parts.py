"""Very many rows and their history made ready part by part, in whichever way their engine takes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Dialect

from webapp.domain.history.prepared_history import OwnPart
from webapp.domain.history.ready_rows import ReadyFiles, ReadyTable
from webapp.domain.history.staged_rows import StagedRows


class ReadyParts:
    """Parts that go with whoever made them; `sizes` is what each of them counts for."""

    def __init__(self, dialect: Dialect, folder: Path) -> None:
        """Open files in a folder."""
        self.sizes: list[int] = []
        self.revisions_kept = 0
        self._files = ReadyFiles(folder)
        self.staged = StagedRows(folder) if dialect.name == "sqlite" else None
        """On SQLite, where it is all kept."""

    def close(self) -> None:
        """Throw away what is kept."""
        self._files.close()
        if self.staged is not None:
            self.staged.close()

    def keep(
        self,
        tables: Sequence[ReadyTable],
        revisions: Sequence[OwnPart],
        given: Mapping[str, str],
        *,
        size: int,
    ) -> None:
        """Keep a part; `given` are the references of new people by the key of their row."""
        self.sizes.append(size)
        self.revisions_kept += len(revisions)
        if self.staged is not None:
            self.staged.keep(tables, ((own, given.get(own[1])) for own in revisions))
        else:
            self._files.keep_tables(tables)
            self._files.keep_revisions(revisions)

    def tables(self) -> Iterator[list[ReadyTable]]:
        """Yield the rows that were made ready, in order: tables as they refer to each other."""
        yield from self._files.tables()

    def revisions(self) -> Iterator[Iterable[OwnPart]]:
        """Yield the history of what was made ready, part for part."""
        yield from self._files.revisions()
