"""What becomes of each row of a list: somebody new or of ours, the same or more, asked about or refused."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.claims.kinds import kind_of
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.recording import equal_claims
from webapp.domain.imports.columns import plain
from webapp.domain.imports.statements import CellContent, CellStatement, ListReading, Problem, RowReader
from webapp.domain.imports.table import TableRow
from webapp.domain.imports.values import StatedSentence, guessed_status, says_nothing
from webapp.domain.lists.name_search import NameHit
from webapp.domain.people.namesakes import namesakes
from webapp.domain.people.people import person
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.quote_location import Span
from webapp.domain.visibility import CURATOR
from webapp.models import ChargeStep, Citation, Claim, Passage, Person, PersonName, SourceVersion
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import ListField, RowOutcome
from webapp.vocab.liberty import Status
from webapp.vocab.people import NameKind
from webapp.vocab.words import N_

SOMEBODY_NEW = "new"


@dataclass(frozen=True)
class ListRow:
    """A row with what it says and what becomes of it.

    `person` is whom it means among ours; `candidates` whom it may mean; `news` what it says that nobody has
    recorded of that person, `known` the claims that say so already and gain the cell as a passage. `again` is
    true where an earlier row has the same name.
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

    @property
    def waits(self) -> bool:
        """Whether somebody has to answer or to mend something first."""
        return self.outcome in (RowOutcome.ASK, RowOutcome.REFUSED)

    @property
    def to_write(self) -> bool:
        """Whether there is anything to record of the row, and nothing to answer or to mend first."""
        return not self.waits and bool(self.news or self.known)


@dataclass
class _RowContext:
    """What all rows of a list are read with."""

    session: Session
    version: SourceVersion
    reading: ListReading
    decisions: Mapping[int, str]
    reader: RowReader
    names: set[frozenset[str]] = field(default_factory=set)


def status_words(rows: Iterable[TableRow], column: int | None) -> dict[str, tuple[str, Status | None]]:
    """Return the list's own words for a status as printed, and what each seems to mean, by the plain word."""
    words: dict[str, tuple[str, Status | None]] = {}
    if column is None:
        return words
    for row in rows:
        text = row.cell(column).text
        if not says_nothing(text) and plain(text) not in words:
            words[plain(text)] = (text, guessed_status(text))
    return words


def read_rows(
    session: Session,
    version: SourceVersion,
    rows: Sequence[TableRow],
    reading: ListReading,
    *,
    decisions: Mapping[int, str],
) -> Iterator[ListRow]:
    """Yield each row of a list with what becomes of it, in order.

    `decisions` say by the number of a row whom it means: a reference, or SOMEBODY_NEW. Raises Refused where
    no column holds names, or one holds dates of a status that none holds.
    """
    held = [held for held in reading.fields if held is not ListField.NOTHING]
    twice = next((word for word in held if held.count(word) > 1), None)
    if twice is not None:
        message = N_("Two columns hold the same: %(what)s. Leave one of them out.")
        raise Refused("columns", message, what=twice)
    if ListField.NAME not in held:
        raise Refused("columns", N_("Say which column holds the names."))
    if reading.column(ListField.SINCE) is not None and reading.column(ListField.STATUS) is None:
        raise Refused("columns", N_("Say which column holds the status that began on these days."))
    context = _RowContext(session, version, reading, decisions, RowReader(session, reading))
    for row in rows:
        yield _row(context, row)


def _row(context: _RowContext, row: TableRow) -> ListRow:
    content = context.reader.read(row)
    listed = ListRow(row, content.name, RowOutcome.REFUSED, problems=content.problems)
    try:
        person, candidates = _person(context, row, content.name)
    except Refused as refused:
        unknown = Problem(ListField.REFERENCE, str(refused.values["reference"]), refused)
        return replace(listed, problems=[*content.problems, unknown])
    if content.problems:
        return listed
    if person is None:
        tokens = frozenset(name_tokens(content.name).tokens)
        again = not context.decisions.get(row.number) and tokens in context.names
        context.names.add(tokens)
        outcome = RowOutcome.ASK if candidates or again else RowOutcome.NEW
        return replace(listed, outcome=outcome, candidates=candidates, news=content.statements, again=again)
    news, known = _compared(context.session, context.version, person, content.statements)
    outcome = RowOutcome.UPDATE if news else RowOutcome.SAME
    return replace(listed, outcome=outcome, person=person, news=news, known=known)


def _person(context: _RowContext, row: TableRow, name: str) -> tuple[Person | None, Sequence[NameHit]]:
    """Return whom a row means, or else whom it may mean. Raises Refused for a reference that nobody has."""
    reference = context.reading.text(row, ListField.REFERENCE)
    decision = context.decisions.get(row.number, "")
    if not says_nothing(reference):
        return _referred(context.session, reference), ()
    if decision and decision != SOMEBODY_NEW:
        return _referred(context.session, decision), ()
    named = named_here(context.session, context.version, row.span)
    if named is not None:
        return named, ()
    return None, () if decision or not name else namesakes(context.session, name)


def _referred(session: Session, reference: str) -> Person:
    referred = person(session, reference, to=CURATOR)
    if referred is None:
        message = N_("%(reference)s: no such record. Leave it empty for somebody new.")
        raise Refused("reference", message, reference=reference)
    return referred


def named_here(session: Session, version: SourceVersion, span: Span) -> Person | None:
    """Return the person whom these words name already, from an earlier time that the list was read."""
    named = (
        select(Person)
        .join(PersonName, PersonName.person_id == Person.id)
        .join(PersonName.citations)
        .join(Citation.passage)
        .where(
            Passage.source_version_id == version.id, Passage.start >= span.start, Passage.end <= span.end,
            PersonName.state != ClaimState.WITHDRAWN,
        )
    )  # fmt: skip
    return session.scalars(named.limit(1)).first()


def _compared(
    session: Session, version: SourceVersion, person: Person, statements: Sequence[CellStatement]
) -> tuple[list[CellStatement], list[tuple[CellStatement, Claim]]]:
    """Return which statements are new of a person, and which are recorded but do not cite the cell yet."""
    news: list[CellStatement] = []
    known: list[tuple[CellStatement, Claim]] = []
    for statement in statements:
        claims = list(_same(session, person, statement))
        if not claims:
            news.append(_as_printed(statement))
        elif not any(_cites(claim, version, statement.cell.span) for claim in claims):
            known.append((statement, claims[0]))
    return news, known


def _as_printed(statement: CellStatement) -> CellStatement:
    """Return a name as one more spelling of somebody whose main name we have; all else as it is."""
    content = statement.content
    if isinstance(content, NameContent):
        return replace(statement, content=replace(content, name_kind=NameKind.AS_PRINTED))
    return statement


def _same(session: Session, person: Person, statement: CellStatement) -> Sequence[Claim]:
    """Return the claims on a person that say the same: of names and sentences, whatever else they say."""
    content, model = statement.content, _model(statement.content)
    claims = select(model).where(model.person_id == person.id, model.state != ClaimState.WITHDRAWN)
    match content:
        case NameContent():
            return session.scalars(claims.where(PersonName.text == content.checked()["text"])).all()
        case StatedSentence():
            lengths = {name: getattr(content, name) for name in ("years", "months", "days")}
            return session.scalars(claims.filter_by(sentence=content.kind, **lengths)).all()
    return list(equal_claims(session, model, person, content.checked()))


def _model(content: CellContent) -> type[Claim]:
    return ChargeStep if isinstance(content, StatedSentence) else kind_of(content).model


def _cites(claim: Claim, version: SourceVersion, span: Span) -> bool:
    passages = [citation.passage for citation in claim.citations]
    return any(each.source_version_id == version.id and (each.start, each.end) == span for each in passages)
