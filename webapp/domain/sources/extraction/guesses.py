"""What the first lines of a text may say of it, for a person to confirm: its title and its day."""

import re
from contextlib import suppress

from webapp.domain.sources.extraction.stated_facts import stated_title
from webapp.vocab.dates.partial_date import BadDate, PartialDate

_LONGEST_TITLE = 200
_LONGEST_DATE = 30
_FIRST_LINES = 12
# A day in figures is taken only with the year first: of 05/11/2023 nobody knows which number is the month.
_PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d|[^\d]*\d{1,2}[^\d/]* \d{4}|[^\W\d]+\.? \d{1,2}, \d{4}")


def guessed_title(text: str) -> str | None:
    """Return the first line of a text where it is short, has a letter and is not all there is."""
    lines = _first_lines(text)
    if len(lines) < 2 or len(lines[0]) > _LONGEST_TITLE or not any(map(str.isalpha, lines[0])):
        return None
    return stated_title(lines[0])


def guessed_day(text: str) -> str | None:
    """Return the one day, in ISO 8601, that stands alone on a line among a text's first twelve, or None."""
    days = set()
    for line in _first_lines(text):
        if len(line) <= _LONGEST_DATE and _PLAIN_DAY.fullmatch(line):
            with suppress(BadDate):
                read = PartialDate.read(line)
                if read.is_day and not (read.uncertain or read.approximate):
                    days.add(read.edtf)
    return days.pop() if len(days) == 1 else None


def _first_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text[:10_000].split("\n"))
    return [line for line in lines if line][:_FIRST_LINES]
