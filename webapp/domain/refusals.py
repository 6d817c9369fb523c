"""What the domain answers when a person must mend something."""

from webapp.models.base import Versioned


class Refused(Exception):
    """Something that the person at the form can mend, said beside the field at fault.

    `message` is an English template, translated by the door; `values` fill its `%(name)s` places.
    """

    def __init__(self, field: str, message: str, **values: object) -> None:
        super().__init__(field, message, values)
        self.field = field
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return f"{self.field}: {self.message % self.values}"


class Stale(Refused):
    """The row was changed by somebody else since the form was opened; nothing was saved."""

    def __init__(self, row: object) -> None:
        super().__init__("version", "Somebody else changed this while you were editing.")
        self.row = row


def check_version(row: Versioned, version: int) -> None:
    """Raise Stale where `row` was changed since the form with `version` was opened."""
    if row.version != version:
        raise Stale(row)
