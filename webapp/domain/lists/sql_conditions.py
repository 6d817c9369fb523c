"""The filter as a condition in SQL: for files, which go through every person anyway."""

from sqlalchemy import ColumnElement, and_

from webapp.domain.lists.filter import FIELDS, PeopleFilter
from webapp.domain.lists.filter_fields import Scope
from webapp.domain.visibility import Reader
from webapp.models import PersonSummary


def matching(people_filter: PeopleFilter, *, to: Reader) -> ColumnElement[bool]:
    """Return the condition on `person_summary` under which a person is among those asked for.

    Retired records are among them only where the filter asks for that state.
    """
    scope = Scope(to, people_filter.as_of, people_filter.broad, people_filter.day)
    conditions: list[ColumnElement[bool]] = [PersonSummary.audience == to.audience]
    for name, field in FIELDS.items():
        value = getattr(people_filter, name)
        condition = field.rows(name, value, scope) if value or field.always else None
        if condition is not None:
            conditions.append(condition)
    return and_(*conditions)
