"""Every promise that the database makes, looked up row by row: what `habeas check` says."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.archive import archive_faults
from webapp.domain.checks.claims import claim_faults
from webapp.domain.checks.courts import court_faults
from webapp.domain.checks.facet_members import facet_members_faults
from webapp.domain.checks.fault import Fault
from webapp.domain.checks.guards import guard_faults
from webapp.domain.checks.history import chain_faults, row_history_faults
from webapp.domain.checks.keys import key_faults
from webapp.domain.checks.list_issues import list_issue_faults
from webapp.domain.checks.name_keys import name_key_faults
from webapp.domain.checks.past_rows import past_rows_faults
from webapp.domain.checks.read_model import read_model_faults
from webapp.domain.checks.seals import seal_faults
from webapp.domain.checks.source_words import source_word_faults
from webapp.domain.checks.texts import text_faults
from webapp.domain.checks.values import value_faults
from webapp.models import Revision, Seal

__all__ = ["Fault", "check", "holds_at"]

# What later checks lean on comes first.
_CHECKS = (
    guard_faults, key_faults, claim_faults, court_faults, value_faults, text_faults, chain_faults,
    row_history_faults, seal_faults, read_model_faults, facet_members_faults, name_key_faults,
    past_rows_faults, source_word_faults, list_issue_faults,
)  # fmt: skip


def check(session: Session, *, archive: Path | None = None) -> Iterator[Fault]:
    """Yield everything that is not as it must be; nothing where all is well.

    `archive` is the folder of the originals; without it they are not looked at.

    It only reads, in memory that does not grow with the database; a session that others write beside should
    see one moment throughout (REPEATABLE READ on PostgreSQL; SQLite does by itself).
    """
    for faults in _CHECKS:
        try:
            yield from faults(session)
        except (LookupError, TypeError, ValueError) as error:
            # A key, a time, a word or a list so damaged that no row can be read; the other checks go on.
            subject = faults.__name__.removesuffix("_faults").replace("_", " ")
            yield Fault(f"check of {subject}", f"broken off at a value that cannot be read: {error}")
    if archive is not None:
        yield from archive_faults(session, archive)


def holds_at(session: Session, number: int, sha256: str) -> bool:
    """Tell whether history, or the chain of seals, still has under a number the hash deposited elsewhere."""
    hashes = (select(kind.hash).where(kind.number == number) for kind in (Revision, Seal))
    return sha256 in [session.scalar(query) for query in hashes]
