"""What the page of a list shows: its columns with some cells, its words, and what becomes of its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from string import ascii_uppercase
from typing import Any
from uuid import UUID

from flask_babel import gettext

from webapp.domain.claims.affiliations import AffiliationContent
from webapp.domain.claims.assessments import AssessmentContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.hearings import HearingContent
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.column_contents import status_words
from webapp.domain.imports.last_list import SinceLastList, since_last_list
from webapp.domain.imports.lists import ListTable, outcome_counts
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.row_marks import QUESTIONS, ROW_LEFT_OUT, asking_marks
from webapp.domain.imports.rows import SOMEBODY_NEW, ListRow, read_rows
from webapp.domain.imports.statements import CellStatement, Problem
from webapp.domain.imports.table import TableRow
from webapp.domain.imports.waiting_rows import same_named
from webapp.domain.law.provisions import cited_as
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.models import SourceVersion
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind, RowOutcome
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind, fact_word
from webapp.web.db import db
from webapp.web.forms.imports.lists import NO_STATUS, ListForm, expectation
from webapp.web.printed_values import label, when

# Cells of a column and rows of an outcome that are shown.
_SAMPLES = 3
_SHOWN = 50
# Rows that are looked through for cells to show.
_LOOKED_AT = 1_000
# What needs a person comes first.
ORDER = (
    RowOutcome.MARKED, RowOutcome.ASK, RowOutcome.REFUSED, RowOutcome.UPDATE, RowOutcome.NEW,
    RowOutcome.SAME, RowOutcome.CONTINUED, RowOutcome.LEFT_OUT,
)  # fmt: skip


@dataclass(frozen=True)
class TableColumn:
    """A column: its letter, its header, what it holds, and some of its cells."""

    letter: str
    header: str
    field: ListField
    samples: list[str]
    is_hidden: bool


@dataclass(frozen=True)
class RowGroup:
    """The rows that come to the same: the first of them, and how many there are."""

    outcome: RowOutcome
    rows: list[ListRow]
    total: int


@dataclass(frozen=True)
class MarkQuestion:
    """A kind of mark of the file on which it hangs what rows say: their numbers, and what may be answered."""

    kind: MarkKind
    rows: list[int]
    answers: Sequence[MarkAnswer]


def list_page(version: SourceVersion, table: ListTable, form: ListForm) -> dict[str, Any]:
    """Return what the page of a list shows beside its form, as variables of the template."""
    reading, decisions = form.reading(), form.decisions()
    read = partial(read_rows, db(), version, table.rows, reading)
    try:
        rows = list(read(decisions=decisions))
        if form.takes_same_named():
            decisions = same_named(rows) | decisions
            rows = list(read(decisions=decisions))
    except Refused as refused:
        rows, hindrance = [], refused.translated(gettext)
    else:
        hindrance = ""
    counts = outcome_counts(rows)
    form.expected.data = expectation(counts)
    return questions(table, reading, rows, decisions) | {
        "hindrance": hindrance,
        "same_named": len(same_named(rows)),
        "counts": counts,
        "groups": _groups(rows),
        "total": len(rows),
        "since_last": since_last(since_last_list(db(), version, table)),
        "ready": sum(row.to_write for row in rows),
        "comments": _comments(table),
    }


def questions(
    table: ListTable, reading: ListReading, rows: Sequence[ListRow], decisions: dict[int, str]
) -> dict[str, Any]:
    """Return what is asked and was answered on the page of a list, short or long, that shows these rows."""
    mark_questions = _mark_questions(table, reading, rows)
    return how_read(table, reading) | {
        "somebody_new": SOMEBODY_NEW,
        "row_left_out": ROW_LEFT_OUT,
        "decisions": decisions,
        "settled": _settled(rows, decisions),
        "mark_questions": mark_questions,
        "marked_rows": {number for question in mark_questions for number in question.rows},
        "marks_unread": gettext(table.marks_unread) if table.marks_unread else "",
        "statement_words": statement_words,
        "problem_words": problem_words,
        # Of a long list a page holds some of the rows: nothing is answered for all at once there.
        "same_named": 0,
    }


def _mark_questions(
    table: ListTable, reading: ListReading, rows: Sequence[ListRow]
) -> list[MarkQuestion]:
    """Return what is asked of marks; what was answered stays, though no row that is shown has the mark."""
    each_row = {row.number: row for row in (*table.marked_rows, *(listed.row for listed in rows))}
    marked: dict[MarkKind, set[int]] = {kind: set() for kind in reading.marks}
    for row in each_row.values():
        for mark in asking_marks(row, reading):
            marked.setdefault(mark.kind, set()).add(row.number)
    return [
        MarkQuestion(kind, sorted(marked[kind]), answers)
        for kind, answers in QUESTIONS.items() if kind in marked
    ]  # fmt: skip


def _comments(table: ListTable) -> list[tuple[TableRow, SheetMark]]:
    marks = ((row, mark) for row in table.marked_rows for mark in row.marks)
    return [(row, mark) for row, mark in marks if mark.kind is MarkKind.COMMENT]


def since_last(difference: SinceLastList | dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what is shown of the difference to a publisher's last list, worked out now or by a job."""
    plain = difference.as_plain() if isinstance(difference, SinceLastList) else difference
    last = plain and db().get(SourceVersion, UUID(plain["last"]))
    # A job reads what is open to others alone.
    return plain | {"last": last} if plain and last else None


def how_read(table: ListTable, reading: ListReading) -> dict[str, Any]:
    """Return what is shown of how a list is read: what its columns hold, what its words mean."""
    words = status_words(table.rows, reading.column(ListField.STATUS))
    return {
        "columns": _columns(table, reading.fields),
        "reading": reading,
        "words": [(printed, reading.statuses.get(plain, "")) for plain, (printed, _) in words.items()],
        "fields": list(ListField),
        "statuses": [status for status in Status if status is not Status.NOT_STATED],
        "nothing_said": NO_STATUS,
    }


def statement_words(statement: CellStatement) -> str:
    """Return what a cell says, in few words."""
    match statement.content:
        case StatusContent(status=status, since=since, place_words=place):
            since_words = gettext("since %(when)s", when=when(since)) if since else ""
            return " ".join(filter(None, (label(status), since_words, f"({place})" if place else "")))
        case FactContent(fact=FactKind.AGE, value=str(age), date=PartialDate() as date):
            return gettext("Age: %(age)s (%(when)s)", age=age, when=when(date))
        case FactContent(fact=fact, value=value, words=printed, date=date):
            return f"{label(fact)}: {printed or _fact_value(fact, value) or when(date)}"
        case ChargeContent(provision=provision, offence=offence):
            return cited_as(provision) if provision else offence or gettext("offence not stated")
        case NameContent(text=text):
            return gettext("named %(name)s", name=text)
        case AssessmentContent(organization=organization, date=date):
            as_of = gettext("as of %(when)s", when=when(date)) if date else ""
            return " ".join((gettext("listed by %(name)s", name=organization.name), as_of)).strip()
        case HearingContent(proceeding=proceeding, date=date, outcome=outcome, ruling=ruling):
            heard = [label(word) for word in (proceeding, ruling or outcome) if word]
            return " ".join(filter(None, (", ".join(heard), when(date) if date else "")))
        case AffiliationContent(organization=organization):
            return organization.name
    return gettext("sentenced: %(words)s", words=statement.cell.text)


def problem_words(problem: Problem) -> str:
    """Return why a cell cannot be taken, and what to do."""
    return problem.refused.translated(gettext)


def _fact_value(fact: FactKind, value: str | None) -> str:
    word = fact_word(fact, value)
    return label(word) if word is not None else value or ""


def _columns(table: ListTable, fields: Iterable[ListField]) -> list[TableColumn]:
    beginning = table.rows[:_LOOKED_AT]
    return [
        TableColumn(
            _letter(place),
            table.header.cell(place).text if table.header else "",
            field,
            list(islice((text for row in beginning if (text := row.cell(place).text)), _SAMPLES)),
            place in table.hidden_columns,
        )
        for place, field in enumerate(fields)
    ]


def _settled(rows: Sequence[ListRow], decisions: dict[int, str]) -> dict[int, str]:
    """Return the decisions that no question on the page shows any more."""
    waiting = {row.row.number for row in rows if row.outcome is RowOutcome.ASK}
    return {
        number: decision for number, decision in decisions.items()
        if number not in waiting and decision != ROW_LEFT_OUT
    }  # fmt: skip


def _letter(place: int) -> str:
    before, last = divmod(place, len(ascii_uppercase))
    return (ascii_uppercase[before - 1] if before else "") + ascii_uppercase[last]


def _groups(rows: list[ListRow]) -> list[RowGroup]:
    groups = []
    for outcome in ORDER:
        members = [row for row in rows if row.outcome is outcome]
        # Every row that waits for an answer is shown, and every one that may be taken in again.
        is_whole = outcome in (RowOutcome.ASK, RowOutcome.MARKED, RowOutcome.LEFT_OUT)
        shown = members if is_whole else members[:_SHOWN]
        if members:
            groups.append(RowGroup(outcome, shown, len(members)))
    return groups
