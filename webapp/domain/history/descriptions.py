"""What changed in each column, as people read it: under its label, with the value that it had and has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from webapp.domain.history.labels import COLUMNS
from webapp.domain.history.recording import SECRET
from webapp.domain.history.stored_values import column_of, typed_value
from webapp.domain.law.provisions import cited_as
from webapp.domain.text.word_diff import DiffPart, word_diff
from webapp.models import (
    Account,
    Charge,
    CourtCase,
    Organization,
    Passage,
    Person,
    PersonalFact,
    Provision,
    StatusEvent,
)
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import FACT_WORDS, fact_word
from webapp.vocab.words import Word

# Of a source's whole text its beginning is enough; longer than a line, two texts are compared word by word.
_LONGEST = 300
_LINE = 40


@dataclass(frozen=True)
class Value:
    """A value and what kind of thing it is, so that a page can put it in the reader's language.

    `value` is a Word, a PartialDate, a day, an instant, a bool, a charge, another claim, a code of a country
    or a language, codes of criteria, nothing for a secret, and else text.
    """

    kind: Literal[
        "word", "when", "day", "instant", "yes", "charge", "claim", "country", "tongue", "criteria",
        "secret", "quote", "text",
    ]  # fmt: skip
    value: Any


@dataclass(frozen=True)
class ColumnChange:
    """One column that changed; None where there was or is nothing.

    `runs` are the words of two longer texts that stayed, went and came, and empty for other values.
    """

    label: str
    old: Value | None
    new: Value | None
    runs: list[DiffPart]

    @property
    def reversed(self) -> "ColumnChange":
        """The same change the other way round."""
        return ColumnChange(self.label, self.new, self.old, _runs(self.new, self.old))


def column_changes(
    table: str, columns: Mapping[str, tuple[Any, Any]], row: Any, referred: Mapping[UUID, Any]
) -> Iterator[ColumnChange]:
    """Yield in words what changed in columns, each a pair of recorded values, in a steady order.

    `row` is the row as it is now, if it is there; `referred` holds the rows that keys within the values name.
    """
    for key, label in COLUMNS[table].items():
        if key in columns:
            old, new = (_value(table, key, plain, columns, row, referred) for plain in columns[key])
            if old or new:
                yield ColumnChange(label, old, new, _runs(old, new))


def _value(
    table: str,
    key: str,
    plain: Any,
    columns: Mapping[str, tuple[Any, Any]],
    row: Any,
    referred: Mapping[UUID, Any],
) -> Value | None:
    if plain is None or plain == "":
        return None
    if key in SECRET:
        return Value("secret", None)
    column = column_of(table, key)
    if key.endswith("_edtf"):
        return Value("when", PartialDate.parse(plain))
    if column.foreign_keys:
        return _reference(referred.get(UUID(plain)))
    if table == "personal_fact" and key == "value":
        return _fact(plain, columns, row)
    if key == "named_accounts":
        return Value("text", ", ".join(sorted(referred[UUID(name)].name for name in plain.split())))
    if key in ("country", "language", "criteria"):
        return Value("tongue" if key == "language" else key, plain)  # type: ignore[arg-type]
    return _plain(table, typed_value(table, key, plain))


def _plain(table: str, value: Any) -> Value:
    match value:
        case Word():
            return Value("word", value)
        case bool():
            return Value("yes", value)
        case datetime():
            return Value("instant", value)
        case date():
            return Value("day", value)
    text = str(value)
    if table == "source_version" and len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    return Value("text", text)


def _reference(named: Any) -> Value | None:
    match named:
        case Passage():
            return Value("quote", named.exact)
        case Provision():
            return Value("text", cited_as(named))
        case Charge():
            return Value("charge", named)
        case StatusEvent():
            return Value("claim", named)
        case Person():
            return Value("text", named.reference)
        case CourtCase():
            return Value("text", f"{named.reference} {named.name}")
        case Organization() | Account():
            return Value("text", named.name)
    return None


def _fact(plain: str, columns: Mapping[str, tuple[Any, Any]], row: PersonalFact | None) -> Value:
    """Return a fact's value: a word where the fact is one of those that are told by code."""
    kinds = {*columns.get("fact", ()), row.fact if row else None}
    for kind in FACT_WORDS:
        word = fact_word(kind, plain) if kind in kinds else None
        if word is not None:
            return Value("word", word)
    return Value("text", plain)


def _runs(old: Value | None, new: Value | None) -> list[DiffPart]:
    if old is None or new is None or (old.kind, new.kind) != ("text", "text"):
        return []
    return word_diff(old.value, new.value) if min(len(old.value), len(new.value)) > _LINE else []
