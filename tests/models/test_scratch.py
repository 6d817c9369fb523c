"""Databases in memory, of which lists of an earlier day are read: each is empty, and soon there."""

from typing import Any
from uuid import uuid4

from sqlalchemy import event, insert, select
from sqlalchemy.engine.interfaces import CacheStats

from webapp.models import SourceWord, scratch_engine


def test_each_is_empty_and_asked_in_words_that_were_compiled_for_the_first() -> None:
    known = list[bool]()

    def note(_connection: Any, _cursor: Any, _words: str, _values: Any, context: Any, _many: bool) -> None:
        known.append(context.cache_hit is CacheStats.CACHE_HIT)

    for _ in range(2):
        engine = scratch_engine()
        event.listen(engine, "before_cursor_execute", note)
        with engine.begin() as connection:
            assert connection.execute(select(SourceWord.__table__)).all() == []
            connection.execute(insert(SourceWord.__table__).values(word="a", source_version_id=uuid4()))
        engine.dispose()
    assert known[2:] == [True, True]
