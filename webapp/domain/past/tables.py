"""Which tables hold what is recorded of people."""

from typing import Any

from sqlalchemy import Table, inspect

from webapp.models import Base, Citation, Claim, Judgement, Passage, Verification

# Rows beside claims that belong to a person, by the column that says to whom.
OF_PEOPLE: dict[type[Any], str] = {Judgement: "other_id", Verification: "person_id"}
# The tables of claims by their kind, below that of all of them.
CLAIM_KINDS: tuple[type[Any], ...] = tuple(
    mapper.class_ for mapper in inspect(Claim).self_and_descendants if mapper.class_ is not Claim
)
# What lists and figures do not need, which look at the read model alone.
BESIDE_LISTS: tuple[type[Any], ...] = (Citation, *CLAIM_KINDS, Claim, Passage)


def table_of(model: type[Any]) -> Table:
    """Return the table of a model's own columns."""
    return Base.metadata.tables[model.__tablename__]
