"""Rows that go on with the person of the row above: without a name, or with the same one and its number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.names import NameContent
from webapp.domain.imports.cells.names import is_no_name
from webapp.domain.imports.cells.terms import StatedSentence
from webapp.domain.imports.cells.values import read_charges, says_nothing
from webapp.domain.imports.headers import plain
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.statements import RowStatements, is_same
from webapp.domain.imports.table import TableRow
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import NAME_PARTS, ListField, MarkKind

# What tells one person from another, where two rows have it.
_OWN = (
    ListField.BORN, ListField.AGE, ListField.AGE_AT_ARREST, ListField.SEX, ListField.DIED,
    ListField.OTHER_NAME, ListField.REFERENCE,
)  # fmt: skip
_TELLING = (
    ListField.CHARGE, ListField.SENTENCE, ListField.STATUS, ListField.ARRESTED_ON, ListField.RELEASED_ON,
    ListField.HEARING_ON,
)  # fmt: skip
_NAMES = frozenset({ListField.NAME, *NAME_PARTS})
# Rows of one person; of more the list has no names at all.
_MOST = 50


def parts_of_list(rows: Iterable[TableRow], reading: ListReading, length: int) -> Iterator[list[TableRow]]:
    """Yield so many rows at a time, and those after them that may go on with the last person."""
    left = iter(rows)
    while part := list(islice(left, length)):
        for row in islice(left, _MOST):
            if not continues(row, part[-1], reading):
                left = chain([row], left)
                break
            part.append(row)
        yield part


def continues(row: TableRow, above: TableRow, reading: ListReading) -> bool:
    """Tell whether a row goes on with the person of the row above it, beyond doubt.

    It names nobody, has no number of its own and says something of a charge, a term or a status; or it has
    the name again with the same number, or the same day of birth. Nothing else in it is another person's.
    """
    name, other = reading.cell(row, ListField.NAME), reading.cell(above, ListField.NAME)
    if name is None or other is None or not _may_be_same(row, above, reading):
        return False
    number, before = (_number(each, reading) for each in (row, above))
    if number and number != before:
        return False
    if not name.text:
        # Of a list without numbers a row that has a status of its own may be of somebody without a name.
        is_known = bool(before) or says_nothing(reading.text(row, ListField.STATUS))
        return is_known and _goes_on(row, reading)
    is_merged = name.span == other.span
    is_named = is_merged or (plain(name.text) == plain(other.text) and bool(plain(name.text)))
    return is_named and (is_merged or bool(number) or _has_same_birthday(row, above, reading))


def only_merges_names(row: TableRow, reading: ListReading) -> bool:
    """Tell whether merged cells of a row stand in columns that tell who it is of, or that are not read."""
    of_person = {ListField.NOTHING, *_NAMES, *_OWN}
    merged = (mark.column for mark in row.marks if mark.kind is MarkKind.MERGED)
    return all(column >= len(reading.fields) or reading.fields[column] in of_person for column in merged)


def joined(first: RowStatements, further: Sequence[RowStatements]) -> RowStatements:
    """Return what the rows of one person say together, each statement with the row that it is of."""
    statements, problems, unrecorded = [*first.statements], [*first.problems], [*first.unrecorded]
    for row in further:
        line = 1 + max((each.line for each in statements), default=0)
        has_charge = any(isinstance(each.content, ChargeContent) for each in row.statements)
        for statement in row.statements:
            # The same term again is that of another charge.
            is_other = has_charge and isinstance(statement.content, StatedSentence)
            is_known = any(is_same(statement.content, each.content) for each in statements)
            if (is_other or not is_known) and not isinstance(statement.content, NameContent):
                statements.append(replace(statement, line=line + statement.line))
        # Whose name is told above.
        problems += [problem for problem in row.problems if problem.field is not ListField.NAME]
        unrecorded += row.unrecorded
    return RowStatements(first.name, statements, problems, unrecorded)


def _goes_on(row: TableRow, reading: ListReading) -> bool:
    """Tell whether a row without a name says something of a case, and is no heading, total or note."""
    filled = [cell.text for cell in row.cells if cell.text]
    if any(any(map(str.isalpha, text)) and is_no_name(text) for text in filled):
        return False
    says = [name for name in _TELLING if not says_nothing(reading.text(row, name))]
    if len(filled) > 1:
        return bool(says)
    charge = reading.text(row, ListField.CHARGE)
    return says == [ListField.CHARGE] and any(map(str.isdigit, charge)) and bool(read_charges(charge))


def _may_be_same(row: TableRow, above: TableRow, reading: ListReading) -> bool:
    for name in _OWN:
        own, other = reading.text(row, name), reading.text(above, name)
        if own and plain(own) != plain(other):
            return False
    return True


def _number(row: TableRow, reading: ListReading) -> str:
    """Return the number of a row: what stands before its name in columns that are not read."""
    fields = reading.fields
    names = [place for place, name in enumerate(fields) if name in _NAMES]
    return " ".join(
        row.cell(place).text.removesuffix(".0") for place in range(min(names, default=0))
        if fields[place] is ListField.NOTHING and row.cell(place).text
    )  # fmt: skip


def _has_same_birthday(row: TableRow, above: TableRow, reading: ListReading) -> bool:
    born = reading.text(row, ListField.BORN)
    try:
        return bool(born) and born == reading.text(above, ListField.BORN) and PartialDate.read(born).is_day
    except BadDate:
        return False
