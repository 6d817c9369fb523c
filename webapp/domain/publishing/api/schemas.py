"""What the interface for programs answers, made of the vocabularies and the tables (JSON Schema)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Enum, Integer, inspect

from webapp.domain.claims.kinds import KINDS, Kind
from webapp.models import Base, Charge, CourtCase, Organization, Provision
from webapp.vocab.charges import Instance
from webapp.vocab.claims import ClaimKind, ClaimState, Credibility, Rank, Stance
from webapp.vocab.liberty import Held, Status, StatusDetail
from webapp.vocab.organizations import OrganizationFactKind, OrganizationKind
from webapp.vocab.people import PublicationState
from webapp.vocab.sources import Reliability, SourceKind
from webapp.vocab.words import Word

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_DAY: Schema = {"type": "string", "format": "date"}
_DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}
_TEXTS: Schema = {"type": "array", "items": TEXT}
_INSTANT: Schema = {"type": "string", "format": "date-time"}
_REFERRED: dict[type[Base], str] = {
    Organization: "Organization", Provision: "Provision", Charge: "ChargeReference",
    CourtCase: "CourtCase",
}  # fmt: skip
_WORDS: tuple[type[Word], ...] = (
    ClaimKind, ClaimState, Credibility, Held, Instance, OrganizationKind, PublicationState, Rank, Reliability,
    SourceKind, Stance, Status, StatusDetail,
)  # fmt: skip


def schemas() -> dict[str, Schema]:
    """Return the schema of everything that the interface answers, by its name."""
    kinds = {f"{KINDS[word].model.__name__}Claim": _claim(KINDS[word]) for word in KINDS}
    return {
        "PeoplePage": _object(
            total=NUMBER, day=_DAY, known_on=_TEXT_OR_NULL,
            next={"type": ["string", "null"], "format": "uri"},
            people={"type": "array", "items": referred("Person")},
        ),
        "Person": _object(
            reference=TEXT, url=_ADDRESS, name=TEXT, other_names={"type": "array", "items": TEXT},
            current=referred("Current"),
            claims={"type": "array", "items": {"oneOf": [referred(name) for name in kinds]}},
        ),
        "Current": _object(
            day=_DAY, held=_word(Held),
            statuses={"type": "array", "items": _word(Status)},
            details={"type": "array", "items": _word(StatusDetail)},
            since=_or_null("Date"), last_word_on=_DAY_OR_NULL, term_ends_on=_DAY_OR_NULL,
            announced=_or_null("Announcement"),
        ),
        "Announcement": _object(status=_word(Status), edtf=_TEXT_OR_NULL),
        **kinds,
        "Citation": {
            "allOf": [
                referred("Quotation"),
                _object(claim={"oneOf": [referred(name) for name in kinds]}, person=TEXT),
            ]
        },
        "Quotation": _object(
            id=TEXT, url=_ADDRESS, exact=TEXT, prefix=TEXT, suffix=TEXT, start=NUMBER, end=NUMBER,
            page={"type": ["integer", "null"]}, stance=_word(Stance), credibility=_word(Credibility),
            text_sha256=_TEXT_OR_NULL, source=referred("QuotedSource"),
        ),
        "QuotedSource": _object(
            reference=TEXT, url=_ADDRESS, title=TEXT, version=NUMBER, date=_or_null("Date"),
            reliability=_word(Reliability), found_at=_TEXT_OR_NULL, archived_at=_TEXT_OR_NULL,
        ),
        "Date": _object(edtf=TEXT, earliest=_DAY_OR_NULL, latest=_DAY_OR_NULL)
        | {"description": "A date at the precision given (EDTF), and the days that it may mean."},
        "Organization": _object(reference=TEXT, name=TEXT, url=_ADDRESS),
        "CourtCase": _object(reference=TEXT, name=TEXT, url=_ADDRESS),
        "Provision": _object(cited_as=TEXT, url=_ADDRESS),
        "ChargeReference": _object(claim_id=TEXT),
        "SourcesPage": _page(sources=referred("Source")),
        "Source": _object(
            reference=TEXT, url=_ADDRESS, title=TEXT, kind=_word(SourceKind), state=_word(PublicationState),
            publisher=_or_null("Organization"), authors=_TEXT_OR_NULL, language=_TEXT_OR_NULL,
            date=_or_null("Date"), found_at=_TEXT_OR_NULL, archived_at=_TEXT_OR_NULL,
            shelf_mark=_TEXT_OR_NULL, reliability=_word(Reliability),
            versions={"type": "array", "items": referred("Version")},
        ),
        "Version": _object(
            number=NUMBER, text_sha256=_TEXT_OR_NULL, bytes_sha256=_TEXT_OR_NULL,
            text_length={"type": ["integer", "null"]}, media_type=_TEXT_OR_NULL,
            retrieved_at=_INSTANT | {"type": ["string", "null"]},
        ),
        "OrganizationsPage": _page(organizations=referred("OrganizationRecord")),
        "OrganizationRecord": _object(
            reference=TEXT, url=_ADDRESS, name=TEXT, names={"type": "array", "items": TEXT},
            kind=_word(OrganizationKind), country=_TEXT_OR_NULL, state=_word(PublicationState),
            parent=_or_null("Organization"),
            facts={"type": "array", "items": referred("OrganizationFact")},
        ),
        "OrganizationFact": _object(
            kind=_word(OrganizationFactKind), text=TEXT, language=_TEXT_OR_NULL, since=_or_null("Date"),
            until=_or_null("Date"), exact=TEXT, start=NUMBER, end=NUMBER, text_sha256=TEXT, source=_ADDRESS,
        ),
        "Cases": _object(total=NUMBER, cases={"type": "array", "items": referred("CaseRecord")}),
        "CaseRecord": _object(
            reference=TEXT, url=_ADDRESS, name=TEXT, other_names=_TEXTS, number=_TEXT_OR_NULL,
            court=_or_null("Organization"), instance=_word(Instance), earlier=_or_null("CourtCase"),
            state=_word(PublicationState), accused=_TEXTS,
        ),
        "Provisions": _object(
            total=NUMBER, provisions={"type": "array", "items": referred("ProvisionRecord")}
        ),
        "ProvisionRecord": _object(
            url=_ADDRESS, cited_as=TEXT, number=TEXT, title=_TEXT_OR_NULL, code=TEXT, code_title=TEXT,
            country=TEXT, year=NUMBER,
            counting_rules={"type": "array", "items": referred("CountingRule")},
        ),
        "CountingRule": _object(
            held_in=_word(Status), regime=_TEXT_OR_NULL, days_of_term=NUMBER, for_days_held=NUMBER,
            since=_DAY_OR_NULL, until=_DAY_OR_NULL, exact=TEXT, start=NUMBER, end=NUMBER, text_sha256=TEXT,
            source=_ADDRESS,
        ),
        "Places": _object(
            total=NUMBER,
            places={"type": "array", "items": _object(
                name=TEXT, url=_ADDRESS, people=NUMBER, organization=_or_null("Organization"),
            )},
        ),
        "Issues": _object(total=NUMBER, issues={"type": "array", "items": referred("Issue")}),
        "Issue": _object(
            number=NUMBER, url=_ADDRESS, csv=_ADDRESS, title=TEXT, note=_TEXT_OR_NULL, filter=TEXT,
            as_of=_DAY, made_at=_INSTANT, people=NUMBER, sha256=TEXT, lines_withheld=NUMBER, file_sha256=TEXT,
        ),
        "Vocabulary": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": _object(
                code=TEXT, label=TEXT, definition=TEXT, origin=TEXT,
            )},
        },
        "Changes": _object(
            next=TEXT, changed=_TEXTS, gone=_TEXTS, sources=_object(changed=_TEXTS, gone=_TEXTS),
            organizations=_object(changed=_TEXTS, gone=_TEXTS), cases=_object(changed=_TEXTS, gone=_TEXTS),
        )
        | {
            "description": "Of people; of sources, organizations and cases each under its name. Some may be"
            " told twice; nothing tells why a record is gone. Citations and hearings belong to the people's"
            " records; places, provisions and issues are answered whole."
        },
        "Problem": _object(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT),
    }  # fmt: skip


def _claim(kind: Kind) -> Schema:
    return _object(
        id=TEXT, kind={"const": kind.word.value}, url=_ADDRESS, rank=_word(Rank), rank_reason=_TEXT_OR_NULL,
        state=_word(ClaimState), note=_TEXT_OR_NULL, recorded_at=_INSTANT,
        values=_object(**{name: _value(kind, name) for name in kind.columns}),
        quotations={"type": "array", "items": referred("Quotation"), "minItems": 1},
    )  # fmt: skip


def _value(kind: Kind, name: str) -> Schema:
    """Return the schema of an attribute, as its column and the words of the kind have it."""
    mapper, (_, description) = inspect(kind.model), kind.columns[name]
    if name in mapper.composites:
        return _or_null("Date") | {"description": description}
    if name in mapper.relationships:
        target = _REFERRED[mapper.relationships[name].mapper.class_]
        return _or_null(target) | {"description": description}
    match mapper.columns[name].type:
        case Enum(enum_class=words) if words:
            return {"enum": [*(word.value for word in words), None], "description": description}
        case Integer():
            return {"type": ["integer", "null"], "description": description}
        case Boolean():
            return {"type": ["boolean", "null"], "description": description}
        case _:
            return _TEXT_OR_NULL | {"description": description}


def vocabulary() -> dict[str, list[dict[str, str]]]:
    """Return every word that the interface may answer, with its definition and where it is from."""
    words = {kind.__name__: kind for kind in (*_WORDS, *_words_of_claims())}
    return {
        name: [
            {"code": word.value, "label": word.label, "definition": word.definition, "origin": word.origin}
            for word in kind
        ]
        for name, kind in sorted(words.items())
    }


def _words_of_claims() -> Iterator[type[Word]]:
    for kind in KINDS.values():
        for column in inspect(kind.model).columns:
            words = getattr(column.type, "enum_class", None)
            if words is not None and issubclass(words, Word):
                yield words


def _page(**items: Schema) -> Schema:
    lists = {name: {"type": "array", "items": schema} for name, schema in items.items()}
    return _object(total=NUMBER, next={"type": ["string", "null"], "format": "uri"}, **lists)


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _word(words: type[Word]) -> Schema:
    return {"enum": [word.value for word in words]}


def referred(name: str) -> Schema:
    """Return a reference to a schema of the description."""
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(name: str) -> Schema:
    return {"oneOf": [referred(name), {"type": "null"}]}
