"""A partial date: what a source says of a time, kept as EDTF text with its earliest and latest day."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from webapp.vocab.dates.edtf import BadDate, parse_edtf
from webapp.vocab.dates.typed_interval import to_edtf

__all__ = ["BadDate", "PartialDate"]


@dataclass(frozen=True)
class PartialDate:
    """A date at the precision at which a source gives it, never empty.

    `edtf` is ISO 8601-2:2019 (EDTF) level 0 or 1. `earliest` and `latest` are the first and the last
    day it may mean; of an interval, the first day of its start and the last day of its end, None where
    it is open. A qualifier (`~ ? %`) moves no bound. Make one with `parse` or `read`; the constructor
    is for values that were stored and raises ValueError only where nothing is said at all.
    """

    edtf: str
    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if not self.edtf or (self.earliest is None and self.latest is None):
            raise ValueError("A partial date says something: it has a text and at least one bound.")

    @classmethod
    def parse(cls, edtf: str) -> Self:
        """Return the partial date written as exactly this EDTF; raises BadDate."""
        ends = parse_edtf(edtf)
        start, end = ends[0], ends[-1]
        return cls(edtf, start.earliest if start else None, end.latest if end else None)

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the partial date that a curator typed, as EDTF or in words; raises BadDate.

        Dates in figures put the day first, always: 05.11.2023 and 05/11/2023 are 5 November 2023.
        Months are known by their English, Azerbaijani, Russian and Turkish names.
        """
        return cls.parse(to_edtf(text))

    @property
    def uncertain(self) -> bool:
        """Whether the date, or an end of the interval, may be wrong (`?` or `%`)."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def approximate(self) -> bool:
        """Whether the date, or an end of the interval, is only about right (`~` or `%`)."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def is_day(self) -> bool:
        """Whether the date names one single day, be it uncertain or approximate."""
        return self.earliest is not None and self.earliest == self.latest

    def is_before(self, other: Self) -> bool:
        """Tell whether each day that this date may mean lies before each day of another."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def may_be(self, other: Self) -> bool:
        """Tell whether two dates can be of one day: a year agrees with each of its days."""
        return not (self.is_before(other) or other.is_before(self))

    def __composite_values__(self) -> tuple[str, date | None, date | None]:
        """Return the three columns that SQLAlchemy stores."""
        return self.edtf, self.earliest, self.latest

    def __str__(self) -> str:
        return self.edtf
