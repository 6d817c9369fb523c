"""A list whose process is killed while it is written is there whole, or gone after the next start."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forked import exit_code
from tests.support.killed_list import write_until
from tests.support.unseen_lists import brought_in, contents, long_list
from webapp.domain.checks import check
from webapp.domain.imports.batches.alone import remove_abandoned
from webapp.models import Person

# Statements after the list is announced: while the first part is written, between two, at the end, never.
PLACES = (2, 9, 31, 52, 75, 10_000)


@pytest.mark.parametrize("statement", PLACES)
def test_it_is_there_whole_or_gone(
    engine: Engine, session: Session, url: str, tmp_path: Path, statement: int
) -> None:
    make.status(session, make.person(session, "Zzyzx Qqwfp"))
    text = long_list(7).replace("\n", "\n,").removesuffix(",").replace("Name", "Reference,Name", 1)
    version, ada = brought_in(session, text=f"{text}P-0001,Zzyzx Qqwfp,pardoned,2024\n")
    before = contents(engine)
    session.rollback()
    ended = exit_code(write_until, statement, url, tmp_path, version, ada)
    assert [*check(session)] == []
    people = session.scalar(select(func.count()).select_from(Person))
    session.rollback()
    assert people == (8 if ended == 0 else 1)
    remove_abandoned(engine, tmp_path)
    assert [*check(session)] == []
    session.rollback()
    assert (contents(engine) == before) is (ended != 0)
