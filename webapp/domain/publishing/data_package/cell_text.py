"""Values as cells of the package: codes, ISO dates and instants, `true` and `false`, nothing for nothing."""

from datetime import datetime
from enum import Enum
from typing import Any


def cell(value: Any) -> str:
    """Return a value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)
