"""The dates of a row of a list, read as the columns have them in which they stand."""

import re

from webapp.domain.imports.cells.dates import in_figures, read_date
from webapp.domain.imports.cells.status_words import says_released
from webapp.domain.imports.cells.values import refers_to_row, says_nothing
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.table import TableRow
from webapp.domain.refusals import Refused
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField

# Of dates the words that may stand before them, by the column.
_BESIDE_DATES = {
    ListField.ARRESTED_ON: "start", ListField.SINCE: "start", ListField.RELEASED_ON: "start",
    ListField.UNTIL: "end", ListField.BORN: "birth", ListField.AS_OF: "start",
}  # fmt: skip
_KEPT = 10_000
_SHORT_YEAR = re.compile(r"\d{1,2}\.\d{1,2}\.\d\d")
_PAST = frozenset({
    ListField.ARRESTED_ON, ListField.SINCE, ListField.AS_OF, ListField.RELEASED_ON, ListField.DIED,
})  # fmt: skip


class DateCells:
    """Reads the dates of one list."""

    def __init__(self, reading: ListReading) -> None:
        self._reading = reading
        self._among_words: dict[str, PartialDate | None] = {}

    def read(self, text: str, name: ListField) -> PartialDate:
        """Return the date that a cell of a column holds. Raises Refused at `value`."""
        # Whose birth it is may have lived a century ago, and what is to come may be long after the list.
        latest = self._reading.latest_year if name in _PAST else None
        of_birth = self._reading.latest_year if name is ListField.BORN else None
        text = in_figures(text, self._reading.figures_of(name), latest=latest, of_birth=of_birth)
        read, beside = self._reading, _BESIDE_DATES.get(name, "")
        return read_date(text, in_spreadsheet=read.in_spreadsheet, beside=beside, from_1904=read.from_1904)

    def of(self, row: TableRow, name: ListField) -> PartialDate | None:
        """Return the date of a row in a column; None where it has none, or one that is refused there."""
        text = self._reading.text(row, name)
        try:
            says_no_day = says_nothing(text) or refers_to_row(text) or says_released(text) is not None
            return None if says_no_day else self.read(text, name)
        except Refused:
            return None

    def among_words(self, day: str) -> PartialDate | None:
        """Return the day among words for a status, of which a year of two figures is as in the arrests'."""
        if day not in self._among_words:
            # Of a very long list no more than some are kept.
            if len(self._among_words) == _KEPT:
                self._among_words.clear()
            self._among_words[day] = self._read_among_words(day)
        return self._among_words[day]

    def _read_among_words(self, day: str) -> PartialDate | None:
        if not _SHORT_YEAR.fullmatch(day):
            return self.read(day, ListField.SINCE)
        names = (ListField.SINCE, ListField.ARRESTED_ON)
        beside = next((name for name in names if self._reading.column(name) is not None), ListField.SINCE)
        try:
            return self.read(day, beside)
        except Refused:
            return None
