"""How much is due, and what comes next: for the board, and in brief for the day's work."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people import due
from webapp.domain.people.due_figures import DueFigures, due_figures
from webapp.domain.people.due_question import DueQuestion
from webapp.domain.visibility import INTERNAL
from webapp.vocab.terms import DueKind
from webapp.web.db import db, today
from webapp.web.kept_figures import kept

DUE_WITHIN = 30
_FIRST = 5
# A hearing of several is one line; of so many rows enough lines are left.
_ROWS = 60


@dataclass(frozen=True)
class ComingDay:
    """One day to come: its kind, and of whom."""

    kind: DueKind
    day: date
    reference: str
    name: str


@dataclass(frozen=True)
class DueInBrief:
    """How many days passed without a word, how many come soon, and the first of those."""

    past: int
    ahead: int
    coming: list[ComingDay]


def kept_due_figures(question: DueQuestion) -> DueFigures:
    """Return how much is due, worked out once as long as nothing changes."""
    of_case, query = question.case and question.case.id, question.people_filter.query()
    return kept(partial(due_figures, db(), question), "due", query, of_case, question.ahead, to=question.to)


def due_in_brief() -> DueInBrief:
    """Return what is due of everybody, as the board counts it when it is opened."""
    day = today()
    question = DueQuestion(
        people_filter=PeopleFilter(today=day), to=INTERNAL, today=day, ahead=DUE_WITHIN
    )
    figures = kept_due_figures(question)
    rows = due.due_rows(db(), replace(question, since=day), grouped=True, most=_ROWS)[:_FIRST]
    coming = [ComingDay(DueKind(row.kind), row.day, row.reference, row.name) for row in rows]
    past = figures.number_overdue()
    return DueInBrief(past, figures.number() - past, coming)
