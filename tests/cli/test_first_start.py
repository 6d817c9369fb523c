"""What the first start leaves in the database, on both systems, also where it was cut short."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from migrations import is_current
from seed.load import load
from tests import make
from tests.seed import invented
from webapp.cli.first_start import first_account, load_seed, prepare
from webapp.domain.accounts import accounts
from webapp.domain.checks import check
from webapp.models import Person, make_engine, writing
from webapp.vocab.accounts import Role

ADDRESS = "http://localhost"


@pytest.fixture
def nothing(empty_url: str) -> Iterator[Engine]:
    """An engine on a database without a single table."""
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def people(engine: Engine) -> int:
    """Return how many people there are."""
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_an_empty_database_gets_its_tables_the_seed_and_an_administrator(nothing: Engine) -> None:
    secret = prepare(nothing, seed=load_seed, now=make.AT, public_url=ADDRESS)
    assert is_current(nothing)
    assert people(nothing) == 17
    with Session(nothing) as session:
        active = [(row.name, row.role) for row in accounts.accounts(session) if row.active]
        assert [role for _, role in active] == [Role.ADMIN]
        link = accounts.usable_link(session, str(secret), now=make.AT)
        assert link is not None
        assert link.account is first_account(session)
        assert re.fullmatch(r"admin-[a-z2-9]{5}", link.account.name)
        assert list(check(session)) == []


def test_a_first_start_that_was_cut_short_is_taken_up(engine: Engine, tmp_path: Path) -> None:
    invented.write(tmp_path)

    def seed(session: Session, now: datetime, _public_url: str) -> None:
        load(session, at=now, data=tmp_path)

    assert prepare(engine, seed=seed, now=make.AT, public_url=ADDRESS)
    assert people(engine) == 1


def test_where_people_work_already_nothing_is_added(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        make.account(session, "Ada", Role.ADMIN)
        session.commit()
    assert prepare(engine, seed=load_seed, now=make.AT, public_url=ADDRESS) is None
    assert people(engine) == 0
    with Session(engine) as session:
        assert [row.name for row in accounts.accounts(session)] == ["Ada"]


def test_once_an_administrator_can_sign_in_no_link_is_printed_any_more(engine: Engine) -> None:
    prepare(engine, seed=None, now=make.AT, public_url=ADDRESS)
    with Session(writing(engine)) as session:
        make.password(session, make.account(session, "Ada", Role.ADMIN))
        session.commit()
    assert prepare(engine, seed=None, now=make.AT, public_url=ADDRESS) is None


def test_on_windows_the_command_says_where_it_runs_and_nothing_else() -> None:
    start = "import sys; sys.platform = 'win32'; from webapp.cli.main import main; main()"
    result = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.endswith("`wsl --install`), and Habeas inside it.\n")
    assert "Traceback" not in result.stderr
