"""The columns of the data package: what each holds, and of which type it is."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Integer, inspect

from webapp.domain.claims.kinds import KINDS, Kind
from webapp.domain.publishing.people_columns import LIST_COLUMNS
from webapp.models import Base, Charge, CourtCase, Organization, Provision
from webapp.vocab.claims import ClaimKind

# How a column is named that refers to a row, and of which type one is that holds no text.
_SUFFIXES: dict[type[Base], str] = {
    Organization: "_reference", CourtCase: "_reference", Provision: "", Charge: "_id",
}  # fmt: skip
_TYPES: dict[type[Any], str] = {Integer: "integer", Boolean: "boolean"}


class Column(NamedTuple):
    """A column: its name, its Frictionless type, and what it holds."""

    name: str
    type: str
    description: str


def _text(name: str, description: str) -> Column:
    return Column(name, "string", description)


def _dated(prefix: str, description: str) -> tuple[Column, ...]:
    return (
        _text(f"{prefix}_edtf", f"{description}, at the precision given (EDTF, ISO 8601-2:2019 level 1)"),
        Column(f"{prefix}_earliest", "date", f"{description}: the earliest day that it may mean"),
        Column(f"{prefix}_latest", "date", f"{description}: the latest day that it may mean"),
    )


def _own_columns(kind: Kind) -> Iterator[Column]:
    """Yield the columns of what only claims of one kind have, in the order of the table of kinds."""
    mapper = inspect(kind.model)
    for name, (_, description) in kind.columns.items():
        if name in mapper.composites:
            yield from _dated(name, description)
        elif name in mapper.relationships:
            yield _text(f"{name}{_SUFFIXES[mapper.relationships[name].mapper.class_]}", description)
        else:
            stored = mapper.columns[name].type
            yield Column(name, _TYPES.get(type(stored), "string"), description)


PERSON_COLUMNS = tuple(Column(column.name, column.type, column.description) for column in LIST_COLUMNS)
CLAIM_COLUMNS = (
    _text("claim_id", "key of the claim"),
    _text("person_reference", "of whom it is said"),
    _text("citation_id", "the leading citation, the passage that the claim rests on"),
    _text("state", "draft, in_review or published"),
    _text("rank", "preferred, normal or deprecated"),
    _text("rank_reason", "why it is preferred or deprecated"),
    _text("visibility", "public or internal"),
    _text("note", "a note on the claim"),
)
# How a curator states that events stand to each other, which belongs to no claim's own content.
_STATED_ORDER = (
    _text("after_id", "the event of the person that a curator states it came after"),
    _text("disputes_id", "the event of the person that a curator states it contradicts"),
    _text("order_reason", "why the curator states so"),
)
OWN_COLUMNS = {word: tuple(_own_columns(KINDS[word])) for word in ClaimKind}
OWN_COLUMNS[ClaimKind.STATUS_EVENT] += _STATED_ORDER
CITATION_COLUMNS = (
    _text("citation_id", "key of the citation"), _text("claim_id", "the claim that rests on it"),
    _text("claim_kind", "in which table the claim stands"), _text("person_reference", "of whom it is said"),
    _text("source_reference", "the source"),
    _text("version_sha256", "SHA-256 of the canonical text's UTF-8 bytes"),
    Column("start", "integer", "first code point of the passage"),
    Column("end", "integer", "the code point after its last"), _text("exact", "the passage itself"),
    _text("stance", "supports, contradicts or mentions"),
    _text("credibility", "Admiralty grading of the information, 1 to 6"),
)  # fmt: skip
PASSAGE_COLUMNS = (
    _text("passage_id", "key of the passage"), _text("source_reference", "the source"),
    Column("version", "integer", "number of the source's version"),
    Column("start", "integer", "first code point"), Column("end", "integer", "the code point after the last"),
    _text("exact", "the passage itself"), _text("prefix", "what stands before it"),
    _text("suffix", "what stands after it"), Column("page", "integer", "page of the document"),
)  # fmt: skip
VERSION_COLUMNS = (
    _text("source_reference", "the source"), Column("number", "integer", "number of the version"),
    _text("bytes_sha256", "SHA-256 of the bytes as collected"),
    _text("text_sha256", "SHA-256 of the canonical text's UTF-8 bytes"),
    Column("text_length", "integer", "code points of the text"), _text("media_type", "of the bytes"),
    _text("extractor", "what made the text"), Column("retrieved_at", "datetime", "when, in UTC"),
)  # fmt: skip
SOURCE_COLUMNS = (
    _text("reference", "what people quote, never reused"), _text("title", "title"), _text("kind", "kind"),
    _text("publisher_reference", "the publisher, an organization"), _text("authors", "authors"),
    _text("language", "BCP 47"), _text("date_edtf", "date of the document (EDTF)"),
    _text("url", "where it was found"), _text("archive_url", "an archived copy"),
    _text("shelf_mark", "where the original lies"),
    _text("reliability", "Admiralty grading of the source, A to F"),
)  # fmt: skip
CASE_COLUMNS = (
    _text("reference", "what people quote, never reused"), _text("name", "main name"),
    _text("other_names", "further names, separated by semicolons"), _text("number", "as the court writes it"),
    _text("court_reference", "the court, an organization"), _text("instance", "level of the court"),
    _text("earlier_reference", "the case of the lower instance that led to this one"),
)
ORGANIZATION_COLUMNS = (
    _text("reference", "what people quote, never reused"), _text("name", "main name"), _text("kind", "kind"),
    _text("country", "ISO 3166-1 alpha-2"), _text("parent_reference", "the body that it belongs to"),
)  # fmt: skip
_PASSAGE_PLACE = (
    _text("note", "a note on it"), _text("source_reference", "the source"),
    _text("version_sha256", "SHA-256 of the canonical text's UTF-8 bytes"),
    Column("start", "integer", "first code point of the passage"),
    Column("end", "integer", "the code point after its last"), _text("exact", "the passage itself"),
)  # fmt: skip
COUNTING_RULE_COLUMNS = (
    _text("rule_id", "key of the rule"), _text("country", "ISO 3166-1 alpha-2"),
    _text("code", "the code of law, by the short name people write"),
    Column("year", "integer", "of its edition"), _text("held_in", "what somebody is held in"),
    _text("regime", "of the term; empty: of every term"),
    Column("days_of_term", "integer", "so many days of the term are served"),
    Column("for_days_held", "integer", "by so many days held before the judgment"),
    Column("since", "date", "the first day on which it holds"),
    Column("until", "date", "the last day on which it holds"), *_PASSAGE_PLACE,
)  # fmt: skip
ORGANIZATION_FACT_COLUMNS = (
    _text("fact_id", "key of the fact"), _text("organization_reference", "of which place it is told"),
    _text("kind", "letter_address, letters, parcels, visits, calls or money"),
    _text("text", "the address line by line, or the rule"), _text("language", "BCP 47"),
    *_dated("since", "from when it holds"), *_dated("until", "until when it held"),
    *_PASSAGE_PLACE,
)  # fmt: skip
