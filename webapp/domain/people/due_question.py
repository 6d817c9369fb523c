"""What is asked of the days that fall due: of whom, of what kind, and between which days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.read_model.due_days import BIRTHDAYS_IN
from webapp.domain.visibility import Reader
from webapp.models import Charge, CourtCase, DueDay, Hearing, PersonSummary
from webapp.vocab.terms import DueKind


@dataclass(frozen=True, kw_only=True)
class DueQuestion:
    """What falls due until so many days ahead of today, and what was due since a day, of people of a filter.

    Of a case it is what falls due of all its accused; without a `kind` it is everything.
    """

    people_filter: PeopleFilter
    to: Reader
    today: date
    ahead: int
    kind: DueKind | None = None
    case: CourtCase | None = None
    since: date = date.min

    def holds(self, days: type[DueDay] = DueDay) -> ColumnElement[bool]:
        """Return the condition under which a day is of those whom the question is about."""
        conditions = [days.audience == self.to.audience]
        if self.people_filter.query():
            people = select(PersonSummary.person_id).where(matching(self.people_filter, to=self.to))
            conditions.append(days.person_id.in_(people.correlate(None)))
        if self.case is not None:
            accused = (
                select(model.person_id).where(model.case_id == self.case.id).correlate(None)
                for model in (Charge, Hearing)
            )
            conditions.append(or_(*(days.person_id.in_(people) for people in accused)))
        return and_(*conditions)

    def near(self) -> ColumnElement[bool]:
        """Return the condition of a day in time, a birthday never being one."""
        return and_(self.holds(), DueDay.day.between(self.since, self.today + timedelta(days=self.ahead)))

    def is_birthday(self) -> ColumnElement[bool]:
        """Return the condition of a birthday from today on."""
        return and_(self.holds(), DueDay.kind == DueKind.BIRTHDAY, DueDay.day.in_(self.birthdays()))

    def birthdays(self) -> dict[date, date]:
        """Return the days to come, each by how the read model has a birthday on it."""
        return {day.replace(year=BIRTHDAYS_IN): day for day in self._days()}

    def _days(self) -> Iterator[date]:
        return (self.today + timedelta(days=place) for place in range(self.ahead + 1))
