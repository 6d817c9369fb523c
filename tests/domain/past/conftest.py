"""What the tests of earlier days begin with."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from tests import make


@pytest.fixture
def it_is() -> Iterator[Callable[[datetime], None]]:
    """Let everything that the test makes or edits from here on be made at an instant."""
    before = make.AT

    def set_to(at: datetime) -> None:
        make.AT = at

    yield set_to
    make.AT = before
