"""The JSON schemas of the Reconciliation Service API 0.2, as far as this service answers and is asked."""

# https://reconciliation-api.github.io/specs/0.2/schemas/

from typing import Any

TEXT = {"type": "string"}
PATTERN = {"type": "string", "pattern": r".*\{\{id\}\}.*"}
NAMED = {"type": "object", "properties": {"id": TEXT, "name": TEXT}, "required": ["id"]}
TYPE: dict[str, Any] = {"oneOf": [NAMED, TEXT]}
SERVICE = {"type": "object", "properties": {"service_url": TEXT, "service_path": TEXT}}
MANIFEST = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"enum": ["0.2"]}},
        "name": TEXT, "identifierSpace": TEXT, "schemaSpace": TEXT, "documentation": TEXT,
        "serviceVersion": TEXT, "logo": TEXT, "batchSize": {"type": "integer"},
        "view": {"type": "object", "properties": {"url": PATTERN}, "required": ["url"]},
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
        "suggest": {
            "type": "object", "properties": {"entity": SERVICE, "property": SERVICE, "type": SERVICE},
        },
        "preview": {
            "type": "object",
            "properties": {"url": PATTERN, "width": {"type": "integer"}, "height": {"type": "integer"}},
            "required": ["url", "width", "height"],
        },
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
}  # fmt: skip
VALUE = {
    "oneOf": [
        TEXT, {"type": "number"}, {"type": "boolean"}, NAMED,
    ]
}  # fmt: skip
QUERIES = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "query": TEXT,
            "type": {"oneOf": [TEXT, {"type": "array", "items": TEXT}]},
            "limit": {"type": "number"},
            "properties": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"pid": TEXT, "v": {"oneOf": [VALUE, {"type": "array", "items": VALUE}]}},
                    "required": ["pid", "v"],
                },
            },
            "type_strict": {"enum": ["any", "should", "all"]},
        },
        "anyOf": [
            {"required": ["query"]},
            {"required": ["properties"], "properties": {"properties": {"type": "array", "minItems": 1}}},
        ],
        "additionalProperties": False,
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "id": TEXT, "name": TEXT, "description": TEXT, "score": {"type": "number"},
                        "match": {"type": "boolean"}, "type": {"type": "array", "items": TYPE},
                    },
                    "required": ["id", "name", "score"],
                },
            }
        },
        "required": ["result"],
    },
}  # fmt: skip
SUGGESTIONS = {
    "type": "object",
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": TEXT, "name": TEXT, "description": TEXT},
                "required": ["id", "name"],
            },
        }
    },
    "required": ["result"],
}
