"""A process that writes a list in parts and is killed on its way."""

import os
import signal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event

from tests.support.unseen_lists import write
from webapp.domain.imports.batches import announcing
from webapp.models import make_engine


def write_until(number: int, url: str, home: Path, version: UUID, account: UUID) -> None:
    """Count the statements from the first that announces the list, and be killed at one of them."""
    engine, left = make_engine(url), number

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal left
        if "unfinished_batch" in statement or left < number:
            left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    announcing.PATIENCE = announcing.LAG = 0
    event.listen(engine, "before_cursor_execute", count)
    write(engine, home, version, account)
