"""The description of the interface for programs: its operations and what they take (OpenAPI 3.1)."""

from typing import Any

from webapp.domain.lists.filter import FIELDS
from webapp.domain.lists.filter_fields import Field
from webapp.domain.publishing.api.schemas import NUMBER, TEXT, Schema, referred, schemas
from webapp.vocab.licence import Licence

PAGE, MOST = 50, 100
_SIZE = NUMBER | {"minimum": 1, "maximum": MOST, "default": PAGE}


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
        "paths": {f"/api/v1{path}": {"get": operation} for path, operation in _operations().items()},
        "components": {"schemas": schemas()},
    }


def _operations() -> dict[str, Schema]:
    paging = [
        _parameter("size", f"How many on a page: 1 to {MOST}, {PAGE} unless said", _SIZE),
        _parameter("after", "Where the page begins: from `next` of the one before"),
    ]
    days = [_parameter(name, FIELDS[name].label) for name in ("as_of", "known_on")]
    filtering = [_parameter(name, field.label) for name, field in FIELDS.items()]
    reference = {"name": "reference", "in": "path", "required": True, "schema": TEXT}
    number = reference | {"name": "number", "schema": NUMBER | {"minimum": 0}}
    since = _parameter("since", "An instant, such as 2026-11-22T09:00:00Z: `next` of the last answer; or all")
    return {
        "/people": _operation("list_people", "People of a list", "PeoplePage", [*filtering, *paging]),
        "/people/{reference}": _operation("person", "One person", "Person", [reference, *days]),
        "/sources": _operation("list_sources", "Sources", "SourcesPage", paging),
        "/sources/{reference}": _operation("source", "One source", "Source", [reference]),
        "/organizations": _operation("list_organizations", "Organizations", "OrganizationsPage", paging),
        "/organizations/{reference}": _operation(
            "organization", "One organization", "OrganizationRecord", [reference]
        ),
        "/citations/{citation_id}": _operation(
            "citation", "A citation and its claim", "Citation", [_key("citation_id")]
        ),
        "/places": _operation("places", "Places, and of how many people they are told", "Places", []),
        "/provisions": _operation("provisions", "Provisions of law", "Provisions", []),
        "/provisions/{provision_id}": _operation(
            "provision", "One provision of law", "ProvisionRecord", [_key("provision_id")]
        ),
        "/cases": _operation("cases", "Cases before courts", "Cases", []),
        "/cases/{reference}": _operation("case", "One case", "CaseRecord", [reference]),
        "/issues": _operation("issues", "Numbered issues of the list", "Issues", []),
        "/issues/{number}": _operation("issue", "One issue of the list", "Issue", [number]),
        "/vocabulary": _operation("vocabulary", "The words of every closed list", "Vocabulary", []),
        "/changes": _operation(
            "changes", "Which records changed since an instant, and which are public no more", "Changes",
            [since],
        ),
    }  # fmt: skip


def _operation(name: str, summary: str, schema: str, parameters: list[Schema]) -> Schema:
    problem = {"application/problem+json": {"schema": referred("Problem")}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": summary,
                "content": {"application/json": {"schema": referred(schema)}},
                "headers": {"ETag": {"schema": TEXT}},
            },
            "304": {"description": "It did not change since the tag of If-None-Match was given."},
            "400": {"description": "A parameter is wrong; `detail` names it.", "content": problem},
            "404": {"description": "There is none, or it is not open to you.", "content": problem},
            "503": {"description": "Busy; come back after Retry-After.", "content": problem},
        },
    }


def _key(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": TEXT | {"format": "uuid"}}


def _parameter(name: str, description: str, schema: Schema | None = None) -> Schema:
    field = FIELDS.get(name)
    schema = schema or (_of_field(field) if field else TEXT)
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _of_field(field: Field) -> Schema:
    """Return what may be written for a field of the filter; nothing is as if it were not there."""
    many = isinstance(field.open, tuple)
    value = dict(TEXT)
    if field.words:
        value["enum"] = ["", *(word.value for word in field.words)]
    elif field.own_words and not many:
        value["enum"] = ["", *field.own_words]
    elif field.open is False:
        value["enum"] = ["", "yes"]
    return {"type": "array", "items": value} if many else value
