"""Personal facts: sex, birth, death, nationality, occupation, residence, health, fair trial."""

from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line, required_line
from webapp.domain.refusals import Refused
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import FACT_WORDS, FactKind
from webapp.vocab.words import N_

OLDEST = 130


@dataclass(frozen=True, kw_only=True)
class FactContent:
    """One fact: a word, a text, or a date."""

    fact: FactKind
    value: str | None
    words: str | None
    date: PartialDate | None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        if self.fact in (FactKind.BIRTH_DATE, FactKind.DEATH_DATE):
            if self.date is None:
                raise Refused("date", N_("Say the date."))
            if self.value and self.value.strip():
                raise Refused("value", N_("Write the date below; leave this empty."))
            value = None
        else:
            value = required_line("value", self.value)
            if self.fact is FactKind.AGE:
                value = _age(value)
            codes = FACT_WORDS.get(self.fact)
            if codes is not None and value not in codes:
                raise Refused("value", N_("Choose one of: %(words)s."), words=", ".join(codes))
        return vars(self) | {"value": value, "words": clean_line("words", self.words)}


def _age(value: str) -> str:
    if not value.isdecimal() or int(value) > OLDEST:
        raise Refused("value", N_("Write the age in whole years, such as 36."))
    return str(int(value))


COLUMNS: Columns = {
    "fact": (N_("Fact"), "which fact"),
    "value": (N_("Value"), "its value, a code for sex, occupation and fair trial"),
    "words": (N_("In the source's words"), "the source's words"),
    "date": (N_("Date"), "the date, for birth and death; on which it was so, for others"),
}


def usual_visibility(fact: FactContent) -> Visibility:
    """Return who sees a fact where nobody says otherwise: health is restricted, all else public."""
    return Visibility.RESTRICTED if fact.fact is FactKind.HEALTH else Visibility.PUBLIC
