"""Whether a text, or a line of it, is of a table: records of separated values, most of them of one width."""

import csv
import re
from collections import Counter

DELIMITERS = ",;\t|"
# Enough of a text to tell.
_SAMPLE = 20_000
_FEWEST_ROWS = 20
_TIGHT, _FEWEST_TIGHT = re.compile(r",(?=[^\s\d])|,(?=\d{1,2}[. ])|,(?=\d{4}-)"), 3
# So many commas without a space after them, which no figure has, are between cells.
_BETWEEN_CELLS, _FEWEST_BETWEEN = re.compile(r",(?!\s|\d{3}(?!\d))"), 3
_MOST_ALIKE = 0.9


def is_tabular(text: str) -> bool:
    """Tell whether most lines at the beginning of a text have the same number of cells, two at least."""
    sample = text[:_SAMPLE]
    # The last line may be cut off.
    lines = [line for line in sample[: sample.rfind("\n") + 1].split("\n") if line.strip()]
    return any(_is_even(lines, delimiter) for delimiter in DELIMITERS)


def without_records(lines: list[str]) -> list[str]:
    """Return those of a few lines that are no rows of a table: none has as many cells as another of them.

    Commas also stand in sentences and bylines: of them two must be alike in three lines.
    """
    records = {line for delimiter in DELIMITERS for line in _alike(lines, delimiter)}
    # In a sentence a space follows the comma.
    tight = [line for line in lines if line.count(",") == 1 and _TIGHT.search(line)]
    records.update(tight if len(tight) >= _FEWEST_TIGHT else ())
    records.update(line for line in lines if len(_BETWEEN_CELLS.findall(line)) >= _FEWEST_BETWEEN)
    return [line for line in lines if line not in records]


def _alike(lines: list[str], delimiter: str) -> list[str]:
    fewest, alike = (2, 3) if delimiter == "," else (1, 2)
    number_of = {line: line.count(delimiter) for line in lines}
    numbers = Counter(number_of.values())
    return [line for line, number in number_of.items() if number >= fewest and numbers[number] >= alike]


def _is_even(lines: list[str], delimiter: str) -> bool:
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return False
    ((width, number),) = widths.most_common(1) or [(0, 0)]
    return width > 1 and number >= max(_FEWEST_ROWS, _MOST_ALIKE * sum(widths.values()))
