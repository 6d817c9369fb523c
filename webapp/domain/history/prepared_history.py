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
COLUMNS = (
    "about_id", "row_id", "table_name", "changes", "number", "previous_hash", "hash", "at", "by_id", "reason",
    "edit_id", "action",
)  # fmt: skip
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
        common = {
            "at": edit.at, "by_id": edit.by_id, "reason": edit.reason, "edit_id": edit.id,
            "action": action,
        }  # fmt: skip
        types = (REVISIONS.c[name].type.dialect_impl(dialect) for name in common)
        binds = [type_.bind_processor(dialect) for type_ in types]
        values = zip(binds, common.values(), strict=True)
        self._common = tuple(bind(value) if bind else value for bind, value in values)
        # SQLite keeps keys as text without hyphens.
        self._hyphen = "" if dialect.name == "sqlite" else "-"
        self._frame = packed(common | dict.fromkeys(_OWN, _OPEN)).split(json.dumps(_OPEN))

    def rows(self, revisions: Iterable[OwnPart]) -> Iterator[tuple[Any, ...]]:
        """Yield revisions as the driver takes them, in the order of COLUMNS."""
        about, changed, numbered, chained, row, table, end = self._frame
        for about_id, row_id, table_name, changes in revisions:
            self._number += 1
            previous = self._previous
            self._previous = digest_of(
                f'{about}"{about_id}"{changed}{changes}{numbered}{self._number}{chained}"{previous}"'
                f'{row}"{row_id}"{table}"{table_name}"{end}'
            )
            yield (
                about_id.replace("-", self._hyphen), row_id.replace("-", self._hyphen), table_name, changes,
                self._number, previous, self._previous, *self._common,
            )  # fmt: skip
