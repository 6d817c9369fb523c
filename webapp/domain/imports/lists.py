"""The table of a source's text, and how it is read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from webapp.domain.imports.cards import cards_in
from webapp.domain.imports.cells.dates import of_the_list
from webapp.domain.imports.cells.legends import legend
from webapp.domain.imports.cells.remarks import is_same_person
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.cells.status_words import is_other_sentence
from webapp.domain.imports.column_contents import (
    column_of,
    figures_of_dates,
    letters_of_sexes,
    status_words,
    unit_of_terms,
)
from webapp.domain.imports.columns import (
    header_row,
    seems_header,
    term_unit,
    twin_columns,
    with_row_above,
    with_second_row,
)
from webapp.domain.imports.headers import plain, tells_of_ages
from webapp.domain.imports.likely_fields import likely_fields
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.rows import ListRow
from webapp.domain.imports.sections import below_its_header, is_numbered_heading, with_headings
from webapp.domain.imports.shapes.added_columns import ADDED
from webapp.domain.imports.shapes.answers import answered_status, with_answers, with_held_since
from webapp.domain.imports.shapes.births import with_births_apart
from webapp.domain.imports.shapes.charges_with_status import with_status_beside_charge
from webapp.domain.imports.shapes.periods import with_periods
from webapp.domain.imports.shapes.years import with_last_year
from webapp.domain.imports.table import TableRow, TextRows, is_numbered, read_table
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.file_kinds import SPREADSHEETS
from webapp.domain.text.formula_escape import unescaped
from webapp.models import SourceVersion
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import DATES, ListField, RowOutcome
from webapp.vocab.words import N_

REASON = "Reason it is refused"
"""The column in which our files say why a row is refused; by it they are known when they come back."""
# Columns that no list but our own has, together.
_OURS = frozenset({"reference", "citation_url", "record_url", "version"})
# Rows that are looked through for what their columns hold.
_LOOKED_AT = 1_000
# Enough of a text to tell whether it is a table.
_BEGINNING = 5_000
# Characters from which on a table is kept for the next who asks.
_LONG = 300_000


@dataclass(frozen=True)
class ListTable:
    """The table of a list: the row that names its columns, if one does, and the rows after it.

    `retrieved_on` is the day on which it was come by: it tells of none later. `hidden_columns` are those that
    its file hides; `marks_unread` says why its marks are not known, if so. `from_1904` says that its file
    counts days from that year on. What columns seem to hold, and nothing of is recorded, is `passed_over`.
    """

    header: TableRow | None
    rows: Sequence[TableRow]
    width: int
    retrieved_on: date
    hidden_columns: frozenset[int] = frozenset()
    marks_unread: str = ""
    from_1904: bool = False
    passed_over: frozenset[ListField] = frozenset()
    legend: Mapping[str, str] = field(default_factory=dict)

    @property
    def marked_rows(self) -> list[TableRow]:
        """The rows that its file marks."""
        return [] if isinstance(self.rows, TextRows) else [row for row in self.rows if row.marks]

    @property
    def unheaded(self) -> range:
        """The columns beyond the last that its file gives a header; none where it gives none."""
        header = [cell.text for cell in self.header.cells] if self.header else []
        end = self.width - sum(text in ADDED for text in header)
        named = [place for place, text in enumerate(header[:end]) if text]
        return range(named[-1] + 1, end) if named else range(0)

    @property
    def fields(self) -> list[ListField]:
        """What each column seems to hold; one of references that are none of ours holds theirs."""
        return list(self._fields)

    @cached_property
    def _fields(self) -> list[ListField]:
        fields = likely_fields(self.header, self.rows[:_LOOKED_AT], self.width)
        return [ListField.NOTHING if field in self.passed_over else field for field in fields]


def is_list(version: SourceVersion | None) -> bool:
    """Tell whether the text of a version seems to be a table of people."""
    if version is None or version.text is None:
        return False
    if version.media_type in SPREADSHEETS:
        return True
    beginning = version.text[:_BEGINNING]
    try:
        return header_row(read_table(beginning)) is not None or is_numbered(beginning)
    except Refused:
        # Wider than any list.
        return False


def list_table(version: SourceVersion) -> ListTable:
    """Return the table of a version's text.

    Raises Refused at field `source` where there is none, or where it is our own export: no evidence.
    """
    table = table_in(version.text or "", version.retrieved_at.date())
    if is_own_export(table):
        message = N_("This is our own list come back, and no evidence of what it says. Compare it instead.")
        raise Refused("source", message)
    return table


def is_own_export(table: ListTable) -> bool:
    """Tell by its header whether a list is our own, exported."""
    return table.header is not None and _is_ours(table.header)


def begins_as_own_export(text: str) -> bool:
    """Tell whether a text begins with the columns of our own list, whatever follows."""
    try:
        rows = read_table(text[:_BEGINNING])
    except Refused:
        return False
    place = header_row(rows)
    return place is not None and _is_ours(rows[place])


def _is_ours(header: TableRow) -> bool:
    return {cell.text for cell in header.cells} >= _OURS


def table_in(text: str, retrieved_on: date) -> ListTable:
    """Return the table of a text that was come by on a day. Raises Refused at field `source` without one."""
    return (_long_table if len(text) > _LONG else _table)(text, retrieved_on)


@lru_cache(maxsize=2)
def _long_table(text: str, retrieved_on: date) -> ListTable:
    """Return the table of a long text, which takes seconds: its page asks for it again and again."""
    return _table(text, retrieved_on)


def _table(text: str, retrieved_on: date) -> ListTable:
    rows = read_table(text)
    signs = {} if isinstance(rows, TextRows) else legend(rows)
    header, body = _headed(rows, retrieved_on, signs)
    if not body:
        raise Refused("source", N_("The text of this source holds no list of rows."))
    if header is not None and plain(REASON) in (plain(cell.text) for cell in header.cells):
        body = [_unescaped(row) for row in body]
    width = max(len(row.cells) for row in (header, *body) if row is not None)
    return ListTable(header, body, width, retrieved_on, legend=signs)


def _headed(
    rows: Sequence[TableRow], latest: date, signs: Mapping[str, str]
) -> tuple[TableRow | None, Sequence[TableRow]]:
    """Return the row that names the columns, of two rows perhaps, and the rows below it."""
    if cards := cards_in(rows):
        return with_headings(*cards)
    place = header_row(rows)
    if place is None:
        place = 0 if rows and seems_header(rows) else None
    if place is None:
        return None, rows
    header, body = rows[place], rows[place + 1 :]
    if of_two := with_second_row(header, body[0] if body else None):
        header, body = of_two, body[1:]
    elif place and sum(bool(cell.text) for cell in rows[place - 1].cells) > 1:
        header = with_row_above(rows[place - 1], header)
    # The rows of a very long list are read one by one: a header among them is asked about as a name.
    if isinstance(body, TextRows):
        return header, body
    if place and is_numbered_heading(rows[place - 1]):
        body = [rows[place - 1], *body]
    header, body = with_births_apart(*below_its_header(header, body), latest.year)
    header, body = with_periods(header, body, latest)
    header, body = with_answers(*with_last_year(header, body, latest.year, signs))
    header, body = with_status_beside_charge(*with_held_since(header, body))
    return with_headings(header, body, rows[: place or 0])


def _unescaped(row: TableRow) -> TableRow:
    """Return a row of a file of ours with its cells as they were before they were escaped."""
    return replace(row, cells=tuple(cell._replace(text=unescaped(cell.text)) for cell in row.cells))


def likely_reading(version: SourceVersion, table: ListTable, fields: Iterable[ListField]) -> ListReading:
    """Return how a list is read whose columns hold these fields, with those of its words that are known."""
    in_spreadsheet = version.media_type in SPREADSHEETS
    return reading_of(table, fields, date=version.source.date, in_spreadsheet=in_spreadsheet)


def reading_of(
    table: ListTable, fields: Iterable[ListField], *, date: PartialDate | None, in_spreadsheet: bool
) -> ListReading:
    """Return how a table is read that is of a date, and in a spreadsheet or was pasted from one."""
    fields, until = tuple(fields), date.latest if date else None
    reading = ListReading(
        fields, date=date, latest_year=(until or table.retrieved_on).year,
        in_spreadsheet=in_spreadsheet, from_1904=table.from_1904,
        unheaded=range(0) if in_spreadsheet else table.unheaded, twins=twin_columns(table.header, fields),
    )  # fmt: skip
    dates = [column for name in DATES if (column := reading.column(name)) is not None]
    headers = {column: table.header.cell(column).text if table.header else "" for column in dates}
    figures = {column: figures_of_dates(table.rows, column, header) for column, header in headers.items()}
    texts = [cell.text for cell in table.header.cells] if table.header else []
    has_ages = ListField.AGE in fields or ListField.AGE_AT_ARREST in fields
    figures = of_the_list(figures, texts, of_the_living=has_ages)
    of_terms = reading.column(ListField.SENTENCE)
    unit = term_unit(table.header, of_terms) or unit_of_terms(column_of(table.rows, of_terms))
    sexes = column_of(table.rows, reading.column(ListField.SEX))
    births = reading.column(ListField.BORN)
    ages_among_births = births is not None and tells_of_ages(headers[births])
    reading = replace(
        reading, date_figures=figures, term_unit=unit, letters_of_sexes=letters_of_sexes(sexes),
        has_ages_among_births=ages_among_births,
    )  # fmt: skip
    words = status_words(table.rows, reading.column(ListField.STATUS))
    statuses = {
        word: answered_status(printed) or status for word, (printed, status) in words.items()
        if status or answered_status(printed) or is_same_person(printed) or is_other_sentence(printed)
    }
    # What its authors say of a sign is what it means, where that is known.
    signs = {word: last_status(table.legend[word]) for word in words if word in table.legend}
    certain = {word: status for word, status in statuses.items() if word not in signs}
    known = {word: status for word, status in signs.items() if status}
    return replace(reading, statuses=certain | known, signs=frozenset(known))


def outcome_counts(rows: Iterable[ListRow]) -> dict[RowOutcome, int]:
    """Return how many rows come to what; all rows are counted once."""
    counts = Counter(row.outcome for row in rows)
    return {outcome: counts[outcome] for outcome in RowOutcome}
