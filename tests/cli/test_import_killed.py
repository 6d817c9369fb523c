"""A list that is killed on its way is recorded whole or has left nothing."""

import os
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forked import begun
from tests.support.name_lists import unlike_names
from tests.support.server import AS_ROOT
from webapp.cli.commands import habeas
from webapp.domain.checks import check
from webapp.models import Claim, Person, Revision, Source
from webapp.vocab.accounts import Role

ROWS = "".join(f"{name},serving\n" for name in unlike_names(100))
COUNTED = (Person, Claim, Source, Revision)


def test_a_list_is_recorded_whole_or_not_at_all(session: Session, url: str, tmp_path: Path) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    session.commit()
    before = counts(session)
    (tmp_path / "list.csv").write_text(f"Name,Status\n{ROWS}", "utf-8")
    output, written = Pipe(duplex=False)
    process = begun(imported, tmp_path / "list.csv", tmp_path / "home", url, written)
    written.close()
    with open(output.fileno(), encoding="utf-8", closefd=False) as lines:
        while lines.readline().strip() != "Recording":
            assert process.is_alive()
    process.kill()
    process.join()
    after = counts(session)
    assert after == before or after[:3] == [100, 200, 1]
    assert [*check(session)] == []


def imported(file: Path, home: Path, url: str, output: Connection) -> None:
    """Import a list as the command does, which says on its output how far it is."""
    os.environ |= {"HABEAS_HOME": str(home), "HABEAS_DATABASE_URL": url} | AS_ROOT
    os.dup2(output.fileno(), 2)
    habeas(["import", str(file)], prog_name="habeas")


def counts(session: Session) -> list[int | None]:
    """How much there is of what a list brings."""
    numbers = [session.scalar(select(func.count()).select_from(model)) for model in COUNTED]
    # SQLite lets the command write again.
    session.rollback()
    return numbers
