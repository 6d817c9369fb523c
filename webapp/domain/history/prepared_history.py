"""History that was made ready: what each revision has for itself, chained when it is written."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Dialect

from webapp.domain.history.chain import digest_of, packed
from webapp.domain.history.recording import Edit
from webapp.models import Base, Revision
from webapp.vocab.accounts import Action

REVISIONS = Base.metadata.tables[Revision.__tablename__]
OwnPart = tuple[str, str, str, str]
"""About whom a revision is, its row, the table, and its changes, as text."""
CHAINED = ("number", "previous_hash", "hash")
_COMMON = ("at", "by_id", "reason", "edit_id", "action")
COLUMNS = ("about_id", "row_id", "table_name", "changes", *CHAINED, *_COMMON)
# Each revision has these for itself, in the order in which they are hashed.
_OWN = ("about_id", "changes", "number", "previous_hash", "row_id", "table_name")
# No text has this character, and none can pass for it: quotation marks within texts are escaped.
_OPEN = "\0"


class PreparedHistory:
    """Numbers and chains revisions after the newest one that there is, at the instant of an edit."""

    def __init__(
        self, dialect: Dialect, edit: Edit, newest: tuple[int, str], action: Action = Action.CREATED
    ) -> None:
        self._number, self._previous = newest
        # The session does not see what is written here.
        edit.newest = None
        common = {name: getattr(edit, name) for name in ("at", "by_id", "reason")}
        common |= {"edit_id": edit.id, "action": action}
        types = (REVISIONS.c[name].type.dialect_impl(dialect) for name in common)
        binds = [type_.bind_processor(dialect) for type_ in types]
        values = zip(binds, common.values(), strict=True)
        bound = (bind(value) if bind else value for bind, value in values)
        self.common: dict[str, Any] = dict(zip(_COMMON, bound, strict=True))
        """What all revisions have, as the driver takes it."""
        # SQLite keeps keys as text without hyphens.
        self._hyphen = "" if dialect.name == "sqlite" else "-"
        self._frame = packed(common | dict.fromkeys(_OWN, _OPEN)).split(json.dumps(_OPEN))

    @property
    def newest(self) -> tuple[int, str]:
        """Number and hash of the last revision so far."""
        return self._number, self._previous

    def rows(self, revisions: Iterable[OwnPart]) -> Iterator[tuple[Any, ...]]:
        """Yield revisions as the driver takes them, in the order of COLUMNS."""
        common = tuple(self.common.values())
        for about_id, row_id, table_name, changes in revisions:
            link = self._link(about_id, row_id, table_name, changes)
            keys = (key.replace("-", self._hyphen) for key in (about_id, row_id))
            yield (*keys, table_name, changes, *link, *common)

    def links(self, revisions: Iterable[OwnPart]) -> Iterator[tuple[int, str, str]]:
        """Yield of revisions only how they are chained, in the order of CHAINED."""
        for revision in revisions:
            yield self._link(*revision)

    def _link(self, about_id: str, row_id: str, table_name: str, changes: str) -> tuple[int, str, str]:
        about, changed, numbered, chained, row, table, end = self._frame
        self._number += 1
        previous = self._previous
        self._previous = digest_of(
            f'{about}"{about_id}"{changed}{changes}{numbered}{self._number}{chained}"{previous}"'
            f'{row}"{row_id}"{table}"{table_name}"{end}'
        )
        return self._number, previous, self._previous
