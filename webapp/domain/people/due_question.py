"""What is asked of the days that fall due: of whom, of what kind, and between which days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, and_, or_, select, true

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.read_model.due_days import BIRTHDAYS_IN
from webapp.domain.visibility import Reader
from webapp.models import Charge, CourtCase, DueDay, Hearing, PersonSummary
from webapp.vocab.terms import DueKind

_LEAP_DAY = date(BIRTHDAYS_IN, 2, 29)
# Joins the day to the summary of its person.
IS_OF_PERSON = and_(
    PersonSummary.person_id == DueDay.person_id, PersonSummary.audience == DueDay.audience
)


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

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter leaves out any people in use."""
        return bool(self.people_filter.query())

    def near(self) -> ColumnElement[bool]:
        """Return the condition of a day in time, of people in use; a birthday is never one."""
        last = self.today + timedelta(days=self.ahead)
        return and_(self._of_people(), DueDay.day.between(self.since, last))

    def of_filter(self) -> ColumnElement[bool]:
        """Return the condition of the filter on the summaries that days are joined to."""
        return matching(self.people_filter, to=self.to) if self.is_narrowed else true()

    def birthdays(self) -> Iterator[tuple[ColumnElement[bool], dict[date, date]]]:
        """Yield the condition of birthdays from today on for each year, and what day each comes to be.

        Within a year they come in the order in which the read model has them.
        """
        coming = (self.today + timedelta(days=place) for place in range(self.ahead + 1))
        for _, of_year in groupby(coming, attrgetter("year")):
            days = {day.replace(year=BIRTHDAYS_IN): day for day in of_year}
            between = DueDay.day.between(min(days), max(days))
            leap = true() if _LEAP_DAY in days else DueDay.day != _LEAP_DAY
            yield and_(self._of_people(), DueDay.kind == DueKind.BIRTHDAY, between, leap), days

    def _of_people(self) -> ColumnElement[bool]:
        audience = DueDay.audience == self.to.audience
        if self.case is None:
            return audience
        accused = (
            select(model.person_id).where(model.case_id == self.case.id).correlate(None)
            for model in (Charge, Hearing)
        )
        return and_(audience, or_(*(DueDay.person_id.in_(people) for people in accused)))
