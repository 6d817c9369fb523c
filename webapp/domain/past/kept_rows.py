"""What the read model held of people on an earlier day, copied from where it is kept."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.past.tables import table_of
from webapp.domain.read_model.person_rows import DerivedRows
from webapp.domain.read_model.refresh import keep_keys, write_rows
from webapp.domain.visibility import Reader
from webapp.models import PAST_TABLES


def copy_rows(kept: Session, into: Session, person_ids: Sequence[UUID], *, to: Reader) -> None:
    """Copy what held of people then into a database that holds nothing of them.

    `kept` is a session over the rows of that day. Which days were due is not among them.
    """
    derived = DerivedRows([], [], [], [], [])
    for model, rows in zip(PAST_TABLES, derived, strict=False):
        table = table_of(model)
        query = select(table).where(table.c.person_id.in_(person_ids), table.c.audience == to.audience)
        rows += map(dict, kept.execute(query).mappings())
    keep_keys(into, set(), write_rows(into, to.audience, derived, {}))
