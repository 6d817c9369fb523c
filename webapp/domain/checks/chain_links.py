"""Whether the rows of a chain follow each other without a gap, each unaltered and bound to the one before."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.domain.history.chain import FIRST_HASH
from webapp.models import ListPlace, Revision, Seal


def link_faults(
    session: Session,
    chain: type[Revision] | type[Seal],
    noun: str,
    hash_of: Callable[[dict[str, Any]], str],
    lists: Mapping[int, ListPlace] | None = None,
) -> Iterator[Fault]:
    """Yield every gap in the numbers of a chain's rows, and every row altered or out of the chain.

    `noun` is what a fault calls a row; `hash_of` returns the hash that its columns must have. The history of
    `lists`, by the number of its first revision, is a chain of its own, which is tied to what was before it.
    """
    lists, ties = lists or {}, dict[int, ListPlace]()
    number, previous, opening = 0, FIRST_HASH, ""
    for row in rows(session, select(chain.__table__).order_by(chain.number)):
        subject = f"{noun} {row.number}"
        # Before a list some numbers are left out.
        if row.number != number + 1 and row.number + 1 not in lists:
            yield Fault(subject, f"{noun} {number + 1} is missing before it")
        if batch := lists.get(row.number):
            ties[batch.last_number + 1] = batch
            previous, opening = batch.first_hash, previous
        if row.previous_hash != previous:
            yield Fault(subject, "it does not continue the one before it")
        tied = ties.pop(row.number, None)
        if tied and (previous, opening) != (tied.last_hash, tied.opened_by):
            yield Fault(subject, "it does not continue what was there before the list")
        if hash_of(row._asdict()) != row.hash:
            yield Fault(subject, "it was altered: its hash is another")
        number, previous = row.number, row.hash
    for batch in ties.values():
        yield Fault(f"{noun} {batch.last_number}", "nothing ties the list that ends here to what was before")
