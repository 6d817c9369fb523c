"""Forms of organizations and their names."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, StringField

from webapp.domain.organizations.organizations import main_name
from webapp.models import Organization
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind
from webapp.web.forms.base import NoteForm, ReasonedForm, VersionedForm
from webapp.web.forms.citing import CITING, CitingForm
from webapp.web.forms.fields import WordField
from webapp.web.forms.record_fields import organization_field


class OrganizationFields(Form):
    """What an organization is, and under which name it is shown."""

    name = StringField(lazy_gettext("Name"), description=lazy_gettext("As it is to be shown."))
    language = StringField(
        lazy_gettext("Language of the name"), description=lazy_gettext("A code such as az, ru or en.")
    )
    kind = WordField(lazy_gettext("Kind"), OrganizationKind)
    country = StringField(lazy_gettext("Country"), description=lazy_gettext("Two letters, such as AZ."))
    parent = organization_field(lazy_gettext("Part of"))


class NewOrganizationForm(NoteForm, OrganizationFields):
    """An organization with its main name."""

    different = BooleanField(lazy_gettext("None of these: it is another organization"))


class RevisedOrganizationForm(VersionedForm, NoteForm, OrganizationFields):
    """An organization and its main name, corrected."""

    def __init__(self, *args: Any, obj: Organization, **options: Any) -> None:
        super().__init__(*args, obj=obj, language=main_name(obj).language, **options)


class OrganizationNameForm(CitingForm, NoteForm):
    """A further spelling of an organization's name, with the passage that prints it where there is one."""

    text = StringField(lazy_gettext("Name"), description=lazy_gettext("This spelling of it."))
    kind = WordField(lazy_gettext("Kind of name"), NameKind, default=NameKind.ALIAS)
    language = StringField(lazy_gettext("Language"), description=lazy_gettext("A code such as az, ru or en."))

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, a quotation as passage. Raises Refused."""
        values = {name: value for name, value in ReasonedForm.values(self).items() if name not in CITING}
        cited = (self.quote.data or "").strip() or self.passage.data
        return values | {"passage": self.quotation() if cited else None}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() - {"evidence"} | {"passage"}
