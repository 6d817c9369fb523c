"""Who has which value of which facet, copied without the people who changed."""

from pyroaring import BitMap
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.domain.past.tables import table_of
from webapp.domain.visibility import Reader
from webapp.models import BYTES, FacetMembers

_AT_ONCE = 2_000


def copy_members(session: Session, into: Session, changed: BitMap, to: Reader) -> None:
    """Copy the sets that one audience sees of who has which value of which facet, less these people."""
    table = table_of(FacetMembers)
    query = select(table).where(table.c.audience == to.audience)
    options = {BYTES: True, "yield_per": _AT_ONCE}
    for rows in session.execute(query, execution_options=options).mappings().partitions():
        sets = [(row, BitMap.deserialize(row["members"]) - changed) for row in rows]
        kept = [
            {**row, "number": len(people), "members": people.serialize()} for row, people in sets if people
        ]
        if kept:
            into.execute(insert(table), kept)
