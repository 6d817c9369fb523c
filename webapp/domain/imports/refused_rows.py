"""The refused rows of a list as a file: its own columns and why, to be mended and brought in again."""

from collections.abc import Iterable, Iterator

from webapp.domain.imports.columns import plain
from webapp.domain.imports.lists import REASON, ListTable
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.rows import ListRow
from webapp.domain.text.formula_escape import escaped
from webapp.vocab.imports import RowOutcome


def refused_rows(table: ListTable, reading: ListReading, rows: Iterable[ListRow]) -> Iterator[list[str]]:
    """Yield the header and the refused rows of a list, with a column REASON, which is not read again.

    A list without a header gets the names of what its columns hold. What a spreadsheet would run is escaped.
    """
    header = [table.header.cell(place).text if table.header else "" for place in range(table.width)]
    if table.header is None:
        header = [field.label for field in reading.fields]
    kept = [place for place, words in enumerate(header) if plain(words) != plain(REASON)]
    yield [*(escaped(header[place]) for place in kept), REASON]
    for listed in rows:
        if listed.outcome is RowOutcome.REFUSED:
            reasons = (
                f"{problem.field.label}: {problem.text!r}: {problem.refused.translated()}"
                for problem in listed.problems
            )
            cells = (listed.row.cell(place).text for place in kept)
            yield [*map(escaped, cells), escaped("; ".join(reasons))]
