"""A place of a text that tells of somebody's liberty."""

from typing import NamedTuple

from webapp.vocab.liberty import Status


class StatusPhrase(NamedTuple):
    """A place that tells of somebody's liberty, and the status it suggests; None where none by itself."""

    start: int
    end: int
    status: Status | None
