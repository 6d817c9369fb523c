"""The question of a prison's page: as of which day somebody asks who was held there."""

from flask_babel import gettext, lazy_gettext
from wtforms import Field, Form
from wtforms.validators import ValidationError

from webapp.web.db import today
from webapp.web.forms.fields import DayField


class HeldOnForm(Form):
    """As of which day somebody asks who was held in a place: a question, which travels in the address."""

    on = DayField(lazy_gettext("As of"))

    def validate_on(self, field: Field) -> None:
        """Say at the field that nobody knows of a day to come."""
        if field.data is not None and field.data > today():
            raise ValidationError(gettext("This lies in the future; nobody knows it yet."))
