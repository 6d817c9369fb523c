"""What a comparison shows: two sums, a sentence to paste, rows and people; and the same as a file."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import gettext

from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.reading import ListReading
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.reconciling.differences import CellDifference
from webapp.domain.reconciling.judgements import judged_entries
from webapp.domain.reconciling.pairs import NOBODY, ListPair, Reconciled, reconcile
from webapp.domain.text.formula_escape import escaped
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import Status
from webapp.vocab.reconciling import PairOutcome
from webapp.web.db import db, today
from webapp.web.forms.reconciling.comparisons import ComparisonForm
from webapp.web.presenters.imports.lists import how_read
from webapp.web.printed_values import day, label, when

# What needs a person comes first, what is the same last.
_ORDER = (PairOutcome.ASK, PairOutcome.DIFFERS, PairOutcome.THEIRS, PairOutcome.SAME, PairOutcome.HEADING)
_DATES = (ListField.SINCE, ListField.ARRESTED_ON, ListField.BORN)
ADDED = ("outcome", "our_reference", "our_name", "differences")
ONLY_OURS = "ours"


def compared(form: ComparisonForm, table: ListTable) -> tuple[ListReading, PeopleFilter, Reconciled]:
    """Return how a list is read, with whom it is compared, and how both stand. Raises Refused."""
    reading = form.reading(table)
    people_filter = replace(form.people_filter(), today=today())
    answers = form.answers()
    judged = judged_entries(db(), form.organization)
    result = reconcile(
        db(), table, reading, answers=answers, judged=judged, people_filter=people_filter
    )
    return reading, people_filter, result


def comparison_page(form: ComparisonForm, table: ListTable) -> dict[str, Any]:
    """Return what the page of a comparison shows beside its form, as variables of the template."""
    reading, people_filter, result = compared(form, table)
    groups = {
        outcome: [pair for pair in result.pairs if pair.outcome is outcome]
        for outcome in _ORDER if result.counts[outcome]
    }  # fmt: skip
    waiting = {pair.row.number for pair in groups.get(PairOutcome.ASK, [])}
    return how_read(table, reading) | {
        "result": result,
        "groups": groups,
        "people_filter": people_filter,
        "sentence": _sentence(result),
        "difference_values": difference_values,
        "nobody": NOBODY,
        "answers": form.answers(),
        "settled": {row: answer for row, answer in form.answers().items() if row not in waiting},
    }


def comparison_rows(table: ListTable, result: Reconciled) -> Iterator[list[str]]:
    """Yield a comparison as the rows of a file: their columns and ours; then those who are only ours."""
    header = [table.header.cell(place).text if table.header else "" for place in range(table.width)]
    yield [*map(escaped, header), *ADDED]
    for pair in result.pairs:
        cells = (pair.row.cell(place).text for place in range(table.width))
        yield [*map(escaped, cells), pair.outcome.value, *_ours(pair)]
    for person in result.only_ours:
        yield [*[""] * table.width, ONLY_OURS, person.reference, escaped(person.name), ""]


def difference_values(difference: CellDifference) -> tuple[str, str]:
    """Return what they and what we tell, as people read it."""
    if difference.field is ListField.STATUS:
        return label(Status(difference.theirs)), label(Status(difference.ours))
    if difference.field in _DATES:
        return _date(difference.theirs), _date(difference.ours)
    return difference.theirs, difference.ours


def _ours(pair: ListPair) -> tuple[str, str, str]:
    if pair.person is None:
        candidates = ", ".join(person.reference for person in pair.candidates)
        return "", "", escaped(f"may be {candidates}" if pair.outcome is PairOutcome.ASK else "")
    words = (f"{each.field.value}: {each.theirs} / {each.ours}" for each in pair.differences)
    return pair.person.reference, escaped(pair.person.name), escaped("; ".join(words))


def _date(edtf: str) -> str:
    try:
        return when(PartialDate.parse(edtf))
    except BadDate:
        return edtf


def _sentence(result: Reconciled) -> str:
    counts = result.counts
    return gettext(
        "Of the %(theirs)s people on their list, %(both)s are also among the %(ours)s of ours, as known on"
        " %(day)s; in %(differ)s cases the two tell different things. %(only_theirs)s are only theirs,"
        " %(only_ours)s only ours, %(asked)s are not decided.",
        theirs=result.theirs, both=result.both, ours=result.ours, day=day(today()),
        differ=counts[PairOutcome.DIFFERS], only_theirs=counts[PairOutcome.THEIRS],
        only_ours=len(result.only_ours), asked=counts[PairOutcome.ASK],
    )  # fmt: skip
