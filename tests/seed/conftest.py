"""The seed, loaded once for all tests that only look at it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from seed.load import load
from tests.make import AT
from tests.support.lasting_database import STORAGES, lasting_engine
from webapp.models import writing


@pytest.fixture(scope="package", params=STORAGES)
def seeded_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database into which the seed has been loaded."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            load(session, at=AT)
            session.commit()
        yield engine


@pytest.fixture
def seeded(seeded_engine: Engine) -> Iterator[Session]:
    """A session on the loaded seed; what a test does in it is undone."""
    with Session(writing(seeded_engine)) as session:
        yield session
