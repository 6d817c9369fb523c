"""Forms of the steps of a charge."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, IntegerField, StringField
from wtforms.validators import Optional

from webapp.vocab.charges import SentenceKind, StepKind
from webapp.web.forms.citing import CitingForm
from webapp.web.forms.claims.claims import RevisedClaimForm, StateForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.record_fields import organization_field, provision_field


class ChargeStepFields(Form):
    """What happened to a charge, and the sentence where there was one."""

    step = WordField(lazy_gettext("Step"), StepKind, nothing=lazy_gettext("choose a step"))
    date = PartialDateField(lazy_gettext("Date"))
    court = organization_field(lazy_gettext("Court"))
    from_provision = provision_field(lazy_gettext("From provision"))
    to_provision = provision_field(lazy_gettext("To provision"))
    sentence = WordField(lazy_gettext("Kind of sentence"), SentenceKind, optional=True)
    years = IntegerField(lazy_gettext("Years"), validators=[Optional()])
    months = IntegerField(lazy_gettext("Months"), validators=[Optional()])
    days = IntegerField(lazy_gettext("Days"), validators=[Optional()])
    suspended = BooleanField(lazy_gettext("Suspended"))
    fine_amount = IntegerField(lazy_gettext("Amount of the fine"), validators=[Optional()])
    fine_currency = StringField(
        lazy_gettext("Currency"), description=lazy_gettext("Three letters, such as AZN.")
    )


class NewChargeStepForm(CitingForm, StateForm, ChargeStepFields):
    """A step of a charge, which tells of whom it is, with the passage that tells of it."""


class RevisedChargeStepForm(RevisedClaimForm, ChargeStepFields):
    """A step of a charge, corrected."""
