"""The way from one shape of the database to the next: every table as it was first made and later changed."""

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

from webapp.models.database.write_turns import writing

_FOLDER = Path(__file__).parent
_LOCK = 7300


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`, all of the way or not at all; where it is there, do nothing."""
    with _alone(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to `revision` ("base" for no table at all), all of the way or not at all."""
    with _alone(engine) as connection:
        command.downgrade(_config(connection), revision)
    # What connections know of the tables that are there.
    engine.dispose()


def current(engine: Engine) -> str | None:
    """Return the revision that the database is at, or None where it was never migrated."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Tell whether the database is at the newest revision."""
    return current(engine) == newest()


def newest() -> str:
    """Return the newest revision, the one of the highest number."""
    return max(file.stem for file in _FOLDER.glob("versions/**/[0-9]*.py"))


def is_newer(revision: str) -> bool:
    """Tell whether a revision comes after all that this version knows; they are numbered: 0012_…, 0014_…."""
    known = any(_FOLDER.glob(f"versions/**/{glob.escape(revision)}.py"))
    return not known and revision[:1].isdigit() and revision[:4] >= newest()[:4]


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("recursive_version_locations", "true")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Open the one transaction of a migration; a second migration waits until it has ended."""
    with writing(engine).connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection
            return
        # A table that is remade on SQLite is dropped on the way, with rows that others refer to: so the
        # keys are checked at the end instead. Within a transaction the setting could not be changed.
        _set_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuntimeError(f"The migration breaks {len(broken)} references, first {broken[0]}.")
        finally:
            _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: Connection, value: str) -> None:
    # Past SQLAlchemy, which would begin a transaction first.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={value}")
    cursor.close()
