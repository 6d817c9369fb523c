"""A list that is killed on its way is recorded whole or has left nothing."""

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.name_lists import unlike_names
from tests.support.server import AS_ROOT
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
    home = {"HABEAS_HOME": str(tmp_path / "home"), "HABEAS_DATABASE_URL": url}
    code = "from webapp.cli.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "import", str(tmp_path / "list.csv")],
        env=os.environ | home | AS_ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    with process:
        assert process.stderr is not None
        while process.stderr.readline().decode().strip() != "Recording":
            assert process.poll() is None
        process.kill()
    after = counts(session)
    assert after == before or after[:3] == [100, 200, 1]
    assert [*check(session)] == []


def counts(session: Session) -> list[int | None]:
    """How much there is of what a list brings."""
    numbers = [session.scalar(select(func.count()).select_from(model)) for model in COUNTED]
    # SQLite lets the command write again.
    session.rollback()
    return numbers
