"""Forms of organizations and their names."""

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, Form, StringField
from wtforms.validators import ValidationError

from webapp.domain.organizations import organizations
from webapp.models import Organization
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind
from webapp.web.access import reader
from webapp.web.db import db
from webapp.web.forms.base import NoteForm, ReasonedForm, VersionedForm
from webapp.web.forms.citing import CITING, CitingForm
from webapp.web.forms.fields import PartialDateField, WordField
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
    different = BooleanField(lazy_gettext("None of these: it is another organization"))


class NewOrganizationForm(NoteForm, OrganizationFields):
    """An organization with its main name."""


class RevisedOrganizationForm(VersionedForm, NoteForm, OrganizationFields):
    """An organization and its main name, corrected."""

    def __init__(self, *args: Any, obj: Organization, **options: Any) -> None:
        super().__init__(*args, obj=obj, language=obj.main_name.language, **options)


class OrganizationNameForm(CitingForm, NoteForm):
    """A further spelling of an organization's name, with the passage that prints it where there is one."""

    text = StringField(lazy_gettext("Name"), description=lazy_gettext("This spelling of it."))
    kind = WordField(lazy_gettext("Kind of name"), NameKind, default=NameKind.ALIAS)
    language = StringField(lazy_gettext("Language"), description=lazy_gettext("A code such as az, ru or en."))
    since = PartialDateField(lazy_gettext("Borne since"))
    until = PartialDateField(lazy_gettext("Borne until"))

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, a quotation as passage. Raises Refused."""
        values = {name: value for name, value in ReasonedForm.values(self).items() if name not in CITING}
        cited = (self.quote.data or "").strip() or self.passage.data
        return values | {"passage": self.quotation() if cited else None}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() - {"evidence"} | {"passage"}


class MergeOrganizationForm(VersionedForm):
    """Into which record of an organization another is merged."""

    into = StringField(
        lazy_gettext("Into the record"),
        description=lazy_gettext("The reference of the record that stays, such as O-0001."),
    )

    def validate_into(self, field: Field) -> None:
        """Say at the field that no organization has this reference."""
        if self.other is None:
            raise ValidationError(str(lazy_gettext("There is no organization with this reference.")))

    @cached_property
    def other(self) -> Organization | None:
        """The organization whose reference was typed, if there is one."""
        return organizations.organization(db(), self.into.data or "", to=reader())

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, with the record itself."""
        return super().values() | {"into": self.other}
