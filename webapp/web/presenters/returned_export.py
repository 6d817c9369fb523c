"""What is shown of our own export that comes back: what was changed in it, and what can be recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext

from webapp.domain.claims.assessments import AssessmentContent
from webapp.domain.history.edits import newest_number
from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.statements import CellContent, CellStatement
from webapp.domain.imports.table import Cell
from webapp.domain.reconciling.returned_claims import WritableChange, writable_changes
from webapp.domain.reconciling.returned_export import EVIDENCE, ReturnedRow, returned_rows
from webapp.domain.text.quote_location import Span, context
from webapp.vocab.reconciling import ReturnOutcome
from webapp.web.db import db, engines, today
from webapp.web.forms.reconciling.returned_exports import ReturnedExportForm
from webapp.web.presenters.imports.lists import statement_words
from webapp.web.printed_values import label

# Rows with a change that are shown at once; a form has no more fields than this allows.
_SHOWN = 200


@dataclass(frozen=True)
class ShownRow:
    """A row of an export with what its changed cells say, and those of them that say nothing."""

    row: ReturnedRow
    changes: list[WritableChange]

    @property
    def derived(self) -> list[str]:
        """The changed columns that follow from others, which nobody types."""
        return [cell.column for cell in self.row.cells if cell.is_derived]


def returned_page(table: ListTable, form: ReturnedExportForm) -> dict[str, Any]:
    """Return how the rows of an export stand to what is recorded, as variables of the template."""
    form.seen.data = str(newest_number(db()))
    rows = returned_rows(db(), table, today=today(), public_url=engines().settings.public_url)
    edited = [row for row in rows if row.outcome is not ReturnOutcome.UNCHANGED]
    shown = _shown(edited[:_SHOWN])
    counts = {outcome: sum(row.outcome is outcome for row in rows) for outcome in ReturnOutcome}
    changes = [change for row in shown for change in row.changes if change.refused is None]
    return {
        "form": form,
        "total": len(rows),
        "unchanged": counts[ReturnOutcome.UNCHANGED],
        "counts": {outcome: number for outcome, number in counts.items() if number},
        "groups": _groups(shown),
        "more": len(edited) - len(shown),
        "ticked": {each.change.key for each in changes if each.is_ready} if form.is_new else form.chosen,
        "writable": len(changes),
        "evidence_columns": EVIDENCE,
        "change_words": change_words,
        "refusal_words": refusal_words,
        "quoted": quoted,
    }


def change_words(change: WritableChange) -> list[str]:
    """Return what changed cells say, each in few words."""
    return [_words(content, change) for content in change.change.contents]


def refusal_words(change: WritableChange) -> str:
    """Return why changed cells cannot be taken, and what to do."""
    return change.refused.translated(gettext) if change.refused else ""


def quoted(change: WritableChange) -> str:
    """Return the words that the file quotes for a change."""
    if change.quotation is None:
        return ""
    return context(change.quotation.version.text or "", change.quotation.span).exact


def _shown(rows: list[ReturnedRow]) -> list[ShownRow]:
    changes: dict[int, list[WritableChange]] = {}
    for change in writable_changes(db(), rows):
        changes.setdefault(change.change.row.row.number, []).append(change)
    return [ShownRow(row, changes.get(row.row.number, [])) for row in rows]


def _groups(rows: Iterable[ShownRow]) -> dict[ReturnOutcome, list[ShownRow]]:
    order = list(ReturnOutcome)
    ordered = sorted(rows, key=lambda shown: order.index(shown.row.outcome))
    return {outcome: list(group) for outcome, group in groupby(ordered, lambda shown: shown.row.outcome)}


def _words(content: CellContent, change: WritableChange) -> str:
    if isinstance(content, AssessmentContent):
        outcome, name = label(content.outcome), content.organization.name
        return gettext("%(outcome)s, says %(name)s", outcome=outcome, name=name)
    return statement_words(CellStatement(content, Cell(change.change.cells[0].theirs, Span(0, 0))))
