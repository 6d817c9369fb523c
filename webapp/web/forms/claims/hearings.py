"""Forms of hearings: one of one person or of all accused, and one of a ruling with the day it orders."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.vocab.charges import HearingOutcome, Openness, Proceeding, Ruling
from webapp.vocab.organizations import OrganizationKind
from webapp.web.forms.claims.claims import NewClaimForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.record_fields import case_field, organization_field

_OFFICIALS = (OrganizationKind.OFFICIAL,)


class HearingFields(Form):
    """When a court sits on a case, with whom, and what came of it."""

    proceeding = WordField(
        lazy_gettext("What is heard"), Proceeding, nothing=lazy_gettext("choose what is heard")
    )
    case = case_field(lazy_gettext("Case"))
    court = organization_field(lazy_gettext("Court"), (OrganizationKind.COURT,))
    date = PartialDateField(lazy_gettext("Date"))
    hour = StringField(
        lazy_gettext("Hour"), description=lazy_gettext("By the clocks of the court, such as 10:30.")
    )
    openness = WordField(lazy_gettext("Open or closed"), Openness, optional=True)
    judge = organization_field(lazy_gettext("Judge"), _OFFICIALS)
    second_judge = organization_field(lazy_gettext("Second judge"), _OFFICIALS)
    third_judge = organization_field(lazy_gettext("Third judge"), _OFFICIALS)
    judges_words = StringField(lazy_gettext("Other judges in the source's words"))
    prosecutor = organization_field(lazy_gettext("Prosecutor"), _OFFICIALS)
    counsel = StringField(lazy_gettext("Counsel in the source's words"))
    demanded = StringField(lazy_gettext("What the prosecution demanded"))
    outcome = WordField(
        lazy_gettext("Outcome"), HearingOutcome, optional=True, nothing=lazy_gettext("to come, or not known")
    )
    postponed_to = PartialDateField(lazy_gettext("Postponed to"))
    ruling = WordField(lazy_gettext("Ruling"), Ruling, optional=True)


class RulingForm(HearingFields, NewClaimForm):
    """One ruling for all accused: a hearing of each, and until when a remand is ordered."""

    until = PartialDateField(
        lazy_gettext("Remand ordered until"),
        description=lazy_gettext("Only where remand is ordered or extended; it becomes a status of each."),
    )
