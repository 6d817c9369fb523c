"""Statements compiled once for all engines of a process, as a server compiles them once for all who ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

_dialects: dict[str, Dialect] = {}
_COMPILED = LRUCache[object, object](2_000)


def sharing(create_engine: Callable[..., Engine]) -> Callable[..., Engine]:
    """Let engines that tests or commands make for one database system share what they have compiled."""

    @wraps(create_engine)
    def create(*args: Any, **kwargs: Any) -> Engine:
        engine = create_engine(*args, **kwargs)
        known = _dialects.get(engine.dialect.name)
        # What a dialect has to know of its server, it asks at the first connection.
        if known is not None and getattr(known, "server_version_info", None):
            engine.dialect = known
        else:
            _dialects[engine.dialect.name] = engine.dialect
        engine.update_execution_options(compiled_cache=_COMPILED)
        return engine

    return create
