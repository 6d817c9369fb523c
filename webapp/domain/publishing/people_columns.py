"""The columns of the people list: what each is called and holds, and the SQL expression of its cell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, literal, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from webapp.domain.publishing.sql_cells import DaysBetween, KeyText
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.liberty import Held


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


def _held(context: CellContext) -> ColumnElement[str]:
    held = context.liberty.held == Held.YES
    return case((held, literal(Held.YES.value, Text)), else_=literal(Held.NO.value, Text))


def _days_held(context: CellContext) -> ColumnElement[str]:
    held, since = context.liberty.held == Held.YES, context.liberty.held_since
    days = cast(DaysBetween(since, literal(context.day)) + 1, Text)
    return case((and_(held, since <= context.day), days), else_="")


def _citation_url(context: CellContext) -> ColumnElement[str]:
    address = literal(context.public_url, Text) + "/citations/" + KeyText(PersonSummary.citation_id)
    return func.coalesce(address, "")


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
    ListColumn("status", "the current status", harmless=True),
    ListColumn("held", "yes or no; no where nothing is stated", cell=_held, harmless=True),
    ListColumn("status_since_edtf", "since when (EDTF)"),
    ListColumn("status_since_earliest", "the earliest day that it may mean", "date"),
    ListColumn("status_since_latest", "the latest day that it may mean", "date"),
    ListColumn("status_place", "where"),
    ListColumn(
        "days_held", "days of the present detention, its first day counted; empty where not computable",
        "integer", cell=_days_held, compared=False,
    ),
    ListColumn("charges", "separated by ' | '", width=40),
    ListColumn("sentence", "separated by ' | '"),
    ListColumn("assessments", "outcome and who says so, separated by ' | '"),
    ListColumn("last_verified_on", "when somebody last checked the whole record", "date", compared=False),
    ListColumn("sources", "references", harmless=True),
    ListColumn("quote", "the passage that the status rests on", compared=False, width=60),
    ListColumn(
        "citation_url", "its permanent address", cell=_citation_url, harmless=True, compared=False, link=True
    ),
    ListColumn(
        "record_url", "the address of the record", cell=_record_url, harmless=True, compared=False, link=True
    ),
    ListColumn("version", "rises with every change of the record", "integer", compared=False),
)  # fmt: skip
COLUMN_NAMES = tuple(column.name for column in LIST_COLUMNS)
