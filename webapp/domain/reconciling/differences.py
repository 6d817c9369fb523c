"""Cell by cell: what a row of a list tells of a person otherwise than we do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.headers import plain
from webapp.domain.imports.statements import CellStatement
from webapp.domain.law.provisions import cited_as
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import name_tokens
from webapp.models import PersonSummary
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind


@dataclass(frozen=True)
class CellDifference:
    """A field of which two lists tell otherwise; a status is a word of ours on both sides."""

    field: ListField
    theirs: str
    ours: str


def differences(statements: Iterable[CellStatement], person: PersonSummary) -> list[CellDifference]:
    """Return what a row tells otherwise than we do; what one of the two does not tell is no difference."""
    return [
        difference
        for statement in statements
        for difference in _of_statement(statement, person)
        if difference.theirs and difference.ours
    ]


def _of_statement(statement: CellStatement, person: PersonSummary) -> Iterator[CellDifference]:
    match statement.content:
        case NameContent(text=str(text)):
            spellings = [person.name, *person.other_names.split(SEPARATOR)]
            if _tokens(text) not in map(_tokens, spellings):
                yield CellDifference(ListField.NAME, text, person.name)
        case StatusContent() as content:
            yield from _of_status(content, person)
        case FactContent(fact=FactKind.BIRTH_DATE, date=date) if date is not None:
            yield from _unless(ListField.BORN, date.edtf, person.born, _agree)
        case FactContent(fact=FactKind.SEX, value=value):
            yield from _unless(ListField.SEX, str(value), person.sex, str.__eq__)
        case ChargeContent(provision=provision, offence=offence):
            charge = cited_as(provision) if provision else offence or ""
            ours = {plain(known) for known in person.charges.split(SEPARATOR)}
            if not any(plain(charge) in known or known in plain(charge) for known in ours if known):
                yield CellDifference(ListField.CHARGE, charge, person.charges)


def _of_status(content: StatusContent, person: PersonSummary) -> Iterator[CellDifference]:
    is_arrest = content.status is Status.ARRESTED
    if not is_arrest and person.status is not Status.NOT_STATED and content.status is not person.status:
        yield CellDifference(ListField.STATUS, content.status.value, person.status.value)
    if content.since is not None:
        same = content.status is person.status
        field = ListField.SINCE if same else ListField.ARRESTED_ON
        ours = person.status_since_edtf if same else person.held_since_edtf if is_arrest else ""
        yield from _unless(field, content.since.edtf, ours, _agree)
    if content.place_words:
        yield from _unless(
            ListField.PLACE, content.place_words, person.status_place,
            lambda theirs, ours: plain(theirs) in plain(ours) or plain(ours) in plain(theirs),
        )  # fmt: skip


def _unless(
    field: ListField, theirs: str, ours: str, agree: Callable[[str, str], bool]
) -> Iterator[CellDifference]:
    if ours and not agree(theirs, ours):
        yield CellDifference(field, theirs, ours)


def _agree(theirs: str, ours: str) -> bool:
    """Tell whether two dates can be the same day: a month agrees with each of its days."""
    try:
        first, second = PartialDate.parse(theirs), PartialDate.parse(ours)
    except (BadDate, Refused):
        return theirs == ours
    return first.may_be(second)


def _tokens(name: str) -> frozenset[str]:
    return frozenset(name_tokens(name).tokens)
