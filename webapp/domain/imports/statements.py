"""What a row of a list says: claims to be, each with the cell it rests on, and cells that do not fit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from webapp.domain.claims.affiliations import AffiliationContent
from webapp.domain.claims.assessments import AssessmentContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.content import Content
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.hearings import HearingContent
from webapp.domain.claims.names import NameContent
from webapp.domain.imports.cells import values
from webapp.domain.imports.cells.charge_terms import ChargesWithTerm, charges_with_terms
from webapp.domain.imports.cells.hearings import HearingCells, read_organization, read_provision
from webapp.domain.imports.cells.names import names_in_cells, other_name, says_more_than_name
from webapp.domain.imports.cells.sentences import (
    sentence_of_status,
    stated_sentences,
    status_in_place_of_sentence,
)
from webapp.domain.imports.cells.status_words import says_in_prison, says_no_status
from webapp.domain.imports.cells.terms import StatedSentence
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.states.date_cells import DateCells
from webapp.domain.imports.states.status_cells import StatusCells
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import QUOTE_LIMIT
from webapp.models import Organization, Provision
from webapp.vocab.assessments import Outcome, Scheme
from webapp.vocab.charges import Proceeding, StepKind
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import BESIDE_THE_DAY, ListField
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FAIR_TRIAL, FactKind, Occupation
from webapp.vocab.words import N_

# Of which a cell may say more than is recorded.
_WITH_MORE = (ListField.SENTENCE, ListField.BORN, ListField.AGE, ListField.AGE_AT_ARREST)

# In which somebody may speak of another row.
_OWN_WORDS = (ListField.NAME, ListField.STATUS, ListField.REMARK, ListField.REFERENCE)

CellContent: TypeAlias = Content | StatedSentence
"""What a cell says: the content of a claim, or the sentence on the row's charges."""
CellReader: TypeAlias = Callable[[str, TableRow], Iterator[CellContent]]


@dataclass(frozen=True)
class CellStatement:
    """Something that a cell says of a person."""

    content: CellContent
    cell: Cell
    line: int = 0
    """Which of several charges with terms of their own it is of, or which row of one person's."""


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be taken, and what to do about it."""

    field: ListField
    text: str
    refused: Refused


@dataclass
class RowStatements:
    """What a row says; the name comes first.

    Of the cells that are read, the `unrecorded` say what no claim can hold, or nothing beyond doubt.
    """

    name: str
    statements: list[CellStatement]
    problems: list[Problem]
    unrecorded: list[Cell] = field(default_factory=list)

    def add(self, contents: Sequence[CellContent], cell: Cell, *, has_terms: bool) -> None:
        """Add what a cell says and no other does. Raises Refused at `value` for what could not be recorded.

        Of charges that have their terms beside them, each term is that of those right before it.
        """
        line, before = 0, contents[0] if contents else None
        for content in contents:
            _check(content)
            line += has_terms and _is_term(before) and not _is_term(content)
            of_line = [each for each in self.statements if each.line == line or not _is_term(content)]
            if not any(is_same(content, each.content) for each in of_line):
                self.statements.append(CellStatement(content, cell, line))
            before = content


class RowReader:
    """Reads the rows of one list; what is looked up for one row is kept for the others."""

    def __init__(self, session: Session, reading: ListReading) -> None:
        self._session, self._reading = session, reading
        self._provisions: dict[str, Provision | None] = {}
        self._hearings = HearingCells(session)
        self._dates = DateCells(reading)
        self._statuses = StatusCells(reading, self._dates)

    def read(self, row: TableRow) -> RowStatements:
        """Return what a row says of its person."""
        result = RowStatements("", [], [])
        for name, read in self._readers():
            cell = self._reading.cell(row, name)
            says_nothing = says_no_status if name is ListField.STATUS else values.says_nothing
            if cell is None or (says_nothing(cell.text) and name is not ListField.NAME):
                continue
            is_other = name not in _OWN_WORDS and values.refers_to_row(cell.text)
            if is_other or (name is ListField.REMARK and values.repeats_row_above(cell.text)):
                result.unrecorded.append(cell)
                continue
            try:
                if cell.span.end - cell.span.start > QUOTE_LIMIT:
                    raise Refused("value", N_("A cell has at most %(limit)s characters."), limit=QUOTE_LIMIT)
                if values.repeats_row_above(cell.text):
                    raise Refused("value", N_("It is the same as above: write out here too what it says."))
                contents = list(read(cell.text, row))
                in_part = any(isinstance(each, StatedSentence) and each.leaves_out for each in contents)
                in_part = in_part or (name is ListField.NAME and says_more_than_name(cell.text))
                leaves_out = in_part or (not contents and self._leaves_out(name, row))
                if leaves_out and cell not in result.unrecorded:
                    result.unrecorded.append(cell)
                result.add(contents, cell, has_terms=name is ListField.CHARGE)
            except Refused as refused:
                result.problems.append(Problem(name, cell.text, refused))
        if result.statements and isinstance(result.statements[0].content, NameContent):
            result.name = str(result.statements[0].content.text)
        return result

    def _leaves_out(self, name: ListField, row: TableRow) -> bool:
        """Tell whether a cell of which nothing is recorded says something."""
        if name in (ListField.STATUS, ListField.REMARK):
            return self._statuses.leaves_out(name, row)
        return name in _WITH_MORE

    def _readers(self) -> Iterator[tuple[ListField, CellReader]]:
        yield ListField.NAME, lambda text, row: names_in_cells(text, row, self._reading.fields)
        yield ListField.OTHER_NAME, lambda text, _: iter([other_name(text)])
        if self._reading.listed_by is not None:
            yield ListField.NAME, partial(self._listed, self._reading.listed_by)
        yield ListField.ARRESTED_ON, self._statuses.arrest
        for name in (ListField.SINCE, ListField.AS_OF, ListField.UNTIL):
            yield name, partial(self._beside_the_status, name)
        yield ListField.STATUS, self._statuses.status
        yield ListField.REMARK, self._statuses.remark
        yield ListField.PLACE, self._statuses.place
        yield ListField.RELEASED_ON, self._statuses.released
        yield ListField.CHARGE, self._charges
        yield ListField.SENTENCE, self._sentence
        yield ListField.STATUS, self._sentence_of_status
        yield ListField.HEARING_ON, self._hearing
        yield from ((name, partial(self._beside_a_hearing, name)) for name in BESIDE_THE_DAY)
        yield ListField.BORN, partial(self._dated, FactKind.BIRTH_DATE, ListField.BORN)
        yield ListField.DIED, partial(self._dated, FactKind.DEATH_DATE, ListField.DIED)
        yield ListField.AGE, lambda text, _: self._age(text, self._reading.date)
        yield ListField.AGE_AT_ARREST, self._age_at_arrest
        letters = self._reading.letters_of_sexes
        yield ListField.SEX, lambda text, _: iter([_fact(FactKind.SEX, values.read_sex(text, letters))])
        yield ListField.OCCUPATION, lambda text, _: _occupation(text)
        yield from ((ListField(fact.value), partial(_fair_trial, fact)) for fact in FAIR_TRIAL)
        yield ListField.ORGANIZATION, lambda text, _: self._organization(text)

    def _listed(self, organization: Organization, _: str, __: TableRow) -> Iterator[Content]:
        yield AssessmentContent(
            organization=organization, scheme=Scheme.OWN_LIST, criteria=(), outcome=Outcome.LISTED,
            list_group=None, date=self._reading.date,
        )  # fmt: skip

    def _sentence(self, text: str, row: TableRow) -> Iterator[CellContent]:
        has_status = not values.says_nothing(self._reading.text(row, ListField.STATUS))
        own = self._reading.text(row, ListField.STATUS)
        if says_no_status(own) or says_in_prison(own):
            yield from self._statuses.sentence(text, row)
            if status_in_place_of_sentence(text):
                return
        has_hearings = self._reading.column(ListField.HEARING_ON) is not None
        court = None if has_hearings else self._of_hearing(row, ListField.COURT)
        for stated in stated_sentences(text, unit=self._reading.term_unit, has_status=has_status):
            yield replace(stated, court=court) if stated.step is StepKind.CONVICTED else stated

    def _sentence_of_status(self, text: str, row: TableRow) -> Iterator[CellContent]:
        """Yield the sentence that words for a conviction state, where no column has sentences."""
        if self._reading.column(ListField.SENTENCE) is None and self._statuses.own(row) is Status.IMPRISONED:
            yield from sentence_of_status(text)

    def _beside_the_status(self, name: ListField, text: str, _: TableRow) -> Iterator[Content]:
        """Refuse a date that cannot be read, at its own cell; it is part of what the status says."""
        self._dates.read(text, name)
        return iter(())

    def _charges(self, text: str, _: TableRow) -> Iterator[CellContent]:
        if self._reading.column(ListField.SENTENCE) is not None:
            items = [ChargesWithTerm(values.read_charges(text), [])]
        else:
            items = list(charges_with_terms(text))
        for item in items:
            for charge in item.charges:
                known = self._provision(charge)
                yield ChargeContent(provision=known, offence=None if known else charge, characterisation=None)
            yield from item.sentences

    def _provision(self, charge: str) -> Provision | None:
        if charge not in self._provisions:
            self._provisions[charge] = read_provision(self._session, charge)
        return self._provisions[charge]

    def _hearing(self, text: str, row: TableRow) -> Iterator[Content]:
        beside = {name: self._of_hearing(row, name) for name in BESIDE_THE_DAY}
        outcome, ruling = beside[ListField.HEARING_OUTCOME] or (None, None)
        yield HearingContent(
            proceeding=beside[ListField.HEARING_KIND] or Proceeding.OTHER,
            date=self._dates.read(text, ListField.HEARING_ON),
            case=beside[ListField.CASE], court=beside[ListField.COURT], outcome=outcome, ruling=ruling,
        )  # fmt: skip

    def _of_hearing(self, row: TableRow, name: ListField) -> Any:
        text = self._reading.text(row, name)
        try:
            return None if values.says_nothing(text) else self._hearings.read(name, text)
        except Refused:
            # Said beside its own cell.
            return None

    def _beside_a_hearing(self, name: ListField, text: str, row: TableRow) -> Iterator[Content]:
        """Refuse at its own cell what cannot be read of a hearing or a sentence, of which it is part."""
        self._hearings.read(name, text)
        has_hearings = self._reading.column(ListField.HEARING_ON) is not None
        if has_hearings and values.says_nothing(self._reading.text(row, ListField.HEARING_ON)):
            raise Refused("value", N_("The row names no day of a hearing, without which there is none."))
        return iter(())

    def _dated(self, fact: FactKind, name: ListField, text: str, _: TableRow) -> Iterator[Content]:
        in_figures = self._reading.has_ages_among_births
        is_age = values.is_age(text, in_figures=in_figures) or values.is_rough_age(text)
        if name is ListField.BORN and is_age:
            return self._age(text, self._reading.date)
        return iter([FactContent(fact=fact, value=None, words=None, date=self._dates.read(text, name))])

    def _age_at_arrest(self, text: str, row: TableRow) -> Iterator[Content]:
        arrested_on = self._dates.of(row, ListField.ARRESTED_ON)
        if arrested_on is None:
            # Without a date of its own an age counts as of the list, years later perhaps.
            raise Refused("value", N_("The row does not say when that was. Add the day of the arrest."))
        return self._age(text, arrested_on)

    def _age(self, text: str, age_on: PartialDate | None) -> Iterator[Content]:
        if not values.is_rough_age(text):
            yield FactContent(fact=FactKind.AGE, value=values.read_age(text), words=None, date=age_on)

    def _organization(self, text: str) -> Iterator[Content]:
        yield AffiliationContent(
            organization=read_organization(self._session, text), role=AffiliationRole.NOT_STATED,
            occupation=None, since=None, until=None,
        )  # fmt: skip


def _fact(fact: FactKind, value: str, words: str | None = None) -> FactContent:
    return FactContent(fact=fact, value=value, words=words, date=None)


def _occupation(text: str) -> Iterator[Content]:
    occupation = values.read_occupation(text)
    printed = " ".join(text.split()) if occupation is Occupation.OTHER else None
    yield _fact(FactKind.OCCUPATION, occupation, printed)


def _fair_trial(fact: FactKind, text: str, _: TableRow) -> Iterator[Content]:
    yield from (_fact(fact, word) for word in values.read_fair_trial(fact, text))


def is_same(content: CellContent, other: CellContent) -> bool:
    """Tell whether two cells of a row say the same; the same spelling twice is one name."""
    if isinstance(content, NameContent) and isinstance(other, NameContent):
        return content.text == other.text
    return content == other


def _is_term(content: CellContent | None) -> bool:
    return isinstance(content, StatedSentence)


def _check(content: CellContent) -> None:
    """Raise Refused, whatever field the content names, for what could not be recorded."""
    if isinstance(content, StatedSentence):
        return
    try:
        content.checked()
    except Refused as refused:
        raise Refused("value", refused.message, **refused.values) from refused
