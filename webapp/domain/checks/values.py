"""Whether values that follow from others still are what would follow today: forms of text, bounds, parts."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Row, Table, Text, select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import row_name, rows, stored_tables
from webapp.domain.law.provisions import read_number
from webapp.domain.refusals import Refused
from webapp.models import Provision
from webapp.vocab.dates.partial_date import BadDate, PartialDate


def value_faults(session: Session) -> Iterator[Fault]:
    """Yield every text not in NFC, partial date with other bounds, provision with other parts."""
    for table in stored_tables():
        texts = [column for column in table.columns if _is_short_text(column)]
        dates = [column.name.removesuffix("_edtf") for column in texts if column.name.endswith("_edtf")]
        bounds = [table.columns[f"{date}_{end}"] for date in dates for end in ("earliest", "latest")]
        columns = dict.fromkeys((*table.primary_key, *texts, *bounds))
        for row in rows(session, select(*columns)) if texts else ():
            for column in texts:
                if not unicodedata.is_normalized("NFC", row._mapping[column] or ""):
                    yield Fault(row_name(table, row), f"{column.name} is not in NFC")
            for date in dates:
                yield from _date_faults(table, row, date)
    yield from _provision_faults(session)


def _is_short_text(column: Column[Any]) -> bool:
    # Whole texts of sources are looked at one by one, with their passages.
    return isinstance(column.type, Text) and (column.table.name, column.name) != ("source_version", "text")


def _date_faults(table: Table, row: Row[Any], date: str) -> Iterator[Fault]:
    edtf, earliest, latest = (getattr(row, f"{date}_{part}") for part in ("edtf", "earliest", "latest"))
    if edtf is None:
        return
    try:
        parsed = PartialDate.parse(edtf)
    except BadDate as bad:
        yield Fault(row_name(table, row), f"{date}_edtf is no date: {bad}")
        return
    if (earliest, latest) != (parsed.earliest, parsed.latest):
        yield Fault(row_name(table, row), f"{date} “{edtf}” is kept with bounds that it does not have")


def _provision_faults(session: Session) -> Iterator[Fault]:
    columns = (Provision.id, Provision.number, Provision.article, Provision.part, Provision.point)
    for row in rows(session, select(*columns, Provision.sort_key)):
        subject = f"provision {row.id}"
        try:
            parsed = read_number(row.number)
        except Refused:
            yield Fault(subject, f"“{row.number}” is no number of a provision")
            continue
        if (row.article, row.part, row.point) != (parsed.article, parsed.part, parsed.point):
            yield Fault(subject, f"“{row.number}” is kept with parts that it does not have")
        if row.sort_key != parsed.sort_key:
            yield Fault(subject, f"“{row.number}” is sorted in the wrong place")
