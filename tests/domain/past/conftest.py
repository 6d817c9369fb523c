"""What the tests of earlier days begin with."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests import make


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let everything that the test makes or edits from here on be made at an instant."""
    return lambda at: monkeypatch.setattr(make, "AT", at)
