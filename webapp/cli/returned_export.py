"""`habeas import` of our own export: its changed cells, each on the words of a source."""

import sys
from collections.abc import Container, Iterator, Sequence
from datetime import datetime

import click
from sqlalchemy.orm import Session

from webapp.domain.history.edits import newest_number
from webapp.domain.imports.lists import ListTable
from webapp.domain.reconciling.returned_claims import WritableChange, record_changes, writable_changes
from webapp.domain.reconciling.returned_export import EVIDENCE, ReturnedRow, returned_rows
from webapp.vocab.claims import ClaimState
from webapp.vocab.reconciling import ReturnOutcome

NOTHING_WRITTEN = 2
"""The exit code where nothing was written, since rows are refused or ask whom they mean."""


def bring_back(
    session: Session,
    table: ListTable,
    *,
    at: datetime,
    public_url: str,
    state: ClaimState,
    stale: bool,
    dry_run: bool,
) -> None:
    """Record the changed cells of an export; the process ends where nothing is to be written."""
    seen = newest_number(session)
    rows = returned_rows(session, table, today=at.date(), public_url=public_url)
    changes = writable_changes(session, rows)
    # Of a row that was changed here since, only the file's own words tell that somebody meant to change it.
    untouched = {row.row.number for row in rows if row.outcome is ReturnOutcome.STALE and not _is_shown(row)}
    problems = [*_refused_rows(rows, untouched, stale), *_refused_changes(changes, untouched)]
    for line in problems:
        click.echo(line)
    to_write = [
        each for each in changes if not each.is_recorded and each.change.row.row.number not in untouched
    ]
    counts = (f"{sum(row.outcome is outcome for row in rows)} {outcome}" for outcome in ReturnOutcome)
    click.echo(f"Our own list: {', '.join(counts)}")
    if problems or dry_run or not to_write:
        session.rollback()
        sys.exit(NOTHING_WRITTEN if problems else 0)
    recorded = record_changes(
        session, table=table, today=at.date(), public_url=public_url,
        chosen={each.change.key for each in to_write}, evidence=None, seen=seen, state=state,
    )  # fmt: skip
    click.echo(f"Recorded: {recorded.changes} changes of {recorded.people} people.")


def _is_shown(row: ReturnedRow) -> bool:
    return any(row.columns.get(column, "").strip() for column in EVIDENCE)


def _refused_rows(rows: Sequence[ReturnedRow], untouched: Container[int], stale: bool) -> Iterator[str]:
    for row in rows:
        place = f"row {row.row.number}, {row.reference or 'no reference'}"
        if row.outcome is ReturnOutcome.UNKNOWN:
            yield f"{place}: nobody has this reference"
        elif row.outcome is ReturnOutcome.STALE:
            if row.row.number not in untouched and not stale:
                versions = f"version {row.version} in the file, {row.ours} now"
                yield f"{place}: changed here since the export ({versions}); --stale takes it all the same"
        else:
            for cell in row.cells:
                if cell.is_derived:
                    yield f"{place}, {cell.column}: {cell.theirs!r}: derived, and never typed"


def _refused_changes(changes: Sequence[WritableChange], untouched: Container[int]) -> Iterator[str]:
    columns = " and ".join(EVIDENCE)
    for each in changes:
        row = each.change.row
        if each.is_recorded or row.row.number in untouched:
            continue
        cell = each.change.cells[0]
        place = f"row {row.row.number}, {row.reference}, {cell.column}: {cell.theirs!r}"
        if each.refused is not None:
            yield f"{place}: {each.refused.translated()}"
        elif each.quotation is None:
            yield f"{place}: nothing shows it; give a source and its words in the columns {columns}"
