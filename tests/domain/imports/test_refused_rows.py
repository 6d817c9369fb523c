"""The file of refused rows holds what the list held, and comes back as it was but for what was mended."""

import csv
import io
from dataclasses import replace

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.rows import read_rows
from webapp.domain.imports.waiting_rows import refused_rows
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind, RowOutcome


def refused(session: Session, text: str, title: str, *fields: ListField) -> list[list[str]]:
    """The file of the refused rows of a list, read as it seems to want or as fields say."""
    (version,) = make.source(session, title, text).versions
    table = list_table(version)
    marks = {MarkKind.NOBODY: MarkAnswer.AS_IT_STANDS}
    reading = replace(likely_reading(version, table, fields or table.fields), marks=marks)
    rows = list(read_rows(session, version, table.rows, reading, decisions={}))
    assert {row.outcome for row in rows} <= {RowOutcome.REFUSED, RowOutcome.NEW}
    return list(refused_rows(table, reading, rows))


def test_a_file_of_refused_rows_is_refused_for_the_same_and_loses_nothing(session: Session) -> None:
    rows = ('"=1+1, Bahar",etap,"a ""b"", c"', "'Ceyhun Örnəkov,etap,-", "Ayla Misallı,SIZO,")
    text = "\n".join(("Name,Status,Remark", *rows))
    first = refused(session, text, "A list")
    assert [row[0] for row in first] == ["Name", "'=1+1, Bahar", "''Ceyhun Örnəkov"]
    assert first[0][-1] == "Reason it is refused"
    assert all("This word is not known" in row[-1] for row in first[1:])
    file = io.StringIO()
    csv.writer(file).writerows(first)
    assert refused(session, file.getvalue(), "The refused rows") == first


def test_a_list_without_a_header_gets_one(session: Session) -> None:
    rows = refused(
        session, "Ayla Numunali,etap\nBahar Misalli,etap\n", "No header", ListField.NAME, ListField.STATUS
    )
    assert rows[0] == ["Name", "Status", "Reason it is refused"]
    assert [row[:2] for row in rows[1:]] == [["Ayla Numunali", "etap"], ["Bahar Misalli", "etap"]]
