"""What was made ready of a list lies beside the database only as long as somebody makes it ready."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from webapp.domain.history.ready_rows import ReadyTable
from webapp.domain.history.staged_rows import StagedRows, remove_abandoned
from webapp.models import writing

ROWS = ReadyTable("counter", ("prefix", "last"), [("Z", 7)])
COUNTED = "SELECT * FROM counter WHERE prefix = 'Z'"
# Another process makes something ready, says so, and waits to be killed.
WAITING = (
    "import sys; from pathlib import Path; from webapp.domain.history.staged_rows import StagedRows;"
    " staged = StagedRows(Path(sys.argv[1])); print(flush=True); sys.stdin.read()"
)


def test_what_a_killed_process_left_is_removed_and_what_another_makes_ready_stays(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, os.fspath(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        (theirs,) = tmp_path.iterdir()
        assert theirs.stat().st_mode & 0o077 == 0
        remove_abandoned(tmp_path)
        with closing(StagedRows(tmp_path)):
            assert len([*tmp_path.iterdir()]) == 2
        assert [*tmp_path.iterdir()] == [theirs]
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert [*tmp_path.iterdir()] == [theirs]
    with closing(StagedRows(tmp_path)):
        assert not theirs.exists()
    assert [*tmp_path.iterdir()] == []


@on_sqlite
def test_a_connection_that_is_given_back_reads_it_no_longer(engine: Engine, tmp_path: Path) -> None:
    with closing(StagedRows(tmp_path)) as staged:
        staged.keep([ROWS], [])
        with Session(writing(engine)) as session:
            staged.copy_rows(session, 0, {"counter": {"last": ":last"}}, {"last": 8})
            assert session.connection().exec_driver_sql(COUNTED).all() == [("Z", 8)]
            session.rollback()
        with Session(writing(engine)) as session:
            connection = session.connection()
            assert [name for _, name, _ in connection.exec_driver_sql("PRAGMA database_list")] == ["main"]
            with pytest.raises(OperationalError, match="attached_0"):
                connection.exec_driver_sql("SELECT * FROM attached_0.rows_0")
