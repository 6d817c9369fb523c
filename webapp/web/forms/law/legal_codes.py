"""Forms of legal codes."""

from flask_babel import lazy_gettext
from wtforms import Form, IntegerField, StringField
from wtforms.validators import Optional

from webapp.web.forms.base import ReasonedForm, VersionedForm


class LegalCodeFields(Form):
    """A code of law of one country, in the edition of one year."""

    country = StringField(lazy_gettext("Country"), description=lazy_gettext("Two letters, such as AZ."))
    code = StringField(
        lazy_gettext("Short name"), description=lazy_gettext("As people write it, such as CC.")
    )
    year = IntegerField(lazy_gettext("Year"), validators=[Optional()])
    title = StringField(lazy_gettext("Title"), description=lazy_gettext("In full, such as Criminal Code."))


class NewLegalCodeForm(ReasonedForm, LegalCodeFields):
    """A code of law."""


class RevisedLegalCodeForm(VersionedForm, LegalCodeFields):
    """A code of law, corrected."""
