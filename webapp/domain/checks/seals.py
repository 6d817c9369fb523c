"""Whether logs, issues, secrets and who may come in still say what was sealed when they were written."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.domain.history.chain import FIRST_HASH, digest
from webapp.domain.history.seals import SEALED, row_key, seal_hash, sealed_rows
from webapp.models import Seal


def seal_faults(session: Session) -> Iterator[Fault]:
    """Yield every seal that is altered or out of its chain, and every row that is not what was sealed."""
    yield from _chain_faults(session)
    # The last seal of each row, which says what it must say now.
    sealed = {
        (row.table_name, row.row_key): row.digest
        for row in rows(session, select(Seal.table_name, Seal.row_key, Seal.digest).order_by(Seal.number))
    }
    for kind in SEALED:
        table = str(kind.__tablename__)
        for row in rows(session, sealed_rows(kind)):
            key = row_key(kind, row._asdict())
            expected = sealed.pop((table, key), None)
            if expected is None:
                yield Fault(f"{table} {key}", "nothing tells where it comes from")
            elif digest(row._asdict()) != expected:
                yield Fault(f"{table} {key}", "it was changed past the program")
    for table, key in sealed:
        yield Fault(f"{table} {key}", "it is gone, and nothing tells why")


def _chain_faults(session: Session) -> Iterator[Fault]:
    number, previous = 0, FIRST_HASH
    for row in rows(session, select(Seal.__table__).order_by(Seal.number)):
        subject = f"seal {row.number}"
        if row.number != number + 1:
            yield Fault(subject, f"seal {number + 1} is missing before it")
        if row.previous_hash != previous:
            yield Fault(subject, "it does not continue the one before it")
        if seal_hash(row._asdict()) != row.hash:
            yield Fault(subject, "it was altered: its hash is another")
        number, previous = row.number, row.hash
