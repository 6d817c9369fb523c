"""Whether every part of a name would be found in spite of slips, and no key leads to a name nobody has."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import ColumnElement, CompoundSelect, Select, bindparam, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.domain.checks.fault import Fault
from webapp.domain.read_model.refresh import NAME_TOKENS
from webapp.domain.text.name_likeness import keys
from webapp.models import READS_UNFINISHED, NameKey


def name_key_faults(session: Session) -> Iterator[Fault]:
    """Yield every token of a name whose keys are not those of its spelling, by first letter."""
    for first in "abcdefghijklmnopqrstuvwxyz":
        begun = {"first": first, "after": chr(ord(first) + 1)}
        # Names of a list that is being written have their keys too.
        used = set(session.scalars(_named(), begun, execution_options={READS_UNFINISHED: True}))
        stored: dict[str, set[str]] = {}
        for token, key in session.execute(_keyed(), begun):
            stored.setdefault(token, set()).add(key)
        for token in sorted(used | stored.keys()):
            fresh = keys(token) if token in used else set()
            if stored.get(token, set()) != fresh:
                message = "its keys are not those of the names; `habeas reindex` would mend them"
                yield Fault(f"name_key {token}", message)


# Made once, for they are asked for every letter.
@cache
def _named() -> CompoundSelect[str]:
    columns = (tokens.c.token for tokens in NAME_TOKENS)
    return union(*(select(column).where(*_begun(column)) for column in columns))


@cache
def _keyed() -> Select[str, str]:
    return select(NameKey.token, NameKey.key).where(*_begun(NameKey.token))


def _begun(
    column: ColumnElement[str] | InstrumentedAttribute[str]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= bindparam("first"), column < bindparam("after")
