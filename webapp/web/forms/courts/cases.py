"""Forms of cases before courts."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.vocab.charges import Instance
from webapp.vocab.organizations import OrganizationKind
from webapp.web.forms.base import NoteForm, VersionedForm
from webapp.web.forms.fields import WordField
from webapp.web.forms.record_fields import case_field, organization_field


class CaseFields(Form):
    """What a case is called, where it is tried, and from which case of a lower court it came."""

    name = StringField(lazy_gettext("Name"), description=lazy_gettext("As it is to be shown."))
    other_names = StringField(
        lazy_gettext("Other names"), description=lazy_gettext("Separated by semicolons.")
    )
    number = StringField(lazy_gettext("Number"), description=lazy_gettext("As the court writes it."))
    court = organization_field(lazy_gettext("Court"), (OrganizationKind.COURT,))
    instance = WordField(lazy_gettext("Instance"), Instance, default=Instance.FIRST)
    earlier = case_field(
        lazy_gettext("Led here from"),
        description=lazy_gettext("The case of the lower court, if there is one."),
    )


class NewCaseForm(NoteForm, CaseFields):
    """A case before a court."""


class RevisedCaseForm(VersionedForm, NoteForm, CaseFields):
    """A case before a court, corrected."""
