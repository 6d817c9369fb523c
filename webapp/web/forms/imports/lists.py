"""The form of a list: what each column holds, what its own words mean, and whom its rows mean."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField

from webapp.domain.imports.column_contents import status_words
from webapp.domain.imports.lists import ListTable, likely_reading
from webapp.domain.imports.mappings import mapping_of, mappings_for
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.row_marks import QUESTIONS, ROW_LEFT_OUT
from webapp.models import ListMapping, SourceVersion
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind, RowOutcome
from webapp.vocab.liberty import Status
from webapp.web.db import db
from webapp.web.forms.base import ReasonedForm, states
from webapp.web.forms.people_fields import named_person

MOST_ROWS = 500
"""A longer list is brought in beside the server: nobody waits so long for a page."""
SAME_NAMED = "same_named"
NO_STATUS = "nothing"
"""The choice by which a word of a list says nothing of anybody's status."""


class ListForm(ReasonedForm):
    """How a list is read; columns, words and rows are as many as it has, so they are no fields of ours."""

    expected = HiddenField()
    listed = BooleanField(
        lazy_gettext("Record also that the publisher lists each person, as of the date of the list")
    )
    title = StringField(
        lazy_gettext("Keep how it is read, as"),
        description=lazy_gettext("Their next list with these columns is read so too."),
    )

    def __init__(self, version: SourceVersion, table: ListTable) -> None:
        super().__init__()
        self._version, self._table = version, table
        self.offer_mappings()
        if not self.is_submitted():
            self.reason.data = gettext("List: %(title)s", title=version.source.title)[:1000]

    def offer_mappings(self) -> None:
        """Look up the mappings of lists with these columns; one of them is how this list is read first."""
        self.mappings = mappings_for(db(), self._table)
        self.mapping = _chosen(self.mappings)

    @property
    def address(self) -> dict[str, str]:
        """The query of the address under which the list is read again as it is."""
        return chosen_mapping()

    def reading(self) -> ListReading:
        """Return how the list is to be read, as it seems to want until somebody says otherwise."""
        likely = partial(likely_reading, self._version, self._table)
        reading = typed_reading(self._table, likely, self.mapping)
        listed_by = self._version.source.publisher if self.listed.data else None
        return replace(reading, listed_by=listed_by, marks=dict(_typed_marks()))

    def takes_same_named(self) -> bool:
        """Tell whether somebody takes each row whose only namesake has the same name for that person."""
        return request.form.get("look") == SAME_NAMED

    def decisions(self) -> dict[int, str]:
        """Return by the number of a row whom somebody said that it means, or that it is left out."""
        left_out = (number for number in request.form.getlist("out") if number.isdecimal())
        return typed_decisions() | {int(number): ROW_LEFT_OUT for number in left_out if len(number) < 10}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return {"reading", "decisions", "expected", "state"}

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of `bring_in`, without the version and its table."""
        return {
            "reading": self.reading(),
            "decisions": self.decisions(),
            "expected": expected_counts(self.expected.data or ""),
            "state": states()[0],
        }


class CancelForm(FlaskForm):
    """That a long list is not wanted any more: nothing but the token."""


def chosen_mapping() -> dict[str, str]:
    """Return the query by which an address names a mapping, if it does."""
    return {"mapping": request.args["mapping"]} if "mapping" in request.args else {}


def typed_reading(
    table: ListTable, likely: Callable[[Iterable[ListField]], ListReading], mapping: ListMapping | None
) -> ListReading:
    """Return how a table is read: as somebody typed, as a mapping has it, or else as is `likely`."""
    kept = mapping_of(mapping) if mapping else None
    reading = likely(
        _field(f"column-{place}", guess) for place, guess in enumerate(kept.fields if kept else table.fields)
    )
    words = status_words(table.rows, reading.column(ListField.STATUS))
    known = dict(reading.statuses) | (kept.statuses if kept else {})
    return replace(reading, statuses=dict(_meanings(words, known)))


def typed_decisions() -> dict[int, str]:
    """Return by the number of a row whom somebody said that it means: chosen, or else typed by name."""
    named = ((number, named_person(text)) for number, text in _of_rows("typed-row-"))
    return dict(_of_rows("row-")) | {number: person.reference for number, person in named if person}


def _of_rows(prefix: str) -> Iterator[tuple[int, str]]:
    typed = ((name.removeprefix(prefix), text) for name, text in request.form.items()
             if name.startswith(prefix) and text.strip())  # fmt: skip
    return ((int(number), text) for number, text in typed if number.isdecimal() and len(number) < 10)


def _typed_marks() -> Iterator[tuple[MarkKind, MarkAnswer]]:
    """Yield what somebody said of the marks of a list's file."""
    for kind, answers in QUESTIONS.items():
        code = request.form.get(f"marks-{kind.value}")
        yield from ((kind, answer) for answer in answers if answer.value == code)


def expectation(counts: Mapping[RowOutcome, int]) -> str:
    """Return how many rows come to what, as the form carries it."""
    return " ".join(str(counts[outcome]) for outcome in RowOutcome)


def expected_counts(text: str) -> dict[RowOutcome, int]:
    """Return how many rows come to what, as `expectation` wrote it."""
    numbers = [int(word) if word.isdecimal() and len(word) < 10 else -1 for word in text.split()]
    return dict(zip(RowOutcome, numbers, strict=False))


def _chosen(mappings: Iterable[ListMapping]) -> ListMapping | None:
    """Return the mapping that the address names, or the newest where it names none."""
    title = request.args.get("mapping")
    return next((row for row in mappings if title in (None, row.title)), None)


def _field(name: str, guess: ListField) -> ListField:
    typed = request.form.get(name)
    if typed is None:
        return guess
    return next((word for word in ListField if word.value == typed), ListField.NOTHING)


def _meanings(
    words: Iterable[str], known: Mapping[str, Status | None]
) -> Iterator[tuple[str, Status | None]]:
    """Yield what words mean, but for those of which somebody said that they are not known."""
    for place, word in enumerate(words):
        typed = request.form.get(f"word-{place}")
        if typed is None and word in known:
            yield word, known[word]
        elif typed == NO_STATUS:
            yield word, None
        elif typed and (status := next((each for each in Status if each.value == typed), None)):
            yield word, status
