"""Cells of a frozen list as people read them: words for codes and dates, a heading for each column."""

import re

from flask_babel import gettext

from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.vocab.assessments import Outcome
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import Occupation, Sex
from webapp.vocab.words import N_, Word
from webapp.web.printed_values import label, when

# By column, in the order in which they are shown; what one date is in two more columns is not said again.
_HEADINGS = {
    "name": N_("Name"), "other_names": N_("Other names"), "sex": N_("Sex"), "born": N_("Born"),
    "occupation": N_("Occupation"), "organizations": N_("Organizations"), "status": N_("Status"),
    "held": N_("Held"), "status_since_edtf": N_("Since"), "status_place": N_("Place"),
    "charges": N_("Charges"), "sentence": N_("Sentence"), "assessments": N_("Assessments"),
    "sources": N_("Sources"), "held_since_edtf": N_("Held since"),
}  # fmt: skip
_CODES: dict[str, type[Word]] = {"sex": Sex, "occupation": Occupation, "status": Status, "held": Held}
_DATES = {"born", "status_since_edtf", "held_since_edtf"}
_ASSESSMENT = re.compile(r"(\w+) \((.*)\)")


def worded_cells(cells: dict[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return what differs between two lines of a person: the column, what it was, and what it became.

    A code that no list has any more is shown as it is.
    """
    return [
        (gettext(heading), _worded(column, before), _worded(column, after))
        for column, heading in _HEADINGS.items()
        if column in cells
        for before, after in [cells[column]]
    ]


def _worded(column: str, cell: str) -> str:
    return "; ".join(_part(column, part) for part in cell.split(SEPARATOR))


def _part(column: str, part: str) -> str:
    assessment = _ASSESSMENT.fullmatch(part) if column == "assessments" else None
    if assessment is not None:
        return f"{_code(Outcome, assessment[1])} ({assessment[2]})"
    if column in _CODES:
        return _code(_CODES[column], part)
    try:
        return when(PartialDate.parse(part)) if column in _DATES and part else part
    except BadDate:
        return part


def _code(words: type[Word], code: str) -> str:
    return label(words(code)) if code in list(words) else code
