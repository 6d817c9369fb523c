"""The form by which a list is frozen as an issue."""

from flask_babel import lazy_gettext
from wtforms import StringField, TextAreaField

from webapp.web.forms.base import ReasonedForm


class FreezeForm(ReasonedForm):
    """A list as a numbered issue, under a title."""

    title = StringField(
        lazy_gettext("Title"), description=lazy_gettext("Such as: Political prisoners in Nowhere.")
    )
    note = TextAreaField(
        lazy_gettext("Note"), description=lazy_gettext("What a reader of this issue should know.")
    )
