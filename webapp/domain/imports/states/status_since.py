"""Since when somebody is as a row of a list says: beside its word for a status, or in a column of its own."""

from webapp.domain.imports.cells.status_days import by, is_as_of, status_and_day
from webapp.domain.imports.cells.status_sequences import status_sequence
from webapp.domain.imports.cells.status_words import day_is_of_status, guessed_status, status_key
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.states.date_cells import DateCells
from webapp.domain.imports.table import TableRow
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import DEATHS, ENDINGS, Status


class StatusSince:
    """Reads since when the people of one list are as it says."""

    def __init__(self, reading: ListReading, dates: DateCells) -> None:
        self._reading, self._dates = reading, dates

    def of_words(self, status: Status, row: TableRow) -> PartialDate | None:
        """Return the day of a status, of its own column or among the words for it."""
        text = self._reading.text(row, ListField.STATUS)
        words, day = status_and_day(text)
        since = self.beside(status, row)
        is_sign = status_key(words) in self._reading.signs
        is_of_word = is_sign or (status is guessed_status(words) and day_is_of_status(text, day))
        if since is None and day and is_of_word:
            # Of other words nobody knows whether the day is that of the status.
            since = self._dates.among_words(day)
            if since is not None and is_as_of(text, day):
                since = by(since)
        if since is None and (last := status_sequence(text)[-1:]) and last[0].status is status:
            since = self._dates.among_words(last[0].day) if last[0].day else None
        return since

    def beside(self, status: Status, row: TableRow) -> PartialDate | None:
        """Return the day of a status that has a column of its own."""
        since = self._dates.of(row, ListField.SINCE)
        if since is None and status in ENDINGS:
            since = self._dates.of(row, ListField.RELEASED_ON)
        return self._dates.of(row, ListField.DIED) if since is None and status in DEATHS else since

    def by_as_of(self, row: TableRow) -> PartialDate | None:
        """Return from when a status was as a row says, of which it has the day on which that was so."""
        as_of, arrested_on = (self._dates.of(row, name) for name in (ListField.AS_OF, ListField.ARRESTED_ON))
        since = by(as_of) if as_of else None
        if since and as_of and arrested_on and arrested_on.is_before(as_of) and "/" not in arrested_on.edtf:
            return PartialDate.parse(f"{arrested_on.edtf}/{as_of.edtf}")
        return since
