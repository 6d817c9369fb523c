"""Ill-treatment, and other acts against a person: what, when, by whom as alleged."""

from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line
from webapp.models import Organization
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.treatments import ActType
from webapp.vocab.words import N_


@dataclass(frozen=True, kw_only=True)
class TreatmentContent:
    """An act against a person."""

    act: ActType
    date: PartialDate | None
    perpetrator: Organization | None
    perpetrator_words: str | None
    place_words: str | None = None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        words = {name: clean_line(name, getattr(self, name)) for name in ("perpetrator_words", "place_words")}
        return vars(self) | words


COLUMNS: Columns = {
    "act": (N_("Act"), "the act, after HURIDOCS"),
    "date": (N_("Date"), "when"),
    "perpetrator": (N_("Allegedly by"), "the alleged perpetrator, an organization"),
    "perpetrator_words": (
        N_("By whom in the source's words"), "the alleged perpetrator in the source's words",
    ),
    "place_words": (N_("Place in the source's words"), "the place in the source's words"),
}  # fmt: skip
