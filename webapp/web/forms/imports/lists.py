"""The form of a list: what each column holds, what its own words mean, and whom its rows mean."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, HiddenField

from webapp.domain.imports.lists import ListTable, likely_reading
from webapp.domain.imports.rows import status_words
from webapp.domain.imports.statements import ListReading
from webapp.models import SourceVersion
from webapp.vocab.imports import ListField, RowOutcome
from webapp.vocab.liberty import Status
from webapp.web.forms.base import ReasonedForm, states

NO_STATUS = "nothing"
"""The choice by which a word of a list says nothing of anybody's status."""


class ListForm(ReasonedForm):
    """How a list is read; columns, words and rows are as many as it has, so they are no fields of ours."""

    expected = HiddenField()
    listed = BooleanField(
        lazy_gettext("Record also that the publisher lists each person, as of the date of the list")
    )

    def __init__(self, version: SourceVersion, table: ListTable) -> None:
        super().__init__()
        self._version, self._table = version, table
        if not self.is_submitted():
            self.reason.data = gettext("List: %(title)s", title=version.source.title)[:1000]

    def reading(self) -> ListReading:
        """Return how the list is to be read, as it seems to want until somebody says otherwise."""
        reading = typed_reading(self._table, partial(likely_reading, self._version, self._table))
        return replace(reading, listed_by=self._version.source.publisher if self.listed.data else None)

    def decisions(self) -> dict[int, str]:
        """Return by the number of a row whom somebody said that it means."""
        return typed_decisions()

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return {"reading", "decisions", "expected", "state"}

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of `bring_in`, without the version and its table."""
        return {
            "reading": self.reading(),
            "decisions": self.decisions(),
            "expected": _counts(self.expected.data or ""),
            "state": states()[0],
        }


def typed_reading(
    table: ListTable, likely: Callable[[Iterable[ListField]], ListReading]
) -> ListReading:
    """Return how a table is read, as is `likely` of what its columns hold until somebody says otherwise."""
    reading = likely(
        _word(ListField, f"column-{place}", guess) or ListField.NOTHING
        for place, guess in enumerate(table.fields)
    )
    words = status_words(table.rows, reading.column(ListField.STATUS))
    statuses = {
        plain: _word(Status, f"word-{place}", guess)
        for place, (plain, (_, guess)) in enumerate(words.items())
        if guess is not None or request.form.get(f"word-{place}")
    }
    return replace(reading, statuses=statuses)


def typed_decisions() -> dict[int, str]:
    """Return by the number of a row whom somebody said that it means."""
    typed = (
        (name.removeprefix("row-"), value) for name, value in request.form.items() if name.startswith("row-")
    )
    return {int(number): value for number, value in typed if number.isdecimal() and len(number) < 10}


def expectation(counts: Mapping[RowOutcome, int]) -> str:
    """Return how many rows come to what, as the form carries it."""
    return " ".join(str(counts[outcome]) for outcome in RowOutcome)


def _counts(text: str) -> dict[RowOutcome, int]:
    numbers = [int(word) if word.isdecimal() and len(word) < 10 else -1 for word in text.split()]
    return dict(zip(RowOutcome, numbers, strict=False))


def _word(kind: Any, name: str, guess: Any) -> Any:
    typed = request.form.get(name)
    if typed is None:
        return guess
    return next((word for word in kind if word.value == typed), None)
