"""Whether a text is a table: records of separated values, most of them of one width."""

import csv
from collections import Counter

DELIMITERS = ",;\t|"
# Enough of a text to tell.
_SAMPLE = 20_000
_FEWEST_ROWS = 20
_MOST_ALIKE = 0.9


def is_tabular(text: str) -> bool:
    """Tell whether most lines at the beginning of a text have the same number of cells, two at least."""
    sample = text[:_SAMPLE]
    # The last line may be cut off.
    lines = [line for line in sample[: sample.rfind("\n") + 1].split("\n") if line.strip()]
    return any(_is_even(lines, delimiter) for delimiter in DELIMITERS)


def _is_even(lines: list[str], delimiter: str) -> bool:
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return False
    ((width, number),) = widths.most_common(1) or [(0, 0)]
    return width > 1 and number >= max(_FEWEST_ROWS, _MOST_ALIKE * sum(widths.values()))
