"""The rows of a list, read as its words seem to want, with what becomes of each."""

from dataclasses import replace

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.lists import ListTable, likely_reading, list_table, table_in
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.models import SourceVersion
from webapp.vocab.imports import MarkAnswer, MarkKind
from webapp.vocab.liberty import Status


def statuses_of(row: ListRow) -> list[tuple[Status, str | None]]:
    """What a row tells of liberty, and since when."""
    events = (each.content for each in row.news if isinstance(each.content, StatusContent))
    return [(event.status, event.since.edtf if event.since else None) for event in events]


def table_of(text: str) -> ListTable:
    """The table of a text that was come by on the day of these tests."""
    return table_in(text, make.AT.date())


def rows_of(session: Session, text: str, **marks: MarkAnswer) -> list[ListRow]:
    """What becomes of the rows of a list, read as it seems to want."""
    (version,) = make.source(session, "A list", text).versions
    return rows_in(session, version, **marks)


def rows_in(session: Session, version: SourceVersion, **marks: MarkAnswer) -> list[ListRow]:
    """What becomes of the rows of a list that is a version of a source, read as it seems to want."""
    table = list_table(version)
    reading = likely_reading(version, table, table.fields)
    answers = {MarkKind(kind): answer for kind, answer in marks.items()}
    reading = replace(reading, marks=answers)
    return list(read_rows(session, version, table.rows, reading, decisions={}))
