"""Figures about the people of a filter: what they count, their numbers, and who stands behind each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from pyroaring import BitMap
from sqlalchemy.orm import Session

from webapp.domain.lists.detention_lengths import people_by_length, people_by_present_length
from webapp.domain.lists.facet_counts import Count, tally
from webapp.domain.lists.facet_selection import PeopleSelection, select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.filter_fields import status_as
from webapp.domain.read_model.day_sets import spells_until
from webapp.domain.read_model.liberty_set_keys import Spell, month_of
from webapp.domain.read_model.liberty_spans import LESS_PRECISE
from webapp.domain.read_model.summary_row import NO_PROVISION
from webapp.domain.visibility import Reader
from webapp.vocab.liberty import DetentionLength, Held
from webapp.vocab.statistics import Figure
from webapp.vocab.verification import Freshness

# Values that a chart shows at most; days of the calendar that months go back at most.
_MOST = 25
_YEARS = 10
_EVERY_VALUE = 10_000
_UNHEARD = (Freshness.STALE.value, Freshness.UNDATED.value)


@dataclass(frozen=True)
class Row:
    """One number: what it is of, how many people, and the filter whose list they are.

    `beside` are further numbers of the same day or month.
    """

    value: str
    label: str
    people: int
    members: PeopleFilter
    beside: tuple["Row", ...] = ()


# How many people are held, of these not heard of within their rule, and of how many it is uncertain.
Numbers = tuple[int, int, int]
Rows = tuple[list[Row], int]


@dataclass(frozen=True)
class Statistic:
    """A figure under a filter as of a day: its rows in order, and how many people they leave out."""

    figure: Figure
    people_filter: PeopleFilter
    day: date
    rows: list[Row]
    left_out: int = 0

    @property
    def beside(self) -> tuple[Row, ...]:
        """The further numbers that each row has, as those of the first."""
        return self.rows[0].beside if self.rows else ()


@dataclass(frozen=True)
class _Question:
    """What every figure is counted from: the people of a filter, for whom, and as of which day."""

    session: Session
    people_filter: PeopleFilter
    selection: PeopleSelection
    to: Reader
    day: date


def statistics(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date
) -> Iterator[Statistic]:
    """Yield every figure about the people of a filter."""
    question = _question(session, people_filter, to, today)
    for figure in Figure:
        yield _counted(figure, question)


def statistic(
    session: Session, figure: Figure, people_filter: PeopleFilter, *, to: Reader, today: date
) -> Statistic:
    """Return one figure about the people of a filter; without an `as_of` it counts as of `today`."""
    return _counted(figure, _question(session, people_filter, to, today))


def _question(session: Session, people_filter: PeopleFilter, to: Reader, today: date) -> _Question:
    selection = select_people(session, people_filter, to=to)
    return _Question(session, people_filter, selection, to, people_filter.as_of or today)


def _counted(figure: Figure, question: _Question) -> Statistic:
    count = _COUNTED_ANOTHER_WAY.get(figure)
    rows, left_out = count(question) if count else _by_value(question, figure.value)
    return Statistic(figure, question.people_filter, question.day, rows, left_out)


def _by_value(question: _Question, name: str) -> Rows:
    """Count people by a facet; where the filter asks for values of it, by these alone."""
    counts = _counts(question, name)
    if name == "charge":
        # A point of an article counts with its article: its own number would be a second one for one charge.
        counts = [
            count for count in counts if count.value == NO_PROVISION or "." not in count.value.split()[0]
        ]
    rows = [_row(question, name, count.value, count.label, count.people) for count in counts]
    return rows[:_MOST], len(rows[_MOST:])


def _counts(question: _Question, name: str) -> list[Count]:
    values: tuple[str, ...] = getattr(question.people_filter, name)
    counts = tally(question.session, question.selection, name, to=question.to, most=_EVERY_VALUE)
    return [count for count in counts if not values or count.value in values]


def _row(question: _Question, name: str, value: str, label: str, people: int) -> Row:
    members = replace(question.people_filter, **{name: (value,)})  # type: ignore[arg-type]
    return Row(value, label, people, members)


def _by_length(question: _Question) -> Rows:
    """Count the people held on the day by how long they had been held then."""
    people_filter = question.people_filter
    if _asks_for_free_people(people_filter):
        return [], 0
    held = replace(people_filter, as_of=question.day, held=(Held.YES.value,), length=())
    people, rows = select_people(question.session, held, to=question.to).people, []
    lengths = people_by_length if people_filter.as_of else people_by_present_length
    by_length = lengths(question.session, question.to.audience, question.day)
    for length in DetentionLength:
        if not people_filter.length or length.value in people_filter.length:
            number = people.intersection_cardinality(by_length.get(length.value, BitMap()))
            members = replace(held, length=(length.value,))
            rows.append(Row(length.value, length.label, number, members))
    return rows, 0


def _asks_for_free_people(people_filter: PeopleFilter) -> bool:
    return bool(people_filter.held) and Held.YES.value not in people_filter.held


def _by_month(name: str) -> Callable[[_Question], Rows]:
    """Return what counts the people who were taken, or let go, in each month that a source names."""

    def count(question: _Question) -> Rows:
        counts = {count.value: count.people for count in _counts(question, name)}
        less_precise = counts.pop(LESS_PRECISE, 0)
        months = list(_months(min(counts), max(counts))) if counts else []
        rows = [
            _row(question, name, month, month, counts.get(month, 0)) for month in months[-12 * _YEARS :]
        ]
        return rows, less_precise

    return count


def _over_time(question: _Question) -> Rows:
    """Count the people held on the last day of each month, and on the day itself.

    Beside them stand, of these, those last heard of longer ago than their rule, and those of whom it is
    uncertain; not where the filter asks for a freshness.
    """
    changes = _changes(question)
    if not changes:
        return [], 0
    day, months = question.day, sorted(changes)
    totals = list(accumulate((changes[month] for month in months), _added))
    first = date(max(1, day.year - _YEARS), 1, 1)
    rows, place = [], 0
    for end in _ends_of_months(max(first, date.fromisoformat(f"{months[0]}-01")), day):
        while place < len(months) and months[place] <= month_of(end):
            place += 1
        numbers = totals[place - 1] if place else (0, 0, 0)
        rows.append(_row_of_day(question, end, numbers))
    return rows, 0


def _row_of_day(question: _Question, day: date, numbers: Numbers) -> Row:
    value, held = day.isoformat(), (Held.YES.value,)
    members = replace(question.people_filter, as_of=day, held=held, length=())
    if members.freshness:
        return Row(value, value, numbers[0], members)
    beside = (
        Row(Freshness.STALE.value, Freshness.STALE.label, numbers[1], replace(members, freshness=_UNHEARD)),
        Row(
            Held.UNCERTAIN.value, Held.UNCERTAIN.label, numbers[2],
            replace(members, held=(Held.UNCERTAIN.value,)),
        ),
    )  # fmt: skip
    return Row(value, value, numbers[0], members, beside)


def _changes(question: _Question) -> dict[str, Numbers]:
    """Return by how many people held, of these unheard of, and uncertain there were more after each month.

    Of the month of the day itself what came after the day does not count.
    """
    people_filter = question.people_filter
    if _asks_for_free_people(people_filter):
        return {}
    at_any_time = replace(people_filter, as_of=None, held=(), status=(), length=(), freshness=())
    people = select_people(question.session, at_any_time, to=question.to).people
    ended: list[tuple[Spell, BitMap]] = []
    # Whose spell of this place counts as what: by the place, so that an end tells what ended.
    begun: dict[int, dict[Numbers, BitMap]] = {}
    changes: dict[str, Numbers] = {}
    for spell, everybody in spells_until(question.session, question.to.audience, question.day):
        counts = _counts_as(spell.status, people_filter) if spell.status else None
        if not spell.status:
            ended.append((spell, everybody))
        elif counts and (own := everybody & people):
            of_place = begun.setdefault(spell.place, {})
            of_place.setdefault(counts, BitMap()).update(own)
            _add(changes, spell, counts, len(own))
    for spell, everybody in ended:
        for counts, own in begun.get(spell.place, {}).items():
            if number := everybody.intersection_cardinality(own):
                _add(changes, spell, counts, -number)
    return changes


def _counts_as(status: str, people_filter: PeopleFilter) -> Numbers | None:
    """Return as what somebody of a status counts, a key of `spell_status`; None who does not count."""
    held, freshness = status_as("held", status), status_as("freshness", status)
    statuses = people_filter.status
    if people_filter.freshness and freshness not in people_filter.freshness:
        return None
    if held == Held.UNCERTAIN:
        return None if statuses else (0, 0, 1)
    if held != Held.YES or (statuses and status_as("status", status) not in statuses):
        return None
    return 1, int(freshness != Freshness.RECENT), 0


def _add(changes: dict[str, Numbers], spell: Spell, counts: Numbers, number: int) -> None:
    month = spell.when[: len("2023-11")]
    more = (counts[0] * number, counts[1] * number, counts[2] * number)
    changes[month] = _added(changes.get(month, (0, 0, 0)), more)


def _added(numbers: Numbers, more: Numbers) -> Numbers:
    return numbers[0] + more[0], numbers[1] + more[1], numbers[2] + more[2]


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while f"{year:04d}-{month:02d}" <= last:
        yield f"{year:04d}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _ends_of_months(first: date, last: date) -> Iterator[date]:
    begin = first
    while True:
        end = (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if end >= last:
            break
        yield end
        begin = end + timedelta(days=1)
    yield last


_COUNTED_ANOTHER_WAY: dict[Figure, Callable[[_Question], Rows]] = {
    Figure.OVER_TIME: _over_time,
    Figure.LENGTH: _by_length,
    Figure.TAKEN_IN: _by_month("taken_in"),
    Figure.RELEASED_IN: _by_month("released_in"),
}
