"""Rows of a list that somebody may take, all at once, for those of ours whose names have the same words."""

from collections import Counter
from collections.abc import Iterable

from webapp.domain.claims.facts import FactContent
from webapp.domain.imports.rows import ListRow
from webapp.domain.people.namesakes import SAME
from webapp.models import PersonSummary
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import RowOutcome
from webapp.vocab.people import FactKind


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
