"""What an entity of the FollowTheMoney model is here, and the line of a file that it becomes."""

import json
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

# What the schema knows as a date: a year, a month or a day.
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_json = json.JSONEncoder(ensure_ascii=False).encode


class Id(str):
    """The reference of an entity that another one names."""


Properties = dict[str, list[str | None]]


@lru_cache(maxsize=10_000)
def date_property(edtf: str) -> str | None:
    """Return a date as the schema knows it: what is uncertain or open is left out, never made certain."""
    match = _DATE.fullmatch(edtf)
    return edtf if match and (match[3] is None or _is_day(edtf)) else None


def entity_line(installation: str, reference: str, schema: str, properties: Properties) -> bytes:
    """Return an entity as a line."""
    written = (
        written_property(name, *values, installation=installation) for name, values in properties.items()
    )
    return line_of_written(installation, reference, schema, written).encode()


def line_of_written(installation: str, reference: str, schema: str, properties: Iterable[str]) -> str:
    """Return an entity as a line, of its properties as `written_property` returns them."""
    key, stated = _json(_key(installation, reference)), ", ".join(filter(None, properties))
    return f'{{"id": {key}, "schema": "{schema}", "properties": {{{stated}}}}}\n'


def written_property(name: str, *values: str | None, installation: str = "") -> str:
    """Return a property as a line has it, or nothing where no value is stated."""
    stated = [
        _json(_key(installation, value) if isinstance(value, Id) else value) for value in values if value
    ]
    return f'"{name}": [{", ".join(stated)}]' if stated else ""


def written_text(name: str, text: str | None) -> str:
    """Return a property of one text as a line has it, or nothing where it is empty."""
    return f'"{name}": [{_json(text)}]' if text else ""


def _is_day(edtf: str) -> bool:
    try:
        date.fromisoformat(edtf)
    except ValueError:
        return False
    return True


def _key(installation: str, reference: str) -> str:
    return f"habeas-{installation}-{reference.lower()}"
