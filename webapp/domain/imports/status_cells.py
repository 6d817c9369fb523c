"""What the cells of a row of a list say together of its person's liberty."""

from collections.abc import Iterator

from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.cells import values
from webapp.domain.imports.date_cells import DateCells
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.table import TableRow
from webapp.domain.refusals import Refused
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import ENDINGS, Held, Status, held
from webapp.vocab.words import N_


class StatusCells:
    """Reads of each row of one list in which state of liberty somebody is, and since when."""

    def __init__(self, reading: ListReading, dates: DateCells) -> None:
        self._reading, self._dates = reading, dates

    def arrest(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the arrest of which a cell has the day. Raises Refused at `value`."""
        place = self._place_in(row) if self._reading.column(ListField.STATUS) is None else None
        yield _status_event(Status.ARRESTED, since=self._dates.read(text, ListField.ARRESTED_ON), place=place)

    def status(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the status that a cell has a word for. Raises Refused at `value` for one not known."""
        words, day = values.status_and_day(text)
        if values.status_key(words) not in self._reading.statuses:
            raise Refused("value", N_("This word is not known. Say above what it means."))
        status = self._reading.statuses[values.status_key(words)]
        if status is None:
            return
        until = self._dates.of(row, ListField.UNTIL) if held(status) is Held.YES else None
        since, place = self._dates.of(row, ListField.SINCE), self._place_in(row)
        if since is None and status in ENDINGS:
            since = self._dates.of(row, ListField.RELEASED_ON)
        if since is None and day and status is values.guessed_status(words):
            # Of other words nobody knows whether the day is that of the status.
            since = self._dates.read(day, ListField.SINCE)
        yield _status_event(status, since=since, until=until, place=place)

    def released(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the release of a row whose status is none; of others its day is part of what that says."""
        answer = values.says_released(text)
        since = None if answer is not None else self._dates.read(text, ListField.RELEASED_ON)
        words, _ = values.status_and_day(self._reading.text(row, ListField.STATUS))
        status = self._reading.statuses.get(values.status_key(words))
        if answer is False or status in ENDINGS:
            return
        if status is not None and held(status) is Held.YES:
            message = N_(
                "The status of this row is one of somebody who is held. If the column says when a term ends,"
                " choose “Held until” for it above."
            )
            raise Refused("value", message)
        yield _status_event(Status.AT_LIBERTY, since=since, place=None)

    def _place_in(self, row: TableRow) -> str | None:
        text = self._reading.text(row, ListField.PLACE)
        return None if values.says_nothing(text) else " ".join(text.split())


def _status_event(
    status: Status, *, since: PartialDate | None, until: PartialDate | None = None, place: str | None
) -> StatusContent:
    return StatusContent(
        status=status, cause=None, since=since, until=until, place=None, place_words=place, authority=None
    )
