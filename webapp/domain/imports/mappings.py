"""How lists are read, kept under names: offered for the next list that has the same columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.imports.cells.names import check_names
from webapp.domain.imports.headers import plain
from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.reading import ListReading
from webapp.domain.input_rules import required_line
from webapp.domain.refusals import Refused
from webapp.models import ListBatch, ListMapping, Source
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_

_SAYS_NOTHING = "nothing"


class MappedColumn(NamedTuple):
    """A column by its header, as `plain` has it, and what it holds."""

    header: str
    field: ListField


@dataclass(frozen=True)
class KeptReading:
    """What a kept mapping says: of each column what it holds, of each word for a status what it means."""

    columns: tuple[MappedColumn, ...]
    statuses: dict[str, Status | None]

    @property
    def fields(self) -> list[ListField]:
        """What each column holds."""
        return [column.field for column in self.columns]


def mapping_named(session: Session, title: str) -> ListMapping | None:
    """Return the mapping of a name."""
    return session.scalar(select(ListMapping).where(ListMapping.title == title))


def mappings_for(session: Session, table: ListTable) -> list[ListMapping]:
    """Return the mappings of lists that have the columns of this one, the newest first."""
    every = session.scalars(select(ListMapping).order_by(ListMapping.id.desc()))
    return [row for row in every if fits(row, table)]


def fits(row: ListMapping, table: ListTable) -> bool:
    """Tell whether a mapping is one of lists with the columns of this one, in their order."""
    return [column.header for column in mapping_of(row).columns] == _headers(table)


def mapping_of(row: ListMapping | ListBatch) -> KeptReading:
    """Return what a kept mapping says; a word that Habeas has no more is not known, a field is left out."""
    fields = {field.value: field for field in ListField}
    statuses = {status.value: status for status in Status}
    columns = [
        MappedColumn(header, fields.get(code, ListField.NOTHING)) for code, header in _pairs(row.columns)
    ]
    words = {
        word: statuses.get(code)
        for code, word in _pairs(row.statuses)
        if code == _SAYS_NOTHING or code in statuses
    }
    return KeptReading(tuple(columns), words)


def keep_mapping(
    session: Session, *, source: Source, table: ListTable, reading: ListReading, title: str | None
) -> ListMapping:
    """Keep how a list is read under a name; a mapping of that name for the same columns is replaced.

    Raises Refused at field `title` where the name is that of a mapping for other columns, and at `columns`
    where no column holds names.
    """
    line = required_line("title", title, limit=200)
    check_names(reading.fields)
    row = mapping_named(session, line)
    if row is not None and not fits(row, table):
        raise Refused("title", N_("This is the name of a mapping for lists with other columns."))
    if row is None:
        row = ListMapping(title=line, source=source, columns="", statuses="")
    row.columns, row.statuses = written(table, reading)
    session.add(row)
    session.flush()
    return row


def written(table: ListTable, reading: ListReading) -> tuple[str, str]:
    """Return how a list is read as rows keep it: its columns, and its words for a status."""
    headers = zip(reading.fields, _headers(table), strict=True)
    meanings = {word: status.value if status else _SAYS_NOTHING for word, status in reading.statuses.items()}
    return (
        _lines((field.value, header) for field, header in headers),
        _lines((code, word) for word, code in sorted(meanings.items())),
    )


def remove_mapping(session: Session, row: ListMapping) -> None:
    """Offer a mapping no longer; the history keeps it."""
    session.delete(row)
    session.flush()


def _headers(table: ListTable) -> list[str]:
    header = table.header
    return [plain(header.cell(place).text) if header else "" for place in range(table.width)]


def _pairs(text: str | None) -> Iterator[tuple[str, str]]:
    for line in text.split("\n") if text else ():
        code, _, words = line.partition("\t")
        yield code, words


def _lines(pairs: Iterator[tuple[str, str]]) -> str:
    return "\n".join(f"{code}\t{words}" for code, words in pairs)
