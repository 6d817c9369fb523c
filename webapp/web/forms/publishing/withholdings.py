"""The forms by which somebody's lines of all issues are withheld, and shown again."""

from flask_babel import lazy_gettext
from wtforms import StringField

from webapp.web.forms.base import ReasonedForm


class WithholdForm(ReasonedForm):
    """That somebody's lines are withheld, or shown again: nothing but the reason, which few may read."""

    reason = StringField(
        lazy_gettext("Reason"),
        description=lazy_gettext("Only those who may review read it; it is in no history, file or log."),
    )
