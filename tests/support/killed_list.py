"""Writes a list in parts, and is killed at a statement: `DATABASE HOME VERSION ACCOUNT NUMBER`."""

import os
import signal
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event

from tests.support.unseen_lists import write
from webapp.domain.imports.batches import announcing
from webapp.models import make_engine


def main() -> None:
    """Count the statements from the first that announces the list, and be killed at one of them."""
    url, home, version, account, number = sys.argv[1:]
    engine = make_engine(url)
    left = int(number)

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal left
        if "unfinished_batch" in statement or left < int(number):
            left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    announcing.PATIENCE = announcing.LAG = 0
    event.listen(engine, "before_cursor_execute", count)
    write(engine, Path(home), UUID(version), UUID(account))
    sys.stdout.write(f"{left}\n")


if __name__ == "__main__":
    main()
