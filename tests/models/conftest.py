"""A connection for plain SQL, so that what holds is held by the database and by nothing above it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from webapp.models import writing


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A connection to a new, migrated database; what it has not committed is lost."""
    with writing(engine).connect() as opened:
        yield opened
