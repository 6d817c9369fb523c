"""A long writing on SQLite lets others save first, and is written to the end however many save."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from webapp.domain.history import giving_way as module
from webapp.domain.history.giving_way import Heeding, OthersFirst, giving_way
from webapp.models import Counter, make_engine, writing, writing_much


def save(url: str) -> None:
    """Save something small, as another process would."""
    engine = make_engine(url)
    with Session(writing(engine)) as session:
        session.add(Counter(prefix="small", last=1))
        session.commit()
    engine.dispose()


@on_sqlite
def test_who_saves_meanwhile_comes_first(url: str, engine: Engine) -> None:
    seen, parts = list[list[str]](), list[int]()

    def write(heeding: Heeding) -> None:
        with Session(writing_much(engine)) as session:
            seen.append(sorted(session.scalars(select(Counter.prefix)).all()))
            session.add(Counter(prefix="very much", last=1))
            session.flush()
            if len(seen) == 1:
                others.submit(save, url)
                heed = heeding(session, 100, parts.append)
                begun = monotonic()
                while monotonic() - begun < 60:
                    heed(50)
            session.commit()

    with ThreadPoolExecutor(1) as others:
        giving_way(write)
    assert "small" not in seen[0]
    assert seen[1:] == [[*sorted({*seen[0], "small"})]]
    with Session(engine) as session:
        assert {"small", "very much"} <= set(session.scalars(select(Counter.prefix)))
    assert not Path(f"{engine.url.database}-waiting").exists()


@on_sqlite
def test_it_is_written_to_the_end_though_others_save_without_one(
    url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAUSES", (0, 0))
    begun, parts = list[bool](), list[int]()

    def write(heeding: Heeding) -> bool:
        begun.append(True)
        with Session(writing_much(engine)) as session, ThreadPoolExecutor(1) as others:
            session.add(Counter(prefix="very much", last=1))
            session.flush()
            waiting = others.submit(save_once, url)
            waiting.result()
            heeding(session, 100, parts.append)(50)
            session.commit()
        return True

    assert giving_way(write)
    assert len(begun) == 3
    assert parts == [50, 50, 50]


def save_once(url: str) -> None:
    """Want to save, and give up at once."""
    engine = make_engine(url, patience=0)
    with pytest.raises(Exception, match="locked"), writing(engine).begin():
        raise AssertionError("the lock is held")
    engine.dispose()


@on_sqlite
def test_for_what_is_nearly_written_others_wait(url: str, engine: Engine) -> None:
    parts = list[int]()

    def write(heeding: Heeding) -> bool:
        with Session(writing_much(engine)) as session:
            session.add(Counter(prefix="very much", last=1))
            session.flush()
            save_once(url)
            heed = heeding(session, 100, parts.append)
            heed(99)
            with pytest.raises(OthersFirst):
                heed(50)
            session.commit()
        return True

    assert giving_way(write)
    assert parts == [99, 50]
