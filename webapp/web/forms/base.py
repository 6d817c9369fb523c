"""What forms share: the reason of an edit, the version that guards it, and the values for the domain."""

from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired

from webapp.domain.accounts import drafts
from webapp.domain.accounts.home_rules import is_self_reviewed
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimState
from webapp.web.access import can
from webapp.web.db import db
from webapp.web.stale_forms import written

# These steer the saving; all other fields are parameters of the domain function.
STEERING = frozenset({"csrf_token", "reason", "opened", "before", "here_only"})


class KeptForm(FlaskForm):
    """A form that is kept as a draft while somebody fills it in."""

    # The address under which this opening of the form is kept.
    opened = HiddenField(default=lambda: drafts.new_address(request.path))


class ReasonedForm(KeptForm):
    """A form that changes a record and says why."""

    reason = StringField(lazy_gettext("Why this edit"), description=lazy_gettext("Kept in the history."))

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function."""
        return {name: field.data for name, field in self._fields.items() if name not in STEERING}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return {name for name in dir(cls) if hasattr(getattr(cls, name), "field_class")} - STEERING


class VersionedForm(ReasonedForm):
    """A form that edits a row which others may edit meanwhile."""

    version = IntegerField(widget=HiddenField.widget, validators=[InputRequired()])
    # What the form showed at its opening, so that an edit that crosses another can be merged with it.
    before = HiddenField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.is_submitted():
            self.before.data = written(self.compared())

    def compared(self) -> list[Field]:
        """Return the fields that are merged where two edits cross."""
        return [field for field in self if field.name not in STEERING | {"version"}]


class RetiringForm(VersionedForm):
    """That a record is offered no longer: nothing but the reason."""


class NoteForm(ReasonedForm):
    """A form with a note for other people who read the record."""

    note = TextAreaField(lazy_gettext("Note"), description=lazy_gettext("What a reader should know of this."))

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function; the note keeps a converted date as printed."""
        values = super().values()
        printed = [
            gettext("Printed as %(date)s.", date=field.printed_as)
            for field in self
            if getattr(field, "printed_as", "")
        ]
        return values | {"note": " ".join(filter(None, [values["note"], *printed]))} if printed else values


def states() -> list[ClaimState]:
    """Return the states in which the account that asks may put a claim, the usual one first."""
    if can(Role.REVIEWER) and is_self_reviewed(db()):
        return [ClaimState.PUBLISHED, ClaimState.IN_REVIEW, ClaimState.DRAFT]
    return [ClaimState.IN_REVIEW, ClaimState.DRAFT]
