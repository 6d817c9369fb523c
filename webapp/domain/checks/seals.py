"""Whether logs, issues, secrets and who may come in still say what was sealed when they were written."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.chain_links import link_faults
from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.domain.history.chain import digest
from webapp.domain.history.seals import SEALED, row_key, seal_hash, sealed_rows
from webapp.models import Seal


def seal_faults(session: Session) -> Iterator[Fault]:
    """Yield every seal that is altered or out of its chain, and every row that is not what was sealed."""
    yield from link_faults(session, Seal, "seal", seal_hash)
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
