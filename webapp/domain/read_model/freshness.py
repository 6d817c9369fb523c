"""How old the last word on a status may be before it wants to be verified again."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_

from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.liberty import DAYS_TO_VERIFY


def is_stale(table: type[PersonSummary] | type[LibertySpan], day: date) -> ColumnElement[bool]:
    """Return the condition that neither a source nor a confirmation spoke of the status within its rule.

    A status for which there is no rule never wants to be verified.
    """
    heard = func.coalesce(
        case(
            (PersonSummary.last_verified_on > table.last_word_on, PersonSummary.last_verified_on),
            else_=table.last_word_on,
        ),
        PersonSummary.last_verified_on,
        date.min,
    )
    late = [
        and_(table.status == status, heard < _earlier(day, days))
        for status, days in DAYS_TO_VERIFY.items()
    ]
    return or_(*late)


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))
