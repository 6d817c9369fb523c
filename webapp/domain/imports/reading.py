"""How a list is read: what each column holds, and what its own words mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain.imports.cells.dates import DateFigures
from webapp.domain.imports.cells.names import check_names, name_cell
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.refusals import Refused
from webapp.models import Organization
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import BESIDE_THE_DAY, ListField, MarkAnswer, MarkKind
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_

# Columns that tell of a status, and what is said where there is none.
_OF_STATUS = {
    ListField.SINCE: N_("Say which column holds the status that began on these days."),
    ListField.AS_OF: N_("Say which column holds the status that was so on these days."),
    ListField.UNTIL: N_("Say which column holds the status that lasts until these days."),
}


@dataclass(frozen=True)
class ListReading:
    """How a list is read: what each column holds, and what its own words for a status mean.

    A word that means None says nothing of anybody; one that is not there is not known. `date` is that of the
    list, on which ages are counted, and `latest_year` the last one that it can tell of, where that is known;
    `listed_by` is whose list it is, where each row shall say so; `marks` say what is done with rows that its
    file marks, as far as somebody has answered. A row with a cell in one of the `unheaded` columns may have
    slipped. Of `twins`, two columns of which the headers say the same, the first is read. A term that is a
    number alone counts in the `term_unit` that its header names, or the other cells of its column.
    `date_figures` tell in which order columns of dates have their figures, `letters_of_sexes` what a letter
    means among those of its column. Where the header of births names ages too, it `has_ages_among_births`.
    """

    fields: tuple[ListField, ...]
    statuses: Mapping[str, Status | None] = field(default_factory=dict)
    date: PartialDate | None = None
    latest_year: int | None = None
    in_spreadsheet: bool = False
    from_1904: bool = False
    listed_by: Organization | None = None
    marks: Mapping[MarkKind, MarkAnswer] = field(default_factory=dict)
    date_figures: Mapping[int, DateFigures] = field(default_factory=dict)
    unheaded: range = range(0)
    twins: tuple[tuple[int, int], ...] = ()
    term_unit: str = ""
    letters_of_sexes: Mapping[str, str] = field(default_factory=dict)
    has_ages_among_births: bool = False
    signs: frozenset[str] = frozenset()

    def column(self, name: ListField) -> int | None:
        """Return the column that holds something; None where none does."""
        return self.fields.index(name) if name in self.fields else None

    def cell(self, row: TableRow, name: ListField) -> Cell | None:
        """Return the cell of a row that holds something; None where no column does."""
        if name is ListField.NAME:
            return name_cell(row, self.fields)
        column = self.column(name)
        return row.cell(column) if column is not None else None

    def text(self, row: TableRow, name: ListField) -> str:
        """Return what a row has in the column that holds something; empty where none does."""
        cell = self.cell(row, name)
        return cell.text if cell is not None else ""

    def figures_of(self, name: ListField) -> DateFigures:
        """Return the order of figures in a column; where there is none, that of one with the month first."""
        column = self.column(name)
        if column is None:
            return next((each for each in self.date_figures.values() if each.month_first), DateFigures())
        figures = self.date_figures.get(column, DateFigures())
        if figures.is_open and self.marks.get(MarkKind.DAY_OR_MONTH) is MarkAnswer.MONTH_FIRST:
            return figures._replace(month_first=True, month_stated=True)
        return figures


def check_columns(reading: ListReading) -> None:
    """Raise Refused at `columns` where none holds names, or one what belongs to one that is not there."""
    held = [held for held in reading.fields if held is not ListField.NOTHING]
    twice = next((word for word in held if held.count(word) > 1), None)
    if twice is not None:
        message = N_("Two columns hold the same: %(what)s. Leave one of them out.")
        raise Refused("columns", message, what=twice)
    check_names(held)
    for name, message in _OF_STATUS.items():
        if name in held and ListField.STATUS not in held:
            raise Refused("columns", message)
    beside = {*held} & {*BESIDE_THE_DAY} - ({ListField.COURT} if ListField.SENTENCE in held else set())
    if ListField.HEARING_ON not in held and beside:
        raise Refused("columns", N_("Say which column holds the days of the hearings."))
