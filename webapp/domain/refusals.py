"""What the domain answers when a person must mend something."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from webapp.vocab.words import Word

# The process that reads an uploaded file refuses too, and starts without the database.
if TYPE_CHECKING:
    from webapp.models.base import Versioned


class Phrase:
    """An English template that the door translates; `values` fill its `%(name)s` places.

    A value may itself be a phrase, a word of a closed list, or a list of values.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values

    def translated(self, gettext: Callable[[str], str] = str) -> str:
        """Return the phrase, its words and inner phrases in the language that `gettext` speaks."""
        values = {name: _translated(value, gettext) for name, value in self.values.items()}
        return gettext(self.template) % values


def _translated(value: object, gettext: Callable[[str], str]) -> object:
    if isinstance(value, Phrase):
        return value.translated(gettext)
    if isinstance(value, Word):
        return gettext(value.label)
    if isinstance(value, list):
        return ", ".join(str(_translated(item, gettext)) for item in value)
    return value


class Refused(Exception):
    """Something that the person at the form can mend, shown beside the field at fault.

    `message` is an English template, translated by the door; `values` fill its places as in a Phrase.
    """

    def __init__(self, field: str, message: str, **values: object) -> None:
        super().__init__(field, message, values)
        self.field = field
        self.message = message
        self.values = values

    def translated(self, gettext: Callable[[str], str] = str) -> str:
        """Return the message in the language that `gettext` speaks."""
        return Phrase(self.message, **self.values).translated(gettext)

    def __str__(self) -> str:
        return f"{self.field}: {self.translated()}"


class Stale(Refused):
    """The row was changed by somebody else since the form was opened; nothing was saved."""

    def __init__(self, row: object) -> None:
        super().__init__("version", "Somebody else changed this while you were editing.")
        self.row = row


def check_version(row: "Versioned", version: int) -> None:
    """Raise Stale where `row` was changed since the form with `version` was opened."""
    if row.version != version:
        raise Stale(row)
