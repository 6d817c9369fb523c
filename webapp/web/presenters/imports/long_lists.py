"""What the page of a long list shows: how far its job is, what the rows come to, and the first of each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext

from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.mappings import mapping_of
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.imports.table import TableRow
from webapp.domain.refusals import Refused
from webapp.models import ListMapping, SourceVersion
from webapp.vocab.imports import JobPhase, RowOutcome
from webapp.web.db import db
from webapp.web.forms.imports.lists import ListForm, expectation
from webapp.web.long_jobs.list_work import reading_of
from webapp.web.long_jobs.lists import job_of
from webapp.web.presenters.imports.lists import ORDER, RowGroup, questions, since_last

# Rows of an outcome that are shown, and of those that wait for an answer.
_SHOWN, _QUESTIONS = 20, 100


def long_list_page(version: SourceVersion, table: ListTable, form: ListForm) -> dict[str, Any]:
    """Return what the page of a long list shows beside its form, as variables of the template."""
    job = job_of(version)
    reading, decisions = form.reading(), form.decisions()
    # Somebody who chose another mapping since sees how that reads the columns, before the rows are read so.
    is_of_job = job is not None and not form.is_submitted() and "mapping" not in request.args
    if job is not None and is_of_job:
        reading = reading_of(version, table, job["order"])
        decisions = {int(number): decision for number, decision in job["order"]["decisions"].items()}
        form.listed.data = job["order"]["listed"]
        form.mapping = next((row for row in form.mappings if _reads_so(row, reading)), None)
    numbers = _numbers(job)
    counts = {outcome: len(numbers.get(outcome.value, ())) for outcome in RowOutcome}
    form.expected.data = expectation(counts)
    hindrance, groups = "", list[RowGroup]()
    if job and job["phase"] is JobPhase.READ and (is_of_job or form.is_submitted()):
        try:
            groups = _first_groups(version, table, reading, decisions, job)
        except Refused as refused:
            hindrance = refused.translated(gettext)
    rows = [row for group in groups for row in group.rows]
    return questions(table, reading, rows, decisions) | {
        "job": job,
        "hindrance": hindrance,
        "counts": counts,
        "groups": groups,
        "total": len(table.rows),
        "since_last": since_last(job.get("since_last") if job else None),
        "ready": job.get("ready", 0) if job else 0,
        "comments": [],
    }


def _reads_so(mapping: ListMapping, reading: ListReading) -> bool:
    kept = mapping_of(mapping)
    return kept.fields == list(reading.fields) and reading.statuses.items() >= kept.statuses.items()


def rows_of_job(version: SourceVersion, table: ListTable, outcome: RowOutcome) -> Sequence[TableRow]:
    """Return the rows that came to something when a list was read beside the server; else all."""
    numbers = _numbers(job_of(version))
    if not numbers:
        return table.rows
    first = table.rows[0].number
    return [table.rows[number - first] for number in numbers[outcome.value]]


def _numbers(job: dict[str, Any] | None) -> dict[str, list[int]]:
    return job.get("numbers", {}) if job else {}


def _first_groups(
    version: SourceVersion,
    table: ListTable,
    reading: ListReading,
    decisions: dict[int, str],
    job: dict[str, Any],
) -> list[RowGroup]:
    """Return the first rows of each outcome that the job came to, read again to be shown."""
    again = set(job["again"])
    first = table.rows[0].number
    groups = []
    for outcome in ORDER:
        numbers = job["numbers"][outcome.value]
        most = _QUESTIONS if outcome in (RowOutcome.ASK, RowOutcome.MARKED) else _SHOWN
        shown = [table.rows[number - first] for number in numbers[:most]]
        rows: list[ListRow] = [
            replace(row, again=row.row.number in again, outcome=outcome)
            for row in read_rows(db(), version, shown, reading, decisions=decisions)
        ]
        if rows:
            groups.append(RowGroup(outcome, rows, len(numbers)))
    return groups
