"""A database is brought to today's schema and back, all of the way or not at all."""

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import migrations
from tests import make
from tests.migrations.shape import shape
from tests.support import full_tables
from tests.support.forked import begun
from webapp.models import Base, make_engine, writing

FOLDER = Path(migrations.__file__).parent


@pytest.fixture
def empty(empty_url: str):
    """An engine on a database without a single table."""
    made = make_engine(empty_url)
    yield made
    made.dispose()


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("recursive_version_locations", "true")
    return ScriptDirectory.from_config(config)


def test_the_migrations_make_what_the_models_say(engine: Engine, empty: Engine) -> None:
    Base.metadata.create_all(empty)
    migrated = shape(engine)
    assert {table for kind, table, *_ in migrated if kind == "table"} == set(Base.metadata.tables)
    assert {key[0] for key in migrated} >= {"table", "index", "trigger"}
    assert migrated == shape(empty)


def test_the_migrations_go_up_down_and_up_again_over_data(engine: Engine) -> None:
    before = shape(engine)
    with writing(engine).begin() as connection:
        full_tables.fill(connection)
    migrations.downgrade(engine, "base")
    assert shape(engine) == {}
    assert migrations.current(engine) is None
    migrations.upgrade(engine)
    assert shape(engine) == before
    with writing(engine).begin() as connection:
        full_tables.fill(connection)
        assert connection.scalar(text("SELECT count(*) FROM claim")) > 0


def test_on_sqlite_nothing_is_read_through_a_long_text(engine: Engine, empty: Engine) -> None:
    Base.metadata.create_all(empty)
    columns = [inspect(each).get_columns("source_version")[-1]["name"] for each in (engine, empty)]
    # PostgreSQL keeps long texts elsewhere: where the column stands means nothing to it.
    assert columns[1] == "text"
    assert columns[0] == "text" or engine.dialect.name == "postgresql"


def test_an_upgrade_keeps_what_is_there(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        full_tables.fill(connection)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person_summary")) == 1


def test_whose_names_begin_how_is_known_after_an_upgrade(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        for name in ("Elvin Sınaqov", "Эльвин Нумунели", "Elvira Misalli", "艾"):
            make.person(session, name)
        session.commit()
    members = text("SELECT * FROM facet_members ORDER BY audience, facet, value")
    with engine.connect() as connection:
        before = connection.execute(members).all()
    migrations.downgrade(engine, "0044_people_looked_up")
    migrations.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(members).all() == before
    assert [row for row in before if row.facet == "initials e"]


def test_references_are_counted_from_the_first(engine: Engine) -> None:
    with engine.connect() as connection:
        counters = connection.execute(text("SELECT prefix, last FROM counter ORDER BY prefix")).all()
    assert counters == [("O", 0), ("P", 0), ("S", 0)]


def test_a_database_knows_whether_it_is_current(empty: Engine) -> None:
    assert migrations.current(empty) is None
    assert not migrations.is_current(empty)
    assert inspect(empty).get_table_names() == []
    migrations.upgrade(empty)
    assert migrations.current(empty) == _scripts().get_current_head()
    assert migrations.is_current(empty)


def test_an_upgrade_that_fails_leaves_everything_as_it_was(empty: Engine) -> None:
    # The table is one of the last to be made; by then the upgrade has made nearly all others.
    with writing(empty).begin() as connection:
        connection.execute(text("CREATE TABLE name_token (id INTEGER)"))
    with pytest.raises(DBAPIError, match="name_token"):
        migrations.upgrade(empty)
    assert inspect(empty).get_table_names() == ["name_token"]
    assert migrations.current(empty) is None


def test_after_a_migration_foreign_keys_hold_again(engine: Engine) -> None:
    migrations.upgrade(engine)
    with writing(engine).connect() as connection, pytest.raises(DBAPIError, match="(?i)foreign key"):
        connection.execute(
            text("INSERT INTO name_token (audience, token, person_id) VALUES ('public', 'a', :nobody)"),
            {"nobody": "0" * 32},
        )


def test_two_that_start_at_once_migrate_once(empty_url: str, empty: Engine) -> None:
    both = [begun(migrated, empty_url) for _ in range(2)]
    assert [process.join() or process.exitcode for process in both] == [0, 0]
    assert migrations.is_current(empty)


def migrated(url: str) -> None:
    """Bring the database of a URL to today's schema."""
    migrations.upgrade(make_engine(url))


def test_there_is_one_newest_migration_and_it_has_the_highest_number() -> None:
    assert _scripts().get_heads() == [migrations.newest()]


def test_every_migration_is_named_as_its_file() -> None:
    scripts = list(_scripts().walk_revisions())
    assert scripts
    assert [script.revision for script in scripts] == [Path(script.path).stem for script in scripts]
    # The width of the column in which Alembic keeps the name; SQLite would not mind, PostgreSQL would.
    assert all(len(script.revision) <= 32 for script in scripts)


def test_no_migration_depends_on_what_the_models_have_become() -> None:
    files = [file for folder in ("versions", "first") for file in (FOLDER / folder).rglob("*.py")]
    assert files
    assert [file.name for file in files if "webapp" in file.read_text("utf-8")] == []
