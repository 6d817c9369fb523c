"""Forms of assessments."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm
from webapp.web.forms.fields import PartialDateField, WordField, WordsField
from webapp.web.forms.record_fields import needed_organization_field


class AssessmentFields(Form):
    """What an organization concluded of a person, by which rules."""

    organization = needed_organization_field(lazy_gettext("Organization"))
    scheme = WordField(lazy_gettext("By the rules of"), Scheme, default=Scheme.OWN_LIST)
    criteria = WordsField(lazy_gettext("Criteria"), Criterion)
    outcome = WordField(lazy_gettext("Outcome"), Outcome, nothing=lazy_gettext("choose an outcome"))
    list_group = StringField(lazy_gettext("Group in the organization's own list"))
    date = PartialDateField(lazy_gettext("Date"))


class NewAssessmentForm(NewClaimForm, AssessmentFields):
    """What an organization concluded of a person, with the passage in which it says so."""


class RevisedAssessmentForm(RevisedClaimForm, AssessmentFields):
    """What an organization concluded of a person, corrected."""
