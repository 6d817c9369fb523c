"""What an entity of the FollowTheMoney model is here, before it becomes a line of a file."""

import re

from webapp.vocab.dates.partial_date import PartialDate

# What the schema knows as a date: a year, a month or a day.
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")


class Id(str):
    """The reference of an entity that another one names."""


Properties = dict[str, list[str | None]]


def date_property(edtf: str) -> str | None:
    """Return a date as the schema knows it: what is uncertain or open is left out, never made certain."""
    return edtf if _DATE.fullmatch(edtf) and PartialDate.parse(edtf) else None
