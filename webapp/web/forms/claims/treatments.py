"""Forms of ill-treatment and other acts."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.vocab.treatments import ActType
from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.record_fields import organization_field


class TreatmentFields(Form):
    """What was done to a person, when and by whom."""

    act = WordField(lazy_gettext("Act"), ActType, nothing=lazy_gettext("choose an act"))
    date = PartialDateField(lazy_gettext("Date"))
    perpetrator = organization_field(lazy_gettext("Allegedly by"))
    perpetrator_words = StringField(lazy_gettext("By whom in the source's words"))


class NewTreatmentForm(NewClaimForm, TreatmentFields):
    """An act against a person, with the passage that tells of it."""


class RevisedTreatmentForm(RevisedClaimForm, TreatmentFields):
    """An act against a person, corrected."""
