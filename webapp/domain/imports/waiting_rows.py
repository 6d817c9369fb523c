"""Rows of a list that wait: the refused ones as a file to mend, those that ask taken for the same names."""

from collections import Counter
from collections.abc import Iterable, Iterator

from webapp.domain.claims.facts import FactContent
from webapp.domain.imports.headers import plain
from webapp.domain.imports.lists import REASON, ListTable
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.rows import ListRow
from webapp.domain.people.namesakes import SAME
from webapp.domain.text.formula_escape import escaped
from webapp.models import PersonSummary
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import RowOutcome
from webapp.vocab.people import FactKind


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


def same_named(rows: Iterable[ListRow]) -> dict[int, str]:
    """Return by the number of a row that asks the reference of the only person of ours whom it may mean.

    The name has the same words, no day of birth says otherwise, and no other row may mean that person.
    """
    asking = [row for row in rows if row.outcome is RowOutcome.ASK]
    rows_of = Counter(hit.person.reference for row in asking for hit in row.candidates)
    return {
        row.row.number: hit.person.reference
        for row in asking if len(row.candidates) == 1 and not row.again
        for hit in row.candidates
        if hit.score >= SAME and rows_of[hit.person.reference] == 1 and _may_be_born(row, hit.person)
    }  # fmt: skip


def _may_be_born(row: ListRow, person: PersonSummary) -> bool:
    contents = (statement.content for statement in row.news)
    born = [
        content.date for content in contents
        if isinstance(content, FactContent) and content.fact is FactKind.BIRTH_DATE and content.date
    ]  # fmt: skip
    try:
        return not person.born or all(date.may_be(PartialDate.parse(person.born)) for date in born)
    except BadDate:
        return False
