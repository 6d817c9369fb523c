"""Whether the rows of a chain follow each other without a gap, each unaltered and bound to the one before."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.domain.history.chain import FIRST_HASH
from webapp.models import Revision, Seal


def link_faults(
    session: Session, chain: type[Revision] | type[Seal], noun: str, hash_of: Callable[[dict[str, Any]], str]
) -> Iterator[Fault]:
    """Yield every gap in the numbers of a chain's rows, and every row altered or out of the chain.

    `noun` is what a fault calls a row; `hash_of` returns the hash that its columns must have.
    """
    number, previous = 0, FIRST_HASH
    for row in rows(session, select(chain.__table__).order_by(chain.number)):
        subject = f"{noun} {row.number}"
        if row.number != number + 1:
            yield Fault(subject, f"{noun} {number + 1} is missing before it")
        if row.previous_hash != previous:
            yield Fault(subject, "it does not continue the one before it")
        if hash_of(row._asdict()) != row.hash:
            yield Fault(subject, "it was altered: its hash is another")
        number, previous = row.number, row.hash
