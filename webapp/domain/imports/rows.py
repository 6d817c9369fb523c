"""What becomes of each row of a list: somebody new or of ours, the same or more, asked about or refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.imports.cells.earlier_names import EarlierNames, printed_name
from webapp.domain.imports.cells.names import names_nobody
from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.continued_rows import continues, joined, only_merges_names, parts_of_list
from webapp.domain.imports.reading import ListReading, check_columns
from webapp.domain.imports.recorded import compared, recorded_claims
from webapp.domain.imports.row_marks import (
    is_left_out,
    open_questions,
    says_same_person,
    with_merged_cells,
    with_rows_above,
)
from webapp.domain.imports.statements import CellStatement, Problem, RowReader, RowStatements
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.lists.name_search import NameHit
from webapp.domain.people.namesakes import namesakes_of_each
from webapp.domain.people.people import person
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.quote_location import Span
from webapp.domain.visibility import CURATOR
from webapp.models import Citation, Claim, Passage, Person, PersonName, PersonSummary, SourceVersion
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import ListField, MarkKind, RowOutcome
from webapp.vocab.words import N_

SOMEBODY_NEW = "new"
# Rows that are looked up together.
_AT_ONCE = 200


@dataclass(frozen=True)
class ListRow:
    """A row with what it says and what becomes of it.

    `person` is whom it means among ours; `candidates` whom it may mean; `news` what it says that nobody has
    recorded of that person, `known` the claims that say so already and gain the cell as a passage. `again` is
    true where an earlier row may have the same name, or a remark says so; `questions` are marks of its file
    that nobody answered; `unrecorded` are cells that are read and say what no claim holds.
    """

    row: TableRow
    name: str
    outcome: RowOutcome
    person: Person | None = None
    candidates: Sequence[NameHit] = ()
    news: Sequence[CellStatement] = ()
    known: Sequence[tuple[CellStatement, Claim]] = ()
    problems: Sequence[Problem] = ()
    again: bool = False
    questions: Sequence[MarkKind] = ()
    unrecorded: Sequence[Cell] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody has to answer or to mend something first."""
        return self.outcome in (RowOutcome.ASK, RowOutcome.MARKED, RowOutcome.REFUSED)

    @property
    def to_write(self) -> bool:
        """Whether there is anything to record of the row, and nothing to answer or to mend first."""
        return not self.waits and bool(self.news or self.known)


@dataclass
class _ReadRow:
    """A row that is read, whom it means, and before that is known, whom it may mean."""

    row: TableRow
    content: RowStatements
    decision: str = ""
    person: Person | None = None
    candidates: Sequence[NameHit] = ()
    is_repeated: bool = False
    """Whether the list says that its person has another row."""
    further: Sequence[TableRow] = ()
    """The rows after it that go on with its person."""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has the reference by which the row means somebody."""
        return any(problem.field is ListField.REFERENCE for problem in self.content.problems)


def read_rows(
    session: Session,
    version: SourceVersion,
    rows: Sequence[TableRow],
    reading: ListReading,
    *,
    decisions: Mapping[int, str],
) -> Iterator[ListRow]:
    """Yield each row of a list with what becomes of it, in order.

    `decisions` say by the number of a row whom it means: a reference, or SOMEBODY_NEW; or ROW_LEFT_OUT.
    Raises Refused where no column holds names, or one holds what belongs to a column that is not there.
    """
    check_columns(reading)
    reader, names = RowReader(session, reading), EarlierNames()
    by_number = {row.number: row for row in rows if reading.marks}
    above: TableRow | None = None
    for part in parts_of_list(rows, reading, _AT_ONCE):
        part = [with_merged_cells(row, by_number, reading) for row in part]
        if MarkKind.DITTO in reading.marks:
            part = list(with_rows_above(part, above, reading))
            above = next((row for row in reversed(part) if not names_nobody(row, reading.fields)), above)
        taken = [row for row in part if not is_left_out(row, reading, decisions.get(row.number, ""))]
        groups = _by_person(taken, reading)
        read = [
            _ReadRow(
                row, joined(reader.read(row), [reader.read(each) for each in further]), further=further,
                is_repeated=says_same_person(row, reading),
            )
            for row, *further in groups
        ]  # fmt: skip
        for each in read:
            _refer(session, each, reading.text(each.row, ListField.REFERENCE), decisions)
        _doubt_references(session, read)
        _recognise(session, version, read)
        recorded = recorded_claims(session, {each.person.id for each in read if each.person})
        outcomes: dict[int, ListRow] = {}
        for each in read:
            listed = _waiting(_outcome(version, each, names, recorded), each, reading)
            outcomes[each.row.number] = listed
            outcomes |= {row.number: _continued(row, listed) for row in each.further}
        for row in part:
            yield outcomes.get(row.number) or _left_out(row, reading)


def _by_person(rows: Sequence[TableRow], reading: ListReading) -> list[list[TableRow]]:
    """Return rows with those together that go on with the person of the first of them."""
    groups: list[list[TableRow]] = []
    for row in rows:
        first = groups[-1][0] if groups else None
        if first is not None and not names_nobody(first, reading.fields) and continues(row, first, reading):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _continued(row: TableRow, listed: ListRow) -> ListRow:
    """Return a row that goes on with the person of another, with whom it is refused where that is."""
    is_refused = listed.outcome is RowOutcome.REFUSED
    outcome = RowOutcome.REFUSED if is_refused else RowOutcome.CONTINUED
    return ListRow(row, listed.name, outcome, problems=listed.problems if is_refused else ())


def _left_out(row: TableRow, reading: ListReading) -> ListRow:
    return ListRow(row, reading.text(row, ListField.NAME), RowOutcome.LEFT_OUT)


def _waiting(listed: ListRow, read: _ReadRow, reading: ListReading) -> ListRow:
    """Return a row as one that waits, where its file marks it and nobody has said what that means.

    Or marks one that goes on with its person.
    """
    of_names = (MarkKind.NOBODY, MarkKind.DOUBTED_NAME, MarkKind.NAME_ALONE)
    further = (
        kind for row in read.further for kind in open_questions(row, reading)
        if kind not in of_names and not (kind is MarkKind.MERGED and only_merges_names(row, reading))
    )  # fmt: skip
    questions = list(dict.fromkeys([*open_questions(listed.row, reading), *further]))
    if not questions:
        return listed
    return replace(listed, outcome=RowOutcome.MARKED, questions=questions)


def _refer(session: Session, read: _ReadRow, reference: str, decisions: Mapping[int, str]) -> None:
    """Note whom a row means by what somebody decided or by its reference; a problem where there is nobody."""
    read.decision = decisions.get(read.row.number, "")
    reference = read.decision or ("" if says_nothing(reference) else reference)
    if not reference or reference == SOMEBODY_NEW:
        return
    read.person = person(session, reference, to=CURATOR)
    if read.person is None:
        message = N_(
            "%(reference)s: no such record. Leave it empty for somebody new, or leave the column out where"
            " the list has references of its own."
        )
        refused = Refused("reference", message, reference=reference)
        read.content.problems.append(Problem(ListField.REFERENCE, reference, refused))


def _doubt_references(session: Session, read: Sequence[_ReadRow]) -> None:
    """Let those be asked about whom a row means by a reference alone, and who share no word of its name.

    A list has references of its own at times, which look like ours.
    """
    by_reference = [each for each in read if each.person is not None and not each.decision]
    names = select(PersonName.person_id, PersonName.text).where(
        PersonName.person_id.in_({each.person.id for each in by_reference if each.person}),
        PersonName.state != ClaimState.WITHDRAWN,
    )
    words: dict[UUID, set[str]] = {}
    for person_id, text in session.execute(names) if by_reference else ():
        words.setdefault(person_id, set()).update(name_tokens(text).tokens)
    doubted: dict[UUID, list[_ReadRow]] = {}
    for each in by_reference:
        own = words.get(each.person.id, set()) if each.person else set()
        if each.person and own and not own & set(name_tokens(each.content.name).tokens):
            doubted.setdefault(each.person.id, []).append(each)
    bearers = select(PersonSummary).where(
        PersonSummary.person_id.in_(doubted), PersonSummary.audience == CURATOR.audience
    )
    for summary in session.scalars(bearers) if doubted else ():
        for each in doubted[summary.person_id]:
            each.candidates, each.person = [NameHit(summary, summary.name, 0)], None


def _recognise(session: Session, version: SourceVersion, read: Sequence[_ReadRow]) -> None:
    """Note whom rows name that were read earlier, and of the others whom they may mean."""
    open_rows = [each for each in read if each.person is None and not each.is_unknown]
    if not open_rows:
        return
    named = _named_between(session, version, open_rows[0].row.span, open_rows[-1].row.span)
    for each in open_rows:
        each.person = next((bearer for at, bearer in named if _inside(at, each.row.span)), None)
    unknown = [each for each in open_rows if each.person is None and not each.decision and each.content.name]
    hits = namesakes_of_each(session, [each.content.name for each in unknown])
    for each, candidates in zip(unknown, hits, strict=True):
        doubted = {hit.person.reference for hit in each.candidates}
        new = (hit for hit in candidates if hit.person.reference not in doubted)
        each.candidates = [*each.candidates, *new]


def _outcome(
    version: SourceVersion,
    read: _ReadRow,
    names: EarlierNames,
    recorded: Mapping[UUID, Sequence[Claim]],
) -> ListRow:
    content = read.content
    listed = ListRow(
        read.row, content.name, RowOutcome.REFUSED, problems=content.problems, unrecorded=content.unrecorded
    )
    if content.problems:
        return listed
    if read.person is None:
        name = printed_name(content.name)
        again = not read.decision and (names.have(name) or read.is_repeated)
        names.add(name)
        outcome = RowOutcome.ASK if read.candidates or again else RowOutcome.NEW
        return replace(
            listed, outcome=outcome, candidates=read.candidates, news=content.statements, again=again
        )
    news, known = compared(version, recorded.get(read.person.id, ()), content.statements)
    outcome = RowOutcome.UPDATE if news else RowOutcome.SAME
    return replace(listed, outcome=outcome, person=read.person, news=news, known=known)


def named_here(session: Session, version: SourceVersion, span: Span) -> Person | None:
    """Return the person whom these words name already, from an earlier time that the list was read."""
    named = _named_between(session, version, span, span)
    return next((bearer for at, bearer in named if _inside(at, span)), None)


def _named_between(
    session: Session, version: SourceVersion, first: Span, last: Span
) -> list[tuple[Span, Person]]:
    """Return the people whom words of a stretch of a text name already, and where."""
    named = (
        select(Passage.start, Passage.end, Person)
        .join(Citation, Citation.passage_id == Passage.id)
        .join(PersonName, PersonName.id == Citation.claim_id)
        .join(Person, Person.id == PersonName.person_id)
        .where(
            Passage.source_version_id == version.id, Passage.start >= first.start, Passage.end <= last.end,
            PersonName.state != ClaimState.WITHDRAWN,
        )
    )  # fmt: skip
    return [(Span(start, end), bearer) for start, end, bearer in session.execute(named)]


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
