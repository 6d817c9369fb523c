"""The columns of the data package: what each holds, and of which type it is."""

from typing import NamedTuple

from webapp.domain.publishing.people_columns import LIST_COLUMNS


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
OWN_COLUMNS: dict[str, tuple[Column, ...]] = {
    "person_names": (
        _text("text", "the name as spelled"), _text("script", "ISO 15924"), _text("language", "BCP 47"),
        _text("name_kind", "main, alias, birth, religious, as_printed or transliteration"),
        _text("given", "given name"), _text("patronymic", "patronymic"), _text("family", "family name"),
    ),
    "status_events": (
        _text("status", "what, after HURIDOCS"), _text("cause", "why it ended"),
        *_dated("since", "since when"), _text("place_reference", "the place, an organization"),
        _text("place_words", "the place in the source's words"),
        _text("authority_reference", "who ordered it, an organization"),
    ),
    "charges": (
        _text("provision", "number, code, country and year of the provision"),
        _text("offence", "in the source's words"),
        _text("characterisation", "the source's own judgement of the charge"),
    ),
    "charge_steps": (
        _text("charge_id", "the claim in charges"), _text("step", "what happened to the charge"),
        *_dated("date", "when"), _text("court_reference", "an organization"),
        _text("from_provision", "requalified from"), _text("to_provision", "requalified to"),
        _text("sentence", "term, life, death or fine"), Column("years", "integer", "of the term"),
        Column("months", "integer", "of the term"), Column("days", "integer", "of the term"),
        Column("suspended", "boolean", "whether the sentence is suspended"),
        Column("fine_amount", "integer", "in whole units"), _text("fine_currency", "ISO 4217"),
    ),
    "affiliations": (
        _text("organization_reference", "the organization"), _text("role", "the person's role in it"),
        _text("occupation", "code"), *_dated("since", "from when"), *_dated("until", "until when"),
    ),
    "treatments": (
        _text("act", "the act, after HURIDOCS"), *_dated("date", "when"),
        _text("perpetrator_reference", "the alleged perpetrator, an organization"),
        _text("perpetrator_words", "the alleged perpetrator in the source's words"),
    ),
    "assessments": (
        _text("organization_reference", "who assesses"), _text("scheme", "by which scheme"),
        _text("criteria", "codes of the scheme, separated by a space"), _text("outcome", "the outcome"),
        _text("list_group", "group within the organization's own list"), *_dated("date", "when"),
    ),
    "personal_facts": (
        _text("fact", "which fact"), _text("value", "its value, a code for sex and occupation"),
        _text("words", "the source's words"), *_dated("date", "the date, for birth and death"),
    ),
}  # fmt: skip
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
ORGANIZATION_COLUMNS = (
    _text("reference", "what people quote, never reused"), _text("name", "main name"), _text("kind", "kind"),
    _text("country", "ISO 3166-1 alpha-2"), _text("parent_reference", "the body that it belongs to"),
)  # fmt: skip
