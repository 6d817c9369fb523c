"""The form that asks for a record as it was known on an earlier day."""

from flask_babel import gettext, lazy_gettext
from wtforms import Field, Form
from wtforms.widgets import TextInput

from webapp.domain.past.person import read_known_on
from webapp.domain.refusals import Refused
from webapp.vocab.dates.partial_date import BadDate
from webapp.web.db import now
from webapp.web.forms.fields import DayField


class MomentField(Field):
    """A day, meaning its end in UTC, or an instant; nothing in the future."""

    widget = TextInput()

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a blank field asks for today's record."""
        text = valuelist[0].strip() if valuelist else ""
        try:
            self.data = read_known_on(text, now=now()) if text else None
        except BadDate as bad:
            raise ValueError(bad.message(gettext)) from bad
        except Refused as refused:
            raise ValueError(refused.translated(gettext)) from refused


class LookingBackForm(Form):
    """A question and no edit: it travels in the address.

    `known_on` asks what the database said then, `as_of` what was current on that day.
    """

    known_on = MomentField(
        lazy_gettext("As known on"),
        description=lazy_gettext("22 November 2026, or 2026-11-22 14:05 (UTC)."),
    )
    as_of = DayField(
        lazy_gettext("As of"), description=lazy_gettext("Held or not on that day, such as 20.11.2023.")
    )
