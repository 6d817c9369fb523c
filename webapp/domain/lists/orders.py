"""The orders of the people list: by name, by the day since which, by the last word, each along its index."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.read_model.liberty_spans import holds_on, liberty_table
from webapp.domain.visibility import Reader
from webapp.models import LibertySpan, PersonSummary

# The column by which each order other than that of names sorts, of what is current on the day of the filter.
_DAYS = {"since": "status_since_earliest", "word": "last_word_on"}


class OrderPlace(NamedTuple):
    """Where somebody stands in an order: by a day, None where there is none, and among those by name."""

    day: date | None
    name: str

    def __str__(self) -> str:
        """Return the key of a page's address."""
        return f"{self.day or ''}~{self.name}"


@dataclass(frozen=True)
class PeopleOrder:
    """An order of people; whoever has no such day comes last, and people of one day stand by their names."""

    people_filter: PeopleFilter
    to: Reader

    @property
    def _descends(self) -> bool:
        return self.people_filter.sort.startswith("-")

    @property
    def is_of_names(self) -> bool:
        """Whether people are sorted by their names alone."""
        return self._day is None

    def goes_down(self, *, backward: bool) -> bool:
        """Tell whether names are gone through from Z to A."""
        return self._descends != backward

    @property
    def _day(self) -> Any:
        """The column of days; None where the order is that of names."""
        name = _DAYS.get(self.people_filter.sort.removeprefix("-"))
        return getattr(liberty_table(self.people_filter.as_of), name) if name else None

    def key(self, place: OrderPlace) -> str:
        """Return the key by which an address names a place."""
        return place.name if self._day is None else str(place)

    def place(self, key: str | None) -> OrderPlace | None:
        """Return the place that a key names; None for one that names none."""
        if key is None or self._day is None:
            return None if key is None else OrderPlace(None, key)
        day, mark, name = key.partition("~")
        try:
            return OrderPlace(date.fromisoformat(day) if day else None, name) if mark else None
        except ValueError:
            return None

    def columns(self) -> list[ColumnElement[Any]]:
        """Return what the whole list is sorted by in one query."""
        name: ColumnElement[Any] = PersonSummary.sort_key.expression
        day = self._day
        if day is None:
            return [name.desc() if self._descends else name]
        return [day.is_(None), day.desc() if self._descends else day, name]

    def read(
        self,
        session: Session,
        *,
        beyond: OrderPlace | None,
        backward: bool,
        most: int,
        references: Collection[str] | None = None,
    ) -> list[OrderPlace]:
        """Return the first places beyond another in this order, or backward; of these people, or of all."""
        query = self._query(references)
        if self._day is None and references is not None:
            return self._few_by_name(session, query, beyond, self._descends != backward, most)
        if self._day is None:
            return self._by_name(session, query, beyond, self._descends != backward, most)
        dated, undated = query.where(self._day.is_not(None)), query.where(self._day.is_(None))
        among_dated = beyond is not None and beyond.day is not None
        if not backward:
            places = [] if beyond and not among_dated else self._by_day(session, dated, beyond, False, most)
            left = most - len(places)
            return places + self._by_name(session, undated, None if among_dated else beyond, False, left)
        places = [] if among_dated else self._by_name(session, undated, beyond, True, most)
        left = most - len(places)
        return places + self._by_day(session, dated, beyond if among_dated else None, True, left)

    def _query(self, references: Collection[str] | None) -> Select[Any]:
        # A key of names ends with the reference: the index alone tells whose it is.
        columns = [PersonSummary.sort_key] if self._day is None else [PersonSummary.sort_key, self._day]
        query = select(*columns).select_from(PersonSummary).where(PersonSummary.audience == self.to.audience)
        if self._day is not None and self.people_filter.as_of:
            query = query.join(LibertySpan, holds_on(self.people_filter.as_of))
        return query if references is None else query.where(PersonSummary.reference.in_(references))

    def _few_by_name(
        self, session: Session, query: Select[Any], beyond: OrderPlace | None, descends: bool, most: int
    ) -> list[OrderPlace]:
        # Sorted here: for the order SQLite would walk along the names of everybody.
        names = sorted(session.scalars(query), reverse=descends)
        if beyond is not None:
            names = [name for name in names if (name < beyond.name if descends else name > beyond.name)]
        return [OrderPlace(None, name) for name in names[:most]]

    def _by_name(
        self, session: Session, query: Select[Any], beyond: OrderPlace | None, descends: bool, most: int
    ) -> list[OrderPlace]:
        name = PersonSummary.sort_key
        if beyond is not None:
            query = query.where(name < beyond.name if descends else name > beyond.name)
        rows = session.execute(query.order_by(name.desc() if descends else name).limit(most))
        return [OrderPlace(None, row[0]) for row in rows]

    def _by_day(
        self, session: Session, query: Select[Any], beyond: OrderPlace | None, backward: bool, most: int
    ) -> list[OrderPlace]:
        name, day, descends = PersonSummary.sort_key, self._day, self._descends != backward
        if beyond is not None:
            further = day < beyond.day if descends else day > beyond.day
            later = name < beyond.name if backward else name > beyond.name
            # The first condition says nothing more, but is a bound of the index.
            query = query.where(
                day <= beyond.day if descends else day >= beyond.day, or_(further, later)
            )
        order = [day.desc() if descends else day, name.desc() if backward else name]
        return [OrderPlace(row[1], row[0]) for row in session.execute(query.order_by(*order).limit(most))]
