"""A row of the read model of which nothing is stated."""

from sqlalchemy import Text

from webapp.models import LibertySpan, PersonSummary


def blank_texts(table: type[PersonSummary] | type[LibertySpan]) -> dict[str, str]:
    """The texts of a row of which nothing is stated, by the names of their columns."""
    return {
        column.name: ""
        for column in table.__table__.columns
        if isinstance(column.type, Text) and not column.nullable
    }


BLANK_TEXTS = blank_texts(PersonSummary)
