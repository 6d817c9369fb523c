"""A row of the read model of which nothing is stated."""

from sqlalchemy import Text

from webapp.models import PersonSummary

BLANK_TEXTS = {
    column.name: ""
    for column in PersonSummary.__table__.columns
    if isinstance(column.type, Text) and not column.nullable
}
