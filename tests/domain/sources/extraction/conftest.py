"""Files are read by processes that are forked, but where a test is about the process itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.forked_readers import reading_at_once

APART = {"test_confinement.py", "test_hostile_files.py"}
_begun = set[Path]()


@pytest.fixture(autouse=True)
def _read_at_once(request: pytest.FixtureRequest) -> Iterator[None]:
    # The first test on each kind of file has it read by a process that is started as it is for users.
    if request.path.name in APART or request.path not in _begun:
        _begun.add(request.path)
        yield
        return
    with reading_at_once():
        yield
