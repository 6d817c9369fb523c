"""What may be typed for a field of the people filter: each function reads one value or refuses it."""

import re
from collections.abc import Callable
from datetime import date

from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Refused
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.typed_instant import read_day, read_instant
from webapp.vocab.words import N_, Word

LONGEST_QUERY = 200
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?Z)?")

# Takes the name of the field and what was typed for it, never nothing. Raises Refused at the field.
Read = Callable[[str, str], object]


def name(_field: str, typed: str) -> str:
    """Return a name, cut where it is longer than any."""
    return typed[:LONGEST_QUERY]


def yes(field: str, typed: str) -> bool:
    """Return True for `yes`, the only answer there is."""
    if typed != "yes":
        raise Refused(field, N_("“%(value)s” is no answer; write yes, or leave it out."), value=typed[:60])
    return True


def day(field: str, typed: str) -> date:
    """Return a day of the calendar, typed as a date is everywhere."""
    try:
        return read_day(typed)
    except BadDate as error:
        message = N_("“%(value)s” is no day; write it as 31.12.2024 or 2024-12-31.")
        raise Refused(field, message, value=typed[:60]) from error


def day_or_instant(field: str, typed: str) -> str:
    """Return a day as 2024-12-31, or an instant in UTC as it was typed."""
    try:
        if _INSTANT.fullmatch(typed):
            read_instant(typed)
            return typed
        return read_day(typed).isoformat()
    except BadDate as error:
        message = N_("“%(value)s” is no day or instant; write it as 31.12.2024 or 2024-12-31T14:05Z.")
        raise Refused(field, message, value=typed[:60]) from error


def reference(field: str, typed: str) -> str:
    """Return a reference in its canonical form."""
    canonical = canonical_reference(typed)
    if canonical is None:
        raise Refused(field, N_("“%(value)s” is not a reference."), value=typed[:60])
    return canonical


def word_of(words: type[Word]) -> Read:
    """Return what reads a word of a closed list."""

    def read(field: str, typed: str) -> str:
        if typed not in set(words):
            raise Refused(field, N_("“%(value)s” is not a word of this list."), value=typed[:60])
        return typed

    return read


def _in_the_form(pattern: str, message: str) -> Read:
    shape = re.compile(pattern)

    def read(field: str, typed: str) -> str:
        if not shape.fullmatch(typed):
            raise Refused(field, message, value=typed[:60])
        return typed

    return read


provision = _in_the_form(
    r"not_stated|[0-9][0-9.-]{0,28} \S[^\x00-\x1f]{0,60} [A-Z]{2} [0-9]{4}",
    N_("“%(value)s” is no provision; write it as 206.3 CC AZ 2000."),
)
month = _in_the_form(
    r"less_precise|[0-9]{4}-(0[1-9]|1[0-2])", N_("“%(value)s” is no month; write it as 2023-11.")
)
order = _in_the_form(
    r"-?(name|since|word)",
    N_("“%(value)s” is no order; write name, since or word, or -since for newest first."),
)
