"""The timeline of a case: what is known of the liberty of each accused, as bars on one scale of years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from webapp.domain.courts.case_page import Accused, CaseRecord
from webapp.vocab.liberty import Held, Status

WIDTH = 490
_KINDS = {
    Status.HOUSE_ARREST: "house", Status.IMPRISONED: "served", Status.ENFORCED_DISAPPEARANCE: "served",
    Status.PSYCHIATRIC_DETENTION: "served",
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A bar of a lane by its kind, or a mark without a width, in the drawing's units."""

    kind: str
    x: float
    width: float = 0


@dataclass(frozen=True)
class Lane:
    """The line of one accused."""

    accused: Accused
    marks: list[Mark]


@dataclass(frozen=True)
class Lanes:
    """All lines, with the years of the scale as (hundredths of the width, year), hearings, and today."""

    years: list[tuple[float, int]]
    hearings: list[Mark]
    now: float
    lanes: list[Lane]


def lanes(record: CaseRecord, today: date) -> Lanes | None:
    """Return the timeline of a case, or None where no day of it is known."""
    days = list(_days(record))
    if not days:
        return None
    first, last = date(min(days).year, 1, 1), date(min(max([*days, today]).year, 9998) + 1, 1, 1)
    scale = _Scale(first, last)
    own = [Lane(accused, list(_marks(accused, scale, today))) for accused in record.accused]
    sat = [Mark("at", scale.at(each.day)) for each in record.sittings if each.day]
    years = range(first.year, last.year)
    every = -(-len(years) // 8)
    marked = [(round(100 * scale.at(date(year, 1, 1)) / WIDTH, 1), year) for year in years[::every]]
    return Lanes(marked, sat, scale.at(today), own)


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self.first, self.days = first, (last - first).days

    def at(self, day: date) -> float:
        """Return the place of a day, kept within the drawing."""
        return round(max(0, min(WIDTH, WIDTH * (day - self.first).days / self.days)), 1)

    def bar(self, kind: str, begins: date, ends: date) -> Mark:
        """Return the bar from one day to another."""
        return Mark(kind, self.at(begins), round(self.at(ends) - self.at(begins), 1))


def _days(record: CaseRecord) -> Iterator[date]:
    """Yield the days that the scale must hold."""
    for accused in record.accused:
        yield from (period.begins for period in accused.periods if period.begins != date.min)
        end = accused.record.term_end.latest
        if end is not None and accused.record.current.held is Held.YES:
            yield end
    yield from (each.day for each in record.sittings if each.day)


def _marks(accused: Accused, scale: _Scale, today: date) -> Iterator[Mark]:
    was_held = False
    for period in accused.periods:
        begins, ends = max(period.begins, scale.first), min(period.ends, today)
        if period.held is Held.YES and begins < ends:
            yield scale.bar(_KINDS.get(period.status, "remand"), begins, ends)
        elif period.held is Held.UNCERTAIN and begins < ends:
            yield scale.bar("over", begins, ends)
        elif period.held is Held.NO and was_held and period.begins <= today:
            yield Mark("gone", scale.at(period.begins))
        was_held = period.held is not Held.NO and period.held is not Held.NOT_STATED
    yield from _rest(accused, scale, today)


def _rest(accused: Accused, scale: _Scale, today: date) -> Iterable[Mark]:
    """Return what is still to serve, and the end of the term, of whoever is held."""
    end = accused.record.term_end.latest
    if end is None or accused.record.current.held is not Held.YES:
        return []
    marks = [Mark("end", scale.at(end))]
    return [scale.bar("rest", today, end), *marks] if end > today else marks
