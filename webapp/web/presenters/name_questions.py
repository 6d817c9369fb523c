"""The Reconciliation Service API 0.2 in JSON: what a program may ask, its questions, and the answers."""

# https://reconciliation-api.github.io/specs/0.2/

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import gettext

from webapp.domain.reconciling.matching import MOST, PROPERTIES, LikelyPerson, NameQuestion
from webapp.domain.refusals import Refused
from webapp.models import PersonSummary
from webapp.vocab.words import N_
from webapp.web.db import engines
from webapp.web.printed_values import status_word

PERSON = {"id": "person", "name": "Person"}
MOST_QUESTIONS = 100
_LONGEST = 1_000


def manifest() -> dict[str, Any]:
    """Return what the service is and offers."""
    address = engines().settings.public_url
    root = urlsplit(address)._replace(path="").geturl()
    paths = {name: url_for("reconciling.suggest", kind=name) for name in ("entity", "property", "type")}
    return {
        "versions": ["0.2"],
        "name": "Habeas",
        "identifierSpace": f"{address}/people/",
        "schemaSpace": f"{address}/api/v1/vocabulary",
        "documentation": f"{address}/api/v1/",
        "serviceVersion": version("habeas"),
        "defaultTypes": [PERSON],
        "view": {"url": f"{address}/people/{{{{id}}}}"},
        "preview": {"url": f"{address}/reconcile/preview/{{{{id}}}}", "width": 400, "height": 200},
        "suggest": {
            name: {"service_url": root, "service_path": path} for name, path in paths.items()
        },
        "batchSize": 50,
    }  # fmt: skip


def questions(typed: str) -> dict[str, NameQuestion | None]:
    """Return the questions of a batch by their keys; None is one about another type than persons.

    Raises Refused at field `queries` for what the specification does not allow.
    """
    try:
        batch = json.loads(typed)
    except (ValueError, RecursionError):
        batch = None
    if not isinstance(batch, dict) or not all(isinstance(query, dict) for query in batch.values()):
        raise Refused("queries", N_("Write queries as an object of objects, as in Reconciliation API 0.2."))
    if len(batch) > MOST_QUESTIONS:
        raise Refused("queries", N_("Ask at most %(most)s questions at once."), most=MOST_QUESTIONS)
    return {key: _question(query) for key, query in batch.items()}


def match_json(match: LikelyPerson) -> dict[str, Any]:
    """Return somebody who may be meant, as a candidate of the specification."""
    return suggestion_json(match.person) | {
        "type": [PERSON],
        "score": round(match.score * 100, 2),
        "match": match.certain,
    }


def suggestion_json(person: PersonSummary) -> dict[str, Any]:
    """Return a person as a suggestion, with what tells namesakes apart."""
    return {"id": person.reference, "name": person.name, "description": description(person)}


def property_json(name: str) -> dict[str, Any]:
    """Return something that may be told of a person."""
    return {"id": name, "name": gettext(PROPERTIES[name])}


def description(person: PersonSummary) -> str:
    """Return in few words what is known of a person."""
    born = gettext("born %(when)s", when=person.born) if person.born else ""
    return ", ".join(filter(None, (status_word(person), born, person.occupation)))


def _question(query: dict[str, Any]) -> NameQuestion | None:
    name, limit, properties = query.get("query", ""), query.get("limit", 5), query.get("properties", [])
    types = query.get("type") or PERSON["id"]
    whole = isinstance(name, str) and isinstance(properties, list) and len(properties) <= _LONGEST
    if not whole or isinstance(limit, bool) or not isinstance(limit, int | float):
        raise Refused("queries", N_("Write queries as an object of objects, as in Reconciliation API 0.2."))
    if PERSON["id"] not in ([types] if isinstance(types, str) else types if isinstance(types, list) else []):
        return None
    known: dict[str, list[str]] = {}
    for each in properties:
        if isinstance(each, dict) and isinstance(each.get("pid"), str):
            known.setdefault(each["pid"], []).extend(_values(each.get("v")))
    most = int(limit) if 0 <= limit <= MOST else MOST if limit > MOST else 0
    return NameQuestion(name, most, known)


def _values(value: Any) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    for single in values[:_LONGEST]:
        named = single.get("id") if isinstance(single, dict) else single
        if isinstance(named, str | int | float):
            yield str(named)
