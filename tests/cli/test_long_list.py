"""A long list that a command brings in: its source is seen with its rows, and not before."""

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tests import make
from tests.benchmarks.importing import bring_in
from tests.support.forked import exit_code
from tests.support.unseen_lists import long_list
from webapp.domain.checks import check
from webapp.domain.history.recording import editing
from webapp.domain.imports.batches import announcing, unseen
from webapp.domain.publishing.api.changes import changes_since
from webapp.models import Account, Custody, ListBatch, Person, Source, SourceWord, make_engine, writing
from webapp.vocab.accounts import Role


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of four rows is a long one."""
    monkeypatch.setattr(unseen, "FEW", 3)
    monkeypatch.setattr(announcing, "PATIENCE", 0.1)
    monkeypatch.setattr(announcing, "LAG", 0)


def test_one_that_was_killed_is_brought_in_anew_with_its_source(
    engine: Engine, session: Session, url: str, tmp_path: Path
) -> None:
    ada = make.account(session, "Ada", Role.ADMIN).id
    session.commit()
    assert exit_code(killed_at_its_end, url, tmp_path, ada) == -signal.SIGKILL
    assert there(session) == [0, 0, 0, 0, 0]
    assert [*check(session, archive=tmp_path / "archive")] == []
    session.rollback()
    bring_in(engine, tmp_path, long_list(7), 0, ada)
    people, sources, words, custody, batches = there(session)
    assert (people, sources, custody, batches) == (7, 1, 2, 1)
    assert words
    assert [*check(session, archive=tmp_path / "archive")] == []


def killed_at_its_end(url: str, home: Path, by: UUID) -> None:
    """Bring a list in, and be killed when all of it is written but its end."""
    unseen.FEW, announcing.LAG, announcing.PATIENCE = 3, 0, 0
    unseen._Batch._finish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    bring_in(make_engine(url), home, long_list(7), 0, by)


def test_whoever_keeps_a_copy_is_told_of_the_list_from_its_end_on(
    engine: Engine, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = make.account(session, "Ada", Role.ADMIN).id
    session.commit()
    before = datetime.now(UTC)
    write_group, saved = unseen._Batch._write_group, list[datetime]()

    def save_too(batch: unseen._Batch, own: Session, parts: list[Callable[[Session], None]]) -> None:
        write_group(batch, own, parts)
        saved.append(datetime.now(UTC))
        with Session(writing(engine)) as other:
            by = other.get_one(Account, ada)
            with editing(other, by=by, reason="A note", at=datetime.now(UTC)):
                other.scalars(select(Person)).one().note = str(saved)
            other.commit()

    make.person(session, "Zzyzx Qqwfp")
    session.commit()
    monkeypatch.setattr(unseen._Batch, "_write_group", save_too)
    bring_in(engine, tmp_path, long_list(7), 0, ada)
    record = session.scalars(select(ListBatch)).one()
    for since, number in ((record.finished_at, 0), (saved[0], 8), (before, 8)):
        told = changes_since(session, since, now=record.finished_at)
        assert len(told["changed"]) == number


def there(session: Session) -> list[int | None]:
    """How much there is of what a list brings."""
    kinds = (Person, Source, SourceWord, Custody, ListBatch)
    numbers = [session.scalar(select(func.count()).select_from(kind)) for kind in kinds]
    session.rollback()
    return numbers
