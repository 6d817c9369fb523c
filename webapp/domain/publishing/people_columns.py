"""The columns of the people list: what each is called and holds, and the SQL expression of its cell."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, literal, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from webapp.domain.publishing.sql_cells import DaysBetween, KeyText
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.read_model.freshness import is_stale
from webapp.models import Citation, LibertySpan, Passage, PersonSummary
from webapp.vocab.liberty import UNCERTAINTIES, Held, StatusDetail


class CellContext(NamedTuple):
    """What cells depend on besides the person; `liberty` is the table that tells of the day."""

    liberty: type[PersonSummary] | type[LibertySpan]
    day: date
    public_url: str


@dataclass(frozen=True)
class ListColumn:
    """A column of the people list; `type` is that of a Frictionless table schema, `width` a workbook's.

    `cell` returns its expression, a text that is empty where nothing is stated; without it the stored value
    of the same name is the cell. `harmless` marks a text that no spreadsheet takes for a formula, `compared`
    what two issues of the list are compared in, `link` an address.
    """

    name: str
    description: str
    type: Literal["string", "date", "integer"] = "string"
    cell: Callable[[CellContext], ColumnElement[str]] | None = None
    harmless: bool = False
    compared: bool = True
    link: bool = False
    width: int = 16

    def expression(self, context: CellContext) -> ColumnElement[str]:
        """Return the expression of the cell."""
        if self.cell is not None:
            return self.cell(context)
        table = context.liberty if self.of_the_day else PersonSummary
        stored: InstrumentedAttribute[str] = getattr(table, self.name)
        match self.type:
            case "string":
                return type_coerce(stored, Text)
            case "date":
                return func.coalesce(cast(stored, Text), "")
            case "integer":
                return cast(stored, Text)

    @property
    def of_the_day(self) -> bool:
        """Whether an earlier day may have had another cell: it is kept for each span of liberty."""
        return self.name in LibertySpan.__table__.columns

    @property
    def may_be_formula(self) -> bool:
        """Whether a spreadsheet might run a cell; numbers and dates it never does."""
        return self.type == "string" and not self.harmless


def _status(context: CellContext) -> ColumnElement[str]:
    table = context.liberty
    return case(
        (table.held == Held.UNCERTAIN, type_coerce(table.possible_statuses, Text)),
        else_=type_coerce(table.status, Text),
    )


def _days_held(context: CellContext) -> ColumnElement[str]:
    earliest, latest = context.liberty.held_since_earliest, context.liberty.held_since_latest
    days = cast(DaysBetween(latest, literal(context.day)) + 1, Text)
    return case((and_(earliest == latest, latest <= context.day), days), else_="")


def _citation(context: CellContext) -> InstrumentedAttribute[Any]:
    return context.liberty.citation_id


def _quote(context: CellContext) -> ColumnElement[str]:
    if context.liberty is PersonSummary:
        return type_coerce(PersonSummary.quote, Text)
    exact = select(Passage.exact).join(Citation, Citation.passage_id == Passage.id)
    exact = exact.where(Citation.id == _citation(context)).correlate(context.liberty)
    return func.coalesce(exact.scalar_subquery(), "")


def _citation_url(context: CellContext) -> ColumnElement[str]:
    address = literal(context.public_url, Text) + "/citations/" + KeyText(_citation(context))
    return func.coalesce(address, "")


def _details(context: CellContext) -> ColumnElement[str]:
    """Return the codes of what the status alone does not tell, each with the separator before it, cut off."""
    table, day = context.liberty, literal(context.day)
    parts = [
        [
            (table.announced_latest >= day, StatusDetail.ANNOUNCED),
            (table.announced_latest < day, StatusDetail.DUE),
        ],
        [(table.uncertainty == word.value, word) for word in UNCERTAINTIES],
        [(and_(table.held == Held.YES, table.term_ends_on < day), StatusDetail.TERM_ENDED)],
        [(is_stale(table, context.day), StatusDetail.STALE)],
    ]
    cells = [
        case(*((condition, literal(SEPARATOR + code.value, Text)) for condition, code in part), else_="")
        for part in parts
    ]
    return func.substr(reduce(operator.add, cells), len(SEPARATOR) + 1)


def _term_ends_on(context: CellContext) -> ColumnElement[str]:
    table = context.liberty
    return case((table.held == Held.YES, func.coalesce(cast(table.term_ends_on, Text), "")), else_="")


def _announced_status(context: CellContext) -> ColumnElement[str]:
    return func.coalesce(type_coerce(context.liberty.announced_status, Text), "")


def _record_url(context: CellContext) -> ColumnElement[str]:
    return literal(context.public_url, Text) + "/people/" + PersonSummary.reference


LIST_COLUMNS = (
    ListColumn("reference", "what people quote, never reused", harmless=True),
    ListColumn("name", "the main name", width=28),
    ListColumn("other_names", "other spellings, separated by ' | '", width=28),
    ListColumn("sex", "as a source states it"),
    ListColumn("born", "date of birth (EDTF)"),
    ListColumn("occupation", "codes, separated by ' | '"),
    ListColumn("organizations", "names, separated by ' | '", width=28),
    ListColumn(
        "status", "the last one told; the possible ones where it is uncertain", cell=_status, harmless=True
    ),
    ListColumn("held", "yes, no, uncertain or not_stated", harmless=True),
    ListColumn("status_since_edtf", "since when (EDTF)"),
    ListColumn("status_since_earliest", "the earliest day that it may mean", "date"),
    ListColumn("status_since_latest", "the latest day that it may mean", "date"),
    ListColumn("status_place", "where"),
    ListColumn(
        "days_held", "days of the present detention, its first day counted; empty where that is not known",
        "integer", cell=_days_held, compared=False,
    ),
    ListColumn("charges", "separated by ' | '", width=40),
    ListColumn("sentence", "separated by ' | '"),
    ListColumn("assessments", "outcome and who says so, separated by ' | '"),
    ListColumn("last_verified_on", "the day of the last confirmation", "date", compared=False),
    ListColumn("sources", "references", harmless=True),
    ListColumn("quote", "the passage that the status rests on", cell=_quote, compared=False, width=60),
    ListColumn(
        "citation_url", "its permanent address", cell=_citation_url, harmless=True, compared=False, link=True
    ),
    ListColumn(
        "record_url", "the address of the record", cell=_record_url, harmless=True, compared=False, link=True
    ),
    ListColumn("version", "rises with every change of the record", "integer", compared=False),
    ListColumn("held_since_edtf", "when the present detention began (EDTF)"),
    ListColumn("last_word_on", "the last day of the newest source that tells so", "date", compared=False),
    ListColumn(
        "status_detail", "what the status alone does not tell, codes separated by ' | '", cell=_details,
        harmless=True, compared=False,
    ),
    ListColumn(
        "term_ends_on",
        "of somebody held, the last day on which the term may end, as computed; it frees nobody by itself",
        "date", cell=_term_ends_on, compared=False,
    ),
    ListColumn(
        "announced_status", "what a source announces and none tells as done", cell=_announced_status,
        harmless=True, compared=False,
    ),
    ListColumn("announced_edtf", "for when it is announced (EDTF)", compared=False),
)  # fmt: skip
COLUMN_NAMES = tuple(column.name for column in LIST_COLUMNS)
