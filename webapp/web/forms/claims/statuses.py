"""Forms of statuses."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.vocab.liberty import Cause, Status
from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.record_fields import organization_field


class StatusFields(Form):
    """What a status event says."""

    status = WordField(lazy_gettext("Status"), Status, nothing=lazy_gettext("choose a status"))
    cause = WordField(lazy_gettext("Cause of release"), Cause, optional=True)
    since = PartialDateField(lazy_gettext("Since"))
    place = organization_field(lazy_gettext("Place"))
    place_words = StringField(lazy_gettext("Place in the source's words"))
    authority = organization_field(lazy_gettext("By order of"))


class NewStatusForm(NewClaimForm, StatusFields):
    """A person's status from a date on, with the passage that shows it."""


class RevisedStatusForm(RevisedClaimForm, StatusFields):
    """A status event, corrected."""
