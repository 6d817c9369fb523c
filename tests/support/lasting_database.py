"""A database that lasts for several tests, which only look at it or undo what they did."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import Engine

from tests.support.remembered import remembering
from webapp.models import make_engine

STORAGES = [
    pytest.param("sqlite", marks=pytest.mark.sqlite),
    pytest.param("postgresql", marks=pytest.mark.postgresql),
]
"""The parameters of a fixture that is made once on each database system."""


@contextmanager
def lasting_engine(request: pytest.FixtureRequest, factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Yield an engine on a new, migrated database of the system that the fixture's parameter names."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            file = factory.mktemp("lasting") / "habeas.sqlite"
            shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
            url = f"sqlite:///{file}"
        else:
            cluster, template = map(request.getfixturevalue, ("cluster", "postgresql_template"))
            url = cluster.url(stack.enter_context(cluster.database(template)))
        engine = make_engine(url)
        stack.callback(engine.dispose)
        stack.enter_context(remembering(engine))
        yield engine
