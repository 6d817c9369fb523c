"""Bringing in a list of few rows: in one transaction, with its record."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from webapp.domain.imports.batches.records import keep_record
from webapp.domain.imports.lists import ListTable, outcome_counts
from webapp.domain.imports.mappings import written
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.recording import RecordedList, record_rows
from webapp.domain.imports.rows import read_rows
from webapp.domain.refusals import Refused
from webapp.models import SourceVersion
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import RowOutcome
from webapp.vocab.words import N_


def bring_in(
    session: Session,
    *,
    version: SourceVersion,
    table: ListTable,
    reading: ListReading,
    decisions: Mapping[int, str],
    expected: Mapping[RowOutcome, int],
    state: ClaimState,
) -> RecordedList:
    """Record the rows of a list that need no answer, all of them or none, and keep a record of it.

    `expected` is how many rows came to what when somebody looked at them. Raises Refused where the list is
    read otherwise by now, or no row is left to be written.
    """
    rows = list(read_rows(session, version, table.rows, reading, decisions=decisions))
    check_expected(outcome_counts(rows), expected, ready=sum(row.to_write for row in rows))
    recorded = record_rows(session, version, rows, state=state)
    keep_record(session, version, recorded, written(table, reading))
    return recorded


def check_expected(
    counts: Mapping[RowOutcome, int], expected: Mapping[RowOutcome, int], *, ready: int
) -> None:
    """Raise Refused where rows come to something else than was looked at, or none is ready to be written."""
    if counts != expected:
        message = N_("What becomes of the rows has changed since you looked. Look at them again.")
        raise Refused("rows", message)
    if not ready:
        message = N_("There is nothing to write: each row is recorded, refused, or asks whom it means.")
        raise Refused("rows", message)
