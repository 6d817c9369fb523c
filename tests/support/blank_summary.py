"""A row of the read model of which nothing is stated."""

from typing import Any

from sqlalchemy import Text

from webapp.domain.read_model.freshness import NEVER
from webapp.models import LibertySpan, PersonSummary


def nothing_stated(table: type[PersonSummary] | type[LibertySpan]) -> dict[str, Any]:
    """The columns of a row of which nothing is stated, by name: empty texts, and nobody heard of."""
    return {"heard_on": NEVER} | {
        column.name: ""
        for column in table.__table__.columns
        if isinstance(column.type, Text) and not column.nullable
    }


NOTHING_STATED = nothing_stated(PersonSummary)
