"""Forms of affiliations."""

from flask_babel import lazy_gettext
from wtforms import Form

from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import Occupation
from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.record_fields import needed_organization_field


class AffiliationFields(Form):
    """A person's part in an organization."""

    organization = needed_organization_field(lazy_gettext("Organization"))
    role = WordField(lazy_gettext("Role"), AffiliationRole, default=AffiliationRole.NOT_STATED)
    occupation = WordField(lazy_gettext("Occupation there"), Occupation, optional=True)
    since = PartialDateField(lazy_gettext("Since"))
    until = PartialDateField(lazy_gettext("Until"))


class NewAffiliationForm(NewClaimForm, AffiliationFields):
    """A person's part in an organization, with the passage that tells of it."""


class RevisedAffiliationForm(RevisedClaimForm, AffiliationFields):
    """A person's part in an organization, corrected."""
