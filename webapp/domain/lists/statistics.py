"""Figures about the people of a filter: what they count, their numbers, and who stands behind each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.lists.facet_counts import tally
from webapp.domain.lists.facet_selection import Found, find
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.read_model.liberty_spans import LESS_PRECISE
from webapp.domain.read_model.summary_row import NO_PROVISION
from webapp.domain.visibility import Reader
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.liberty import DetentionLength, Held
from webapp.vocab.statistics import Figure

# Values that a chart shows at most; days of the calendar that months go back at most.
_MOST = 25
_YEARS = 10


@dataclass(frozen=True)
class Row:
    """One number: what it is of, how many people, and the filter whose list they are."""

    value: str
    label: str
    people: int
    members: PeopleFilter


@dataclass(frozen=True)
class Statistic:
    """A figure under a filter as of a day: its rows in order, and how many people they leave out."""

    figure: Figure
    which: PeopleFilter
    day: date
    rows: list[Row]
    left_out: int = 0


def statistics(session: Session, which: PeopleFilter, *, to: Reader, today: date) -> Iterator[Statistic]:
    """Yield every figure about the people of a filter."""
    found = find(session, which, to=to)
    for figure in Figure:
        yield _made(session, figure, which, found, to, today)


def statistic(
    session: Session, figure: Figure, which: PeopleFilter, *, to: Reader, today: date
) -> Statistic:
    """Return one figure about the people of a filter; without an `as_of` it counts as of `today`."""
    return _made(session, figure, which, find(session, which, to=to), to, today)


def _made(
    session: Session, figure: Figure, which: PeopleFilter, found: Found, to: Reader, today: date
) -> Statistic:
    day = which.as_of or today
    make = _MADE.get(figure)
    if make is not None:
        rows, left_out = make(session, which, found, to, day)
    else:
        rows, left_out = _by_value(session, figure.value, which, found, to)
    return Statistic(figure, which, day, rows, left_out)


def _by_value(
    session: Session, facet: str, which: PeopleFilter, found: Found, to: Reader
) -> tuple[list[Row], int]:
    """Count people by a facet; where the filter asks for values of it, by these alone."""
    asked: tuple[str, ...] = getattr(which, facet)
    every = tally(session, found, facet, to=to, most=10_000)
    counts = [one for one in every if not asked or one.value in asked]
    if facet == "charge":
        # A point of an article counts with its article: its own number would be a second one for one charge.
        counts = [one for one in counts if one.value == NO_PROVISION or "." not in one.value.split()[0]]
    rows = [
        Row(one.value, one.label, one.people, replace(which, **{facet: (one.value,)}))  # type: ignore[arg-type]
        for one in counts
    ]
    return rows[:_MOST], len(rows[_MOST:])


def _by_length(
    session: Session, which: PeopleFilter, found: Found, to: Reader, day: date
) -> tuple[list[Row], int]:
    """Count the people held on the day by how long they had been held then."""
    rows = []
    for length in DetentionLength:
        if which.length and length.value not in which.length:
            continue
        members = replace(which, as_of=day, held=(Held.YES.value,), length=(length.value,))
        if which.held and Held.YES.value not in which.held:
            continue
        number = len(find(session, members, to=to).people)
        rows.append(Row(length.value, length.label, number, members))
    return rows, 0


def _by_month(facet: str) -> Callable[..., tuple[list[Row], int]]:
    def made(
        session: Session, which: PeopleFilter, found: Found, to: Reader, day: date
    ) -> tuple[list[Row], int]:
        """Count the people who were taken, or let go, in each month that a source names."""
        asked: tuple[str, ...] = getattr(which, facet)
        counts = {
            one.value: one.people
            for one in tally(session, found, facet, to=to, most=10_000)
            if not asked or one.value in asked
        }
        vague = counts.pop(LESS_PRECISE, 0)
        months = list(_months(min(counts), max(counts))) if counts else []
        rows = [
            Row(month, month, counts.get(month, 0), replace(which, **{facet: (month,)}))  # type: ignore[arg-type]
            for month in months[-12 * _YEARS :]
        ]
        return rows, vague

    return made


def _over_time(
    session: Session, which: PeopleFilter, found: Found, to: Reader, day: date
) -> tuple[list[Row], int]:
    """Count the people held on the last day of each month, and on the day itself."""
    asked = replace(which, as_of=None, held=(), status=(), length=())
    spans = (
        select(LibertySpan.begins, LibertySpan.ends, func.count())
        .join(
            PersonSummary,
            (PersonSummary.person_id == LibertySpan.person_id)
            & (PersonSummary.audience == LibertySpan.audience),
        )
        .where(matching(asked, to=to), LibertySpan.held == Held.YES, LibertySpan.begins <= day)
        .group_by(LibertySpan.begins, LibertySpan.ends)
    )
    if which.status:
        spans = spans.where(LibertySpan.status.in_(which.status))
    if which.held and Held.YES.value not in which.held:
        return [], 0
    changes: dict[date, int] = {}
    for begins, ends, number in session.execute(spans):
        changes[begins] = changes.get(begins, 0) + number
        changes[ends] = changes.get(ends, 0) - number
    dates = sorted(changes)
    if not dates:
        return [], 0
    totals = list(accumulate(changes[one] for one in dates))
    first = max(dates[0], date(max(1, day.year - _YEARS), 1, 1))
    rows, place = [], 0
    for at in _ends_of_months(first, day):
        while place < len(dates) and dates[place] <= at:
            place += 1
        members = replace(asked, as_of=at, held=(Held.YES.value,), status=which.status)
        rows.append(Row(at.isoformat(), at.isoformat(), totals[place - 1] if place else 0, members))
    return rows, 0


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while f"{year:04d}-{month:02d}" <= last:
        yield f"{year:04d}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _ends_of_months(first: date, last: date) -> Iterator[date]:
    at = first
    while True:
        end = (at.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if end >= last:
            break
        yield end
        at = end + timedelta(days=1)
    yield last


_MADE: dict[Figure, Callable[..., tuple[list[Row], int]]] = {
    Figure.OVER_TIME: _over_time,
    Figure.LENGTH: _by_length,
    Figure.TAKEN_IN: _by_month("taken_in"),
    Figure.RELEASED_IN: _by_month("released_in"),
}
