"""A list held against ours: whom each row means, beyond doubt or by somebody's answer, and who is left."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.imports.cells.names import names_nobody
from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.statements import RowReader
from webapp.domain.imports.table import TableRow
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people.namesakes import SAME, namesakes
from webapp.domain.read_model.facet_sets import number_of, reference_of
from webapp.domain.reconciling.differences import CellDifference, differences
from webapp.domain.references import canonical_reference
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.visibility import CURATOR
from webapp.models import EntryJudgement, PersonSummary
from webapp.vocab.imports import ListField
from webapp.vocab.reconciling import PairOutcome

NOBODY = "nobody"
Judged: TypeAlias = Mapping[frozenset[str], EntryJudgement]
"""What was judged of names in the lists of an organization, by the words of each."""


@dataclass(frozen=True)
class ListPair:
    """A row of their list and whom of ours it means; `candidates` are whom it may mean, the likeliest first.

    `in_filter` tells whether the person is one of those whom the list is held against; `judgement` is what
    was judged of an earlier list, where that decides.
    """

    row: TableRow
    name: str
    outcome: PairOutcome
    person: PersonSummary | None = None
    candidates: Sequence[PersonSummary] = ()
    differences: Sequence[CellDifference] = ()
    in_filter: bool = False
    judgement: EntryJudgement | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody has to say whom it means."""
        return self.outcome is PairOutcome.ASK


@dataclass
class Reconciled:
    """Their rows; of all `ours` those whom no row means, and how many it may mean, who are `undecided`."""

    pairs: list[ListPair]
    only_ours: list[PersonSummary] = field(default_factory=list)
    undecided: int = 0
    ours: int = 0

    @property
    def counts(self) -> dict[PairOutcome, int]:
        """How many rows come to what; all of them are counted once."""
        counts = Counter(pair.outcome for pair in self.pairs)
        return {outcome: counts[outcome] for outcome in PairOutcome}

    @property
    def theirs(self) -> int:
        """How many rows of theirs name somebody."""
        return sum(pair.outcome is not PairOutcome.HEADING for pair in self.pairs)

    @property
    def both(self) -> int:
        """How many people of ours stand in their list."""
        return len({pair.person.reference for pair in self.pairs if pair.person and pair.in_filter})


def reconcile(
    session: Session,
    table: ListTable,
    reading: ListReading,
    *,
    answers: Mapping[int, str],
    judged: Judged,
    people_filter: PeopleFilter,
) -> Reconciled:
    """Hold a list against the people of a filter; nothing is written.

    `answers` say by the number of a row whom it means: a reference, or NOBODY. Where there is none, what was
    `judged` of the name in their earlier lists counts, unless somebody else may be meant by now.
    """
    listed = select_people(session, people_filter, to=CURATOR).people
    reader = RowReader(session, reading)
    names = Counter(name_words(reading.text(row, ListField.NAME)) for row in table.rows)
    # Of two entries of one name nobody knows which was judged.
    judged = {words: row for words, row in judged.items() if names[words] == 1}
    pairs = [_pair(session, row, reading, reader, answers.get(row.number, ""), judged) for row in table.rows]
    pairs = [
        replace(pair, in_filter=pair.person is not None and number_of(pair.person.reference) in listed)
        for pair in _each_once(pairs)
    ]
    paired = {number_of(pair.person.reference) for pair in pairs if pair.person}
    possible = {
        number_of(each.reference) for pair in pairs if pair.outcome is PairOutcome.ASK
        for each in pair.candidates
    }  # fmt: skip
    left = [number for number in listed if number not in paired]
    only_ours = [reference_of(number) for number in left if number not in possible]
    summaries = _summaries(session, only_ours)
    return Reconciled(pairs, summaries, len(left) - len(only_ours), len(listed))


def _pair(
    session: Session,
    row: TableRow,
    reading: ListReading,
    reader: RowReader,
    answer: str,
    judged: Judged,
) -> ListPair:
    content = reader.read(row)
    name = content.name or next((cell.text for cell in row.cells if cell.text), "")
    if not answer and not reading.text(row, ListField.REFERENCE) and names_nobody(row, reading.fields):
        return ListPair(row, name, PairOutcome.HEADING)
    hits = namesakes(session, name) if content.name else []
    candidates = [hit.person for hit in hits]
    reference = canonical_reference(answer or reading.text(row, ListField.REFERENCE))
    judgement = None if reference else _deciding(judged.get(name_words(name)), candidates)
    if judgement is not None:
        reference, answer = (judgement.bearer.reference, "") if judgement.bearer else ("", NOBODY)
    if answer == NOBODY or not (candidates or reference):
        return ListPair(row, name, PairOutcome.THEIRS, candidates=candidates, judgement=judgement)
    person = next(iter(_summaries(session, [reference])), None) if reference else None
    if person is None and len(hits) == 1 and hits[0].score >= SAME:
        person = candidates[0]
    if person is None:
        return ListPair(row, name, PairOutcome.ASK, candidates=candidates)
    differ = differences(content.statements, person)
    outcome = PairOutcome.DIFFERS if differ else PairOutcome.SAME
    return ListPair(row, name, outcome, person, candidates, differ, judgement=judgement)


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name as they are compared, whatever their order and script."""
    return frozenset(name_tokens(name).tokens)


def _deciding(
    judgement: EntryJudgement | None, candidates: Sequence[PersonSummary]
) -> EntryJudgement | None:
    """Return a judgement where it still decides: nobody may be meant by now who could not be meant then."""
    if judgement is None:
        return None
    known = {*judgement.candidates.split(), judgement.bearer.reference if judgement.bearer else ""}
    return judgement if all(person.reference in known for person in candidates) else None


def _each_once(pairs: Iterable[ListPair]) -> list[ListPair]:
    """Return pairs in which nobody of ours is meant twice: a later row of the same name asks."""
    seen: set[str] = set()
    result = []
    for pair in pairs:
        reference = pair.person.reference if pair.person else ""
        if reference and reference in seen and pair.person:
            pair = ListPair(pair.row, pair.name, PairOutcome.ASK, candidates=pair.candidates or [pair.person])
        seen.add(reference)
        result.append(pair)
    return result


def _summaries(session: Session, references: Sequence[str]) -> list[PersonSummary]:
    """Return how lists know people, in the order of their names."""
    query = select(PersonSummary).where(PersonSummary.audience == CURATOR.audience)
    people: list[PersonSummary] = []
    for batch in batches(references):
        people += session.scalars(query.where(PersonSummary.reference.in_(batch)))
    return sorted(people, key=lambda row: row.sort_key)
