"""Forms of provisions of law."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.web.forms.base import ReasonedForm, VersionedForm


class ProvisionFields(Form):
    """The number of an article, part or point, and what it is about."""

    number = StringField(
        lazy_gettext("Number"),
        description=lazy_gettext(
            "Article, part and point, as far as it goes: 206, 206.3, 206.3.2, 193-1.3.1."
        ),
    )
    title = StringField(lazy_gettext("Title"), description=lazy_gettext("What it is about."))


class NewProvisionForm(ReasonedForm, ProvisionFields):
    """A provision of a code."""


class RevisedProvisionForm(VersionedForm, ProvisionFields):
    """A provision, corrected."""
