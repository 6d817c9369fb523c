"""Forms of the address for letters and the rules of a place."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField, TextAreaField

from webapp.vocab.organizations import OrganizationFactKind
from webapp.web.forms.base import NoteForm, VersionedForm
from webapp.web.forms.citing import CitedRecordForm
from webapp.web.forms.fields import PartialDateField, WordField


class OrganizationFactFields(Form):
    """What a passage tells of a place."""

    kind = WordField(lazy_gettext("What it is about"), OrganizationFactKind)
    text = TextAreaField(
        lazy_gettext("What it says"),
        description=lazy_gettext(
            "An address line by line in the country's own script, as the post reads it; a rule in a sentence."
        ),
    )
    language = StringField(lazy_gettext("Language"), description=lazy_gettext("A code such as az, ru or en."))
    since = PartialDateField(lazy_gettext("Holds from"))
    until = PartialDateField(lazy_gettext("Held until"))


class NewOrganizationFactForm(CitedRecordForm, OrganizationFactFields):
    """An address or a rule, with the passage that tells it."""


class RevisedOrganizationFactForm(VersionedForm, NoteForm, OrganizationFactFields):
    """An address or a rule, corrected; its passage stays."""
