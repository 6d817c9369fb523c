"""How much is due: the lines of each kind, those that are over, and the cases with most of the hearings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Select, false, func, select, union_all
from sqlalchemy.orm import Session

from webapp.domain.people.due_question import IS_OF_PERSON, DueQuestion
from webapp.models import CourtCase, DueDay, PersonSummary
from webapp.vocab.terms import DueKind

_MOST_CASES = 12


@dataclass(frozen=True)
class CaseDue:
    """A case, and how many of its hearings are due."""

    reference: str
    name: str
    hearings: int


@dataclass(frozen=True)
class DueFigures:
    """How many lines of each kind are due and how many of them are over, whatever kind is chosen."""

    of_kind: dict[DueKind, int]
    overdue: dict[DueKind, int]
    cases: Sequence[CaseDue]

    def number(self, kind: DueKind | None = None) -> int:
        """Return how many lines there are of a kind, or of all."""
        return sum(self.of_kind.values()) if kind is None else self.of_kind.get(kind, 0)

    def number_overdue(self, kind: DueKind | None = None) -> int:
        """Return how many of them are over."""
        return sum(self.overdue.values()) if kind is None else self.overdue.get(kind, 0)


def due_figures(session: Session, question: DueQuestion) -> DueFigures:
    """Return how much is due; a hearing of several is one line."""
    figures = DueFigures({}, {}, _cases(session, question))
    for kind, is_over, number in session.execute(_numbers(question)):
        figures.of_kind[kind] = figures.of_kind.get(kind, 0) + number
        if is_over:
            figures.overdue[kind] = number
    return figures


def _numbers(question: DueQuestion) -> CompoundSelect[Any]:
    """Return the query of how many lines there are of each kind, those that are over apart."""
    columns = DueDay.kind, (DueDay.day < question.today).label("is_over")
    # Only hearings of several are one line; whatever else there is need not be held against one another.
    hearings = _narrowed(question, *columns, DueDay.day, DueDay.sitting).where(
        question.near(), DueDay.kind == DueKind.HEARING
    )
    others = _narrowed(question, *columns).where(question.near(), DueDay.kind != DueKind.HEARING)
    birthdays = (
        _narrowed(question, DueDay.kind, false().label("is_over")).where(condition)
        for condition, _ in question.birthdays()
    )
    lines = (part.subquery().c for part in (hearings.distinct(), others, *birthdays))
    return union_all(
        *(select(c.kind, c.is_over, func.count()).group_by(c.kind, c.is_over) for c in lines)
    )


def _narrowed(question: DueQuestion, *columns: Any) -> Select[Any]:
    """Return the query of columns of days, joined to the people of them where a filter asks for some."""
    query = select(*columns)
    if not question.is_narrowed:
        return query
    return query.join(PersonSummary, IS_OF_PERSON).where(question.of_filter())


def _cases(session: Session, question: DueQuestion) -> list[CaseDue]:
    """Return the cases with most hearings among what is due, by name."""
    columns = DueDay.case_id, DueDay.day, DueDay.sitting
    # The index tells hearings apart: of all other days the rows need not be looked at.
    of_cases = _narrowed(question, *columns).where(
        question.near(), DueDay.kind == DueKind.HEARING, DueDay.case_id.is_not(None)
    )
    hearings = of_cases.distinct().subquery()
    most = (
        select(hearings.c.case_id, func.count().label("number"))
        .group_by(hearings.c.case_id)
        .order_by(func.count().desc(), hearings.c.case_id)
        .limit(_MOST_CASES)
        .subquery()
    )
    query = select(CourtCase.reference, CourtCase.name, most.c.number)
    query = query.join(most, most.c.case_id == CourtCase.id).order_by(CourtCase.name)
    return [CaseDue(*row) for row in session.execute(query)]
