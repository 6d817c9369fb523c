"""What the cells of a row of a list say together of its person's liberty."""

from collections.abc import Iterator

from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.cells.bearings import Bearing, of_death, of_undated
from webapp.domain.imports.cells.held_in_prison import held_in_prison
from webapp.domain.imports.cells.places import place_words, prison_among_words, status_in_place
from webapp.domain.imports.cells.remarks import RemarkStatus, day_alone, remark_status, status_with_remark
from webapp.domain.imports.cells.sentences import (
    held_by_sentence,
    later_clause,
    status_in_place_of_sentence,
    tells_of_prison,
)
from webapp.domain.imports.cells.status_asides import leaves_status_open, tells_of_other_matters
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_sequences import status_sequence
from webapp.domain.imports.cells.status_words import (
    guessed_status,
    most_precise,
    says_in_prison,
    says_no_status,
    says_released,
    status_key,
)  # fmt: skip
from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.headers import known_words, plain
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.states.date_cells import DateCells
from webapp.domain.imports.states.status_since import StatusSince
from webapp.domain.imports.table import TableRow
from webapp.domain.refusals import Refused
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import DEATHS, ENDINGS, HELD, MOMENTARY, Held, Status, held
from webapp.vocab.words import N_

# What tells more of the same than a general word does.
_MORE_EXACT = {
    Status.ARRESTED: HELD,
    Status.AT_LIBERTY: ENDINGS | {Status.DIED_AFTER_RELEASE},
    # Of who was let out, but on conditions.
    Status.RELEASED_EARLY: frozenset({Status.RELEASED_PENDING_TRIAL}),
    Status.DIED_IN_CUSTODY: frozenset({Status.EXECUTED}),
}


class StatusCells:
    """Reads of each row of one list in which state of liberty somebody is, and since when."""

    def __init__(self, reading: ListReading, dates: DateCells) -> None:
        self._reading, self._dates = reading, dates
        self._since = StatusSince(reading, dates)

    def arrest(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the arrest of which a cell has the day, and no yes or no, or the status in its place.

        Raises Refused at `value`.
        """
        if says_released(text) is not None:
            return
        words, day = status_and_day(text)
        # Nearly every cell is a date in figures.
        status = guessed_status(words) if any(map(str.isalpha, words)) else None
        if status not in (None, Status.ARRESTED) and self._is_untold(row):
            since = self._dates.among_words(day) if day else None
            yield _status_event(status, since=since, place=self._place_in(row, status))
            return
        is_elsewhere = self._reading.column(ListField.STATUS) is not None or self._held_in_place(row)
        place = None if is_elsewhere else self._place_in(row)
        yield _status_event(Status.ARRESTED, since=self._dates.read(text, ListField.ARRESTED_ON), place=place)

    def status(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the status that a cell has a word for, unless a remark of its row tells more of it.

        Raises Refused at `value` for a word that is not known, and where a remark says otherwise.
        """
        words, _ = status_and_day(text)
        if status_key(words) not in self._reading.statuses:
            # Of a part of several statuses the remark of each row tells its own.
            has_remark = self._is_above(row) and self._remark_status(row) is not None
            if leaves_status_open(text) or has_remark or tells_of_other_matters(text):
                return
            remark = self._remark_status(row)
            if remark and remark.status in DEATHS and plain(words) in known_words("dead"):
                # That somebody died, and the remark how.
                return
            raise Refused("value", N_("This word is not known. Say above what it means."))
        status = self.own(row)
        if status is None:
            return
        bearing = self._bearing(status, row)
        if bearing is Bearing.AGAINST:
            message = N_(
                "A remark of this row says otherwise: %(remark)s. Write in the list which of both it is, or"
                " leave the column of remarks out."
            )
            raise Refused("value", message, remark=self._reading.text(row, ListField.REMARK))
        if bearing is not Bearing.INSTEAD:
            yield from self._earlier(status, text)
            until = self._dates.of(row, ListField.UNTIL) if held(status) is Held.YES else None
            since = self._since.of_words(status, row) or self._day_of_remark(status, row)
            since = since or self._since.by_as_of(row)
            yield _status_event(status, since=since, until=until, place=self._place_in(row, status))

    def _earlier(self, status: Status, text: str) -> Iterator[StatusContent]:
        """Yield what the clauses of a cell tell that came before its status, where they have a day."""
        sequence = status_sequence(text)
        if sequence and sequence[-1].status is status:
            for earlier in sequence[:-1]:
                since = self._dates.among_words(earlier.day)
                yield _status_event(earlier.status, since=since, place=None)

    def remark(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the status that a remark tells, where the row's own cell has none or says less."""
        remark = self._remark_status(row)
        if remark is None:
            return
        own = self.own(row)
        if own is None and (remark.is_certain or remark.status not in HELD):
            since = self._remark_since(remark, row)
            yield _status_event(remark.status, since=since, place=self._place_in(row, remark.status))
        elif own is not None and self._bearing(own, row) in (Bearing.INSTEAD, Bearing.AFTER):
            is_same = remark.status is own or remark.status in _MORE_EXACT.get(own, ())
            since = self._since.of_words(own, row) if is_same else None
            since = since or self._remark_since(remark, row)
            yield _status_event(remark.status, since=since, place=self._place_in(row, remark.status))

    def place(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the status that stands in the place of one: `released`. Raises Refused beside another."""
        status, own = self._status_in_place(row), self.own(row)
        if status is not None and own in HELD and own is not status:
            raise Refused("value", N_("The row has the status of somebody who is held: write which it is."))
        if status is not None and own is None and self._remark_status(row) is None:
            day = status_and_day(text)[1]
            since = self._since.beside(status, row) or (self._dates.among_words(day) if day else None)
            yield _status_event(status, since=since, place=None)
        if held_as := self._held_in_place(row):
            yield _status_event(held_as, since=None, place=self._place_in(row, held_as))

    def sentence(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the status in the place of a sentence, or at its end, where no other cell tells one."""
        text = later_clause(text) or text
        status = status_in_place_of_sentence(text)
        remark = self._remark_status(row)
        has_remark = remark is not None and (remark.is_certain or remark.status not in HELD)
        has_status = self.own(row) is not None or has_remark
        if status is not None and not has_status:
            day = status_and_day(text)[1]
            since = self._dates.among_words(day) if day else None
            yield _status_event(status, since=since, place=self._place_in(row, status))

    def released(self, text: str, row: TableRow) -> Iterator[StatusContent]:
        """Yield the release of a row whose status is none; of others its day is part of what that says."""
        answer = says_released(text)
        since = None if answer is not None else self._dates.read(text, ListField.RELEASED_ON)
        status, remark = self.own(row), self._remark_status(row)
        is_stated = status in ENDINGS or (remark and remark.status not in HELD)
        if answer is False or is_stated or (status is None and self._status_in_place(row)):
            return
        if status is not None and held(status) is Held.YES:
            message = N_(
                "The status of this row is one of somebody who is held. If the column says when a term ends,"
                " choose “Held until” for it above."
            )
            raise Refused("value", message)
        yield _status_event(Status.AT_LIBERTY, since=since, place=None)

    def leaves_out(self, name: ListField, row: TableRow) -> bool:
        """Tell whether nothing is recorded of what a row has in the column of statuses, or of remarks."""
        own = self.own(row)
        if name is ListField.STATUS:
            return own is None and self._remark_status(row) is None
        return own is None or bool(self._since.of_words(own, row)) or self._day_of_remark(own, row) is None

    def own(self, row: TableRow) -> Status | None:
        """Return the status of which the own cell of a row, or the heading above it, has a known word."""
        text = self._reading.text(row, ListField.STATUS)
        words = status_and_day(text)[0]
        status = None if says_no_status(text) else self._reading.statuses.get(status_key(words))
        sentence = self._reading.text(row, ListField.SENTENCE)
        if status is Status.PRETRIAL_DETENTION and self._is_above(row) and tells_of_prison(sentence):
            # Of a prison in which most await their trial, one who was sentenced.
            return Status.IMPRISONED
        if status is Status.IMPRISONED and says_in_prison(words):
            # Of being in prison alone the sentence tells more: `awaits trial`, `15 days`.
            return held_by_sentence(sentence) or status_in_place_of_sentence(sentence) or status
        return status

    def _remark_status(self, row: TableRow) -> RemarkStatus | None:
        """Return what a remark tells, but for what is still to come."""
        text = self._reading.text(row, ListField.REMARK)
        if says_nothing(text):
            return None
        text = " ".join(text.split())
        remark = remark_status(text) or self._with_own_words(text, row)
        last = status_sequence(text)[-1:] if remark and not remark.day else ()
        if remark and last and last[0].status is remark.status:
            remark = remark._replace(day=last[0].day, is_certain=remark.is_certain or bool(last[0].day))
        since = self._remark_day(remark) if remark else None
        latest = self._reading.latest_year
        return None if since and since.earliest and latest and since.earliest.year > latest else remark

    def _with_own_words(self, text: str, row: TableRow) -> RemarkStatus | None:
        """Return what a remark that has no status tells with the words of its row's own cell."""
        own = self.own(row)
        words, _ = status_and_day(self._reading.text(row, ListField.STATUS))
        if not text or own is None or own is not guessed_status(words):
            return None
        remark = status_with_remark(words, text)
        is_more = remark is not None and remark.status in _MORE_EXACT.get(own, frozenset()) - {own}
        return remark if is_more else None

    def _remark_day(self, remark: RemarkStatus) -> PartialDate | None:
        return self._dates.among_words(remark.day) if remark.day else None

    def _remark_since(self, remark: RemarkStatus, row: TableRow) -> PartialDate | None:
        return self._remark_day(remark) or self._since.beside(remark.status, row)

    def _day_of_remark(self, own: Status, row: TableRow) -> PartialDate | None:
        """Return the day that a remark has of a status: beside fewer words for the same, or by itself."""
        remark = self._remark_status(row)
        if remark is not None:
            is_same = remark.status is Status.AT_LIBERTY and own in _MORE_EXACT[Status.AT_LIBERTY]
            return self._remark_day(remark) if is_same else None
        day = day_alone(" ".join(self._reading.text(row, ListField.REMARK).split()))
        since = self._dates.among_words(day.day) if day else None
        if day is None or since is None or day.is_start:
            return since
        arrested_on = self._dates.of(row, ListField.ARRESTED_ON)
        is_later = arrested_on is None or arrested_on.is_before(since)
        return since if own in MOMENTARY - {Status.ARRESTED} and is_later else None

    def _bearing(self, own: Status, row: TableRow) -> Bearing:
        remark = self._remark_status(row)
        if remark is None:
            return Bearing.NO_NEWS
        own_since, remark_since = self._since.of_words(own, row), self._remark_day(remark)
        if remark.status is own:
            return Bearing.INSTEAD if remark_since and own_since is None else Bearing.NO_NEWS
        is_certain = remark.is_certain or remark.status not in HELD
        if own not in HELD and most_precise({own, remark.status}) is own:
            # As `wanted` of somebody who went into exile.
            return Bearing.NO_NEWS
        if own in _MORE_EXACT and remark.status in _MORE_EXACT[own]:
            return Bearing.INSTEAD if is_certain else Bearing.NO_NEWS
        is_alike = (own in HELD) is (remark.status in HELD)
        if self._is_above(row) and (is_alike or self._is_of_prison(row)):
            return Bearing.INSTEAD if is_certain else Bearing.NO_NEWS
        if remark.status in DEATHS:
            return of_death(own, remark, is_dated=own_since is not None)
        if remark.status is Status.ARRESTED:
            return Bearing.NO_NEWS
        if own_since and remark_since:
            return Bearing.AFTER if own_since.is_before(remark_since) else Bearing.NO_NEWS
        return of_undated(own, remark, remark_since, self._dates.of(row, ListField.ARRESTED_ON))

    def _is_above(self, row: TableRow) -> bool:
        """Tell whether the words for a status of a row stand in a heading above it."""
        cell = self._reading.cell(row, ListField.STATUS)
        return cell is not None and not row.span.start <= cell.span.start < row.span.end

    def _is_of_prison(self, row: TableRow) -> bool:
        """Tell whether the heading above a row is the name of a prison, which tells of nobody's release."""
        cells = [self._reading.cell(row, name) for name in (ListField.STATUS, ListField.PLACE)]
        return len({cell.span for cell in cells if cell}) == 1 and None not in cells

    def _place_in(self, row: TableRow, status: Status = Status.ARRESTED) -> str | None:
        if self._reading.column(ListField.PLACE) is not None:
            return place_words(self._reading.text(row, ListField.PLACE), status)
        is_own = not self._is_above(row)
        return prison_among_words(self._reading.text(row, ListField.STATUS), status) if is_own else None

    def _is_untold(self, row: TableRow) -> bool:
        """Tell whether neither a status nor a remark of a row tells how its person is."""
        return self.own(row) is None and self._remark_status(row) is None

    def _held_in_place(self, row: TableRow) -> Status | None:
        """Return how somebody is held by the prison and the sentence of a row, if nothing else tells it."""
        if self._reading.column(ListField.STATUS) is not None or not self._is_untold(row):
            return None
        ends = (self._dates.of(row, name) for name in (ListField.RELEASED_ON, ListField.DIED))
        if self._status_in_place(row) is not None or any(ends):
            return None
        names = (ListField.PLACE, ListField.SENTENCE, ListField.CHARGE)
        return held_in_prison(*(self._reading.text(row, name) for name in names))

    def _status_in_place(self, row: TableRow) -> Status | None:
        return status_in_place(self._reading.text(row, ListField.PLACE))


def _status_event(
    status: Status, *, since: PartialDate | None, until: PartialDate | None = None, place: str | None
) -> StatusContent:
    return StatusContent(
        status=status, cause=None, since=since, until=until, place=None, place_words=place, authority=None
    )
