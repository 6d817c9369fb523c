"""Empty databases in the memory of this process, for what is made anew to be asked a few times."""

from functools import cache
from uuid import uuid4

from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.util import LRUCache

from webapp.models.base import Base

# All have the same tables and are asked the same questions. To compile these for each anew took a quarter of
# the time of a list of an earlier day.
_COMPILED = LRUCache[object, object](1_000)


def scratch_engine() -> Engine:
    """Return an engine on an empty database in the memory of this process, with all tables and no triggers.

    Foreign keys are not enforced there. It vanishes with the engine.
    """
    url = f"sqlite:///file:scratch-{uuid4().hex}?mode=memory&cache=shared&uri=true"
    # SQLAlchemy would keep a connection for each thread, and open as long as that.
    engine = create_engine(
        url, hide_parameters=True, poolclass=QueuePool, connect_args={"check_same_thread": False}
    )
    # The database lives as long as a connection to it does.
    keep_alive = engine.connect()
    event.listen(engine, "engine_disposed", lambda _: keep_alive.close())
    # What is compiled is known by its dialect.
    engine.dialect = _dialect()
    engine.update_execution_options(compiled_cache=_COMPILED)
    with engine.begin() as connection:
        for statement in _tables():
            connection.exec_driver_sql(statement)
    return engine


@cache
def _dialect() -> Dialect:
    engine = create_engine("sqlite://")
    engine.connect().close()
    return engine.dialect


@cache
def _tables() -> list[str]:
    statements = list[str]()
    for table in Base.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=_dialect())))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [str(CreateIndex(index).compile(dialect=_dialect())) for index in indexes]
    return statements
