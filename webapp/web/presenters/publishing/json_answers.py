"""What the interface for programs answers, written as JSON, and where it is described."""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from flask import Response

from webapp.web.addresses import public_address
from webapp.web.db import engines
from webapp.web.files import computed_file

JSON = "application/json"


def with_description(answer: Response) -> Response:
    """Tell where the interface is described (RFC 8631)."""
    address = public_address("api.description")
    answer.headers.add("Link", f'<{address}>; rel="service-desc"; type="{JSON}"')
    return answer


def answered(make: Callable[[], dict[str, Any]]) -> Response:
    """Send what `make` returns, unless the program has it already."""
    return computed_file(lambda: written(make()), JSON)


def whole(name: str, rows: Sequence[Any], as_json: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """Return all records of a kind under its name, and how many they are."""
    return {"total": len(rows), name: [as_json(row, public_url=site()) for row in rows]}


def written(data: dict[str, Any]) -> bytes:
    """Return data as the bytes of an answer."""
    return orjson.dumps(data)


def site() -> str:
    """Return the address of this installation."""
    return engines().settings.public_url
