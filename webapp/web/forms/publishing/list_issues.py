"""The form by which a list is frozen as an issue."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, StringField, TextAreaField, ValidationError

from webapp.web.db import engines
from webapp.web.forms.base import ReasonedForm


class FreezeForm(ReasonedForm):
    """A list as a numbered issue, under a title; it asks first where nobody else could open its address."""

    title = StringField(
        lazy_gettext("Title"), description=lazy_gettext("Such as: Political prisoners in Nowhere.")
    )
    note = TextAreaField(
        lazy_gettext("Note"), description=lazy_gettext("What a reader of this issue should know.")
    )
    here_only = BooleanField(lazy_gettext("Publish it under this address all the same"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not engines().settings.opens_here_only:
            del self.here_only

    def validate_here_only(self, field: BooleanField) -> None:
        """Refuse to freeze for ever an address that nobody chose."""
        if not field.data:
            message = gettext("Tick this, or have the public address set first: it can never be changed.")
            raise ValidationError(message)
