"""A form that was overtaken by somebody else's edit: what is merged, what collides, and how that is shown."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from webapp.domain.history.edits import last_editor
from webapp.domain.text.three_way_merge import MergedField, MergeOutcome, Value, merge
from webapp.domain.text.word_diff import DiffPart, word_diff
from webapp.vocab.dates.partial_date import PartialDate
from webapp.web.db import db

_LONGEST = 100_000
# So many characters are taken in at a glance; in longer texts what was taken out is shown too.
_GLANCE = 80


@dataclass(frozen=True)
class FieldDifference:
    """One field of a stale edit, as people read it; `stored` and `typed` in runs, some of them changed.

    Where it is not known what the form showed at its opening, `before` is None and so is the outcome.
    """

    id: str
    label: str
    before: str | None
    stored: list[DiffPart]
    typed: list[DiffPart]
    outcome: MergeOutcome | None


@dataclass(frozen=True)
class Staleness:
    """What somebody else made of a row while its form was open here."""

    by: str
    differences: list[FieldDifference]

    def number(self, *outcomes: str) -> int:
        """Return how many fields came out in one of these ways."""
        return sum(each.outcome is not None and each.outcome.name in outcomes for each in self.differences)


def written(fields: Iterable[Any]) -> str:
    """Return the values of fields as a hidden field carries them through the browser."""
    return json.dumps({field.name: value_of(field) for field in fields}, ensure_ascii=False)


def value_of(field: Any) -> Value:
    """Return what a field holds, in a form in which equal values are equal."""
    if hasattr(field, "iter_choices"):
        return [str(choice.value) for choice in field.iter_choices() if choice.selected and choice.value]
    if isinstance(field.data, bool):
        return field.data
    if isinstance(field.data, PartialDate):
        return field.data.edtf
    return str(field._value()).replace("\r\n", "\n").strip()


def overtaken(form: Any, row: Any) -> Staleness:
    """Merge what is stored now into the form, where that does not collide, and let its next save go through.

    The values that the form showed at its opening travel in its field `before`. Where that is missing or was
    meddled with, nothing is merged: what was typed stays, beside what is stored.
    """
    db().refresh(row)
    theirs = type(form)(formdata=None, obj=row)
    before = _read(form.before.data)
    stored = {field.name: value_of(field) for field in theirs.compared()}
    typed = {field.name: value_of(field) for field in form.compared()}
    merged = merge(before or {}, stored, typed)
    differences = [_difference(form[name], theirs[name], before, field) for name, field in merged.items()]
    if before is not None:
        for name, field in merged.items():
            _put(form[name], theirs[name], field)
    form.before.data, form.version.data, form.version.raw_data = written(theirs.compared()), row.version, None
    editor = last_editor(db(), row) or gettext("Somebody")
    return Staleness(editor, [difference for difference in differences if difference is not None])


def shown(field: Any) -> str:
    """Return a field's value as people read it."""
    if hasattr(field, "iter_choices"):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if isinstance(field.data, bool):
        return _ticked(field.data)
    return str(field._value()).replace("\r\n", "\n")


def _difference(
    typed: Any, stored: Any, before: dict[str, Value] | None, merged: MergedField
) -> FieldDifference | None:
    if merged.outcome is MergeOutcome.SAME:
        return None
    label, now, yours = typed.label.text, shown(stored), shown(typed)
    if before is None:
        return FieldDifference(typed.id, label, None, _changed("", now), _changed(yours, yours), None)
    was = _in_words(typed, before.get(typed.name, ""))
    return FieldDifference(typed.id, label, was, _changed(was, now), _changed(was, yours), merged.outcome)


def _changed(was: str, now: str) -> list[DiffPart]:
    """Return the runs of a new text, with what was not in the old one marked."""
    long = max(len(was), len(now)) > _GLANCE
    return [run for run in word_diff(was, now) if run.kind != "deleted" or (long and now)]


def _in_words(field: Any, value: Value) -> str:
    if isinstance(value, bool):
        return _ticked(value)
    if isinstance(value, str):
        return value
    if hasattr(field, "label_of"):
        return ", ".join(map(field.label_of, value))
    choices = field.iter_choices() if hasattr(field, "iter_choices") else ()
    labels = {str(choice.value): str(choice.label) for choice in choices}
    return ", ".join(labels.get(key, key) for key in value)


def _ticked(data: bool) -> str:
    return gettext("yes") if data else gettext("no")


def _put(field: Any, stored: Any, merged: MergedField) -> None:
    """Put a merged value into its field, where it is not the one that was typed."""
    if merged.outcome is MergeOutcome.TAKEN:
        field.process(None, stored.data)
        field.raw_data = None
    elif merged.outcome is MergeOutcome.JOINED:
        field.data, field.raw_data = merged.value, None


def _read(text: str | None) -> dict[str, Value] | None:
    """Return the values that a hidden field carried, or None where they are none."""
    try:
        read = json.loads(text or "") if len(text or "") <= _LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or not all(map(_is_value, read.values())):
        return None
    return read


def _is_value(value: object) -> bool:
    return isinstance(value, str | bool) or (
        isinstance(value, list) and all(isinstance(key, str) for key in value)
    )
