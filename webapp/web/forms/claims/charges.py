"""Forms of charges."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm
from webapp.web.forms.record_fields import provision_field


class ChargeFields(Form):
    """What a person is accused of."""

    provision = provision_field(lazy_gettext("Provision"))
    offence = StringField(lazy_gettext("Offence in the source's words"))
    characterisation = StringField(
        lazy_gettext("What the source calls the charge"),
        description=lazy_gettext("Such as false or fabricated: the source's judgement, never ours."),
    )


class NewChargeForm(NewClaimForm, ChargeFields):
    """A charge, with the passage that tells of it."""


class RevisedChargeForm(RevisedClaimForm, ChargeFields):
    """A charge, corrected; that the authorities changed it is a step."""
