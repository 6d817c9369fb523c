"""What a claim of any kind says: its content, before it is recorded of somebody."""

from typing import Any, Protocol, TypeAlias


class Content(Protocol):
    """What a claim of one kind says: a frozen dataclass whose fields are what a form asks for."""

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused for what cannot be or does not fit."""


Columns: TypeAlias = dict[str, tuple[str, str]]
"""Of each attribute of a claim its label in the history, and what it holds, for readers of the files."""
