"""The description of the interface for programs, made of the vocabularies and the tables (OpenAPI 3.1)."""

from typing import Any

from sqlalchemy import Boolean, Enum, Integer, inspect

from webapp.domain.claims.kinds import KINDS, Kind
from webapp.domain.lists.filter import FIELDS
from webapp.models import Base, Charge, Organization, Provision
from webapp.vocab.claims import ClaimState, Credibility, Rank, Stance
from webapp.vocab.liberty import Held, Status, StatusDetail
from webapp.vocab.licence import Licence
from webapp.vocab.sources import Reliability
from webapp.vocab.words import Word

PAGE, MOST = 50, 100
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": "integer"}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}
_REFERRED: dict[type[Base], str] = {
    Organization: "Organization", Provision: "Provision", Charge: "ChargeReference",
}  # fmt: skip


def openapi(*, public_url: str, licence: Licence | None = None) -> dict[str, Any]:
    """Return the description of every operation, of what it takes and of all that it may answer."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Habeas",
            "version": "1",
            "description": (
                "What is public, to read. Within version 1 nothing is renamed or taken away; fields are"
                " added."
            ),
            **({"license": {"name": licence.name, "url": licence.url}} if licence else {}),
        },
        "servers": [{"url": public_url}],
        "paths": {
            "/api/v1/people": {"get": _operation("people", "People of a list", "PeoplePage", [
                *(_parameter(name, field.label) for name, field in FIELDS.items()),
                _parameter("size", f"How many on a page: 1 to {MOST}, {PAGE} unless said", _NUMBER),
                _parameter("after", "Where the page begins: from `next` of the one before"),
            ])},
            "/api/v1/people/{reference}": {"get": _operation("person", "One person", "Person", [
                {"name": "reference", "in": "path", "required": True, "schema": _TEXT},
                _parameter("as_of", FIELDS["as_of"].label), _parameter("known_on", FIELDS["known_on"].label),
            ])},
        },
        "components": {"schemas": _schemas()},
    }  # fmt: skip


def _operation(name: str, summary: str, schema: str, parameters: list[Schema]) -> Schema:
    problem = {"application/problem+json": {"schema": _referred("Problem")}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": summary,
                "content": {"application/json": {"schema": _referred(schema)}},
                "headers": {"ETag": {"schema": _TEXT}},
            },
            "304": {"description": "It did not change since the tag of If-None-Match was given."},
            "400": {"description": "A parameter is wrong; `detail` names it.", "content": problem},
            "404": {"description": "There is none, or it is not open to you.", "content": problem},
            "503": {"description": "Busy; come back after Retry-After.", "content": problem},
        },
    }


def _parameter(name: str, description: str, schema: Schema | None = None) -> Schema:
    many = isinstance(getattr(FIELDS.get(name), "open", None), tuple)
    kind = {"type": "array", "items": _TEXT} if many else schema or _TEXT
    return {"name": name, "in": "query", "description": description, "schema": kind}


def _schemas() -> dict[str, Schema]:
    kinds = {f"{KINDS[word].model.__name__}Claim": _claim(KINDS[word]) for word in KINDS}
    return {
        "PeoplePage": _object(
            total=_NUMBER, day={"type": "string", "format": "date"}, known_on=_TEXT_OR_NULL,
            next={"type": ["string", "null"], "format": "uri"},
            people={"type": "array", "items": _referred("Person")},
        ),
        "Person": _object(
            reference=_TEXT, url=_ADDRESS, name=_TEXT, other_names={"type": "array", "items": _TEXT},
            current=_referred("Current"),
            claims={"type": "array", "items": {"oneOf": [_referred(name) for name in kinds]}},
        ),
        "Current": _object(
            day={"type": "string", "format": "date"}, held=_word(Held),
            statuses={"type": "array", "items": _word(Status)},
            details={"type": "array", "items": _word(StatusDetail)},
            since=_or_null("Date"), last_word_on=_DAY_OR_NULL,
        ),
        **kinds,
        "Quotation": _object(
            id=_TEXT, url=_ADDRESS, exact=_TEXT, prefix=_TEXT, suffix=_TEXT, start=_NUMBER, end=_NUMBER,
            page={"type": ["integer", "null"]}, stance=_word(Stance), credibility=_word(Credibility),
            text_sha256=_TEXT_OR_NULL, source=_referred("QuotedSource"),
        ),
        "QuotedSource": _object(
            reference=_TEXT, url=_ADDRESS, title=_TEXT, version=_NUMBER, date=_or_null("Date"),
            reliability=_word(Reliability), found_at=_TEXT_OR_NULL, archived_at=_TEXT_OR_NULL,
        ),
        "Date": _object(edtf=_TEXT, earliest=_DAY_OR_NULL, latest=_DAY_OR_NULL)
        | {"description": "A date at the precision given (EDTF), and the days that it may mean."},
        "Organization": _object(reference=_TEXT, name=_TEXT, url=_ADDRESS),
        "Provision": _object(cited_as=_TEXT, url=_ADDRESS),
        "ChargeReference": _object(claim_id=_TEXT),
        "Problem": _object(type=_TEXT, title=_TEXT, status=_NUMBER, detail=_TEXT),
    }  # fmt: skip


def _claim(kind: Kind) -> Schema:
    return _object(
        id=_TEXT, kind={"const": kind.word.value}, url=_ADDRESS, rank=_word(Rank), rank_reason=_TEXT_OR_NULL,
        state=_word(ClaimState), note=_TEXT_OR_NULL, recorded_at={"type": "string", "format": "date-time"},
        values=_object(**{name: _value(kind, name) for name in kind.columns}),
        quotations={"type": "array", "items": _referred("Quotation"), "minItems": 1},
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


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _word(words: type[Word]) -> Schema:
    return {"enum": [word.value for word in words]}


def _referred(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(name: str) -> Schema:
    return {"oneOf": [_referred(name), {"type": "null"}]}
