"""Whether every part of a name would be found in spite of slips, and no key leads to a name nobody has."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.domain.checks.fault import Fault
from webapp.domain.read_model.refresh import NAME_TOKENS
from webapp.domain.text.name_likeness import keys
from webapp.models import READS_UNFINISHED, NameKey


def name_key_faults(session: Session) -> Iterator[Fault]:
    """Yield every token of a name whose keys are not those of its spelling, by first letter."""
    for first in "abcdefghijklmnopqrstuvwxyz":
        named = union(
            *(select(tokens.c.token).where(_begun(tokens.c.token, first)) for tokens in NAME_TOKENS)
        )
        keyed = select(NameKey.token, NameKey.key).where(_begun(NameKey.token, first))
        # Names of a list that is being written have their keys too.
        used = set(session.scalars(named, execution_options={READS_UNFINISHED: True}))
        stored: dict[str, set[str]] = {}
        for token, key in session.execute(keyed):
            stored.setdefault(token, set()).add(key)
        for token in sorted(used | stored.keys()):
            fresh = keys(token) if token in used else set()
            if stored.get(token, set()) != fresh:
                message = "its keys are not those of the names; `habeas reindex` would mend them"
                yield Fault(f"name_key {token}", message)


def _begun(column: ColumnElement[str] | InstrumentedAttribute[str], first: str) -> ColumnElement[bool]:
    return and_(column >= first, column < chr(ord(first) + 1))
