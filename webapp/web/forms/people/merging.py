"""Forms by which two records are judged to be about one person, or about two."""

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from webapp.domain.people import people
from webapp.models import Person
from webapp.web.access import reader
from webapp.web.db import db
from webapp.web.forms.base import ReasonedForm, VersionedForm


class MergeForm(VersionedForm):
    """Into which record another is merged."""

    into = StringField(
        lazy_gettext("Into the record"),
        description=lazy_gettext("The reference of the record that stays, such as P-0001."),
    )

    def validate_into(self, field: Field) -> None:
        """Say at the field that nobody has this reference."""
        if self.other_person is None:
            raise ValidationError(str(lazy_gettext("There is no person with this reference.")))

    @cached_property
    def other_person(self) -> Person | None:
        """The person whose reference was typed, if there is one."""
        return people.person(db(), self.into.data or "", to=reader())

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, with the record itself."""
        return super().values() | {"into": self.other_person}


class DistinctForm(ReasonedForm):
    """That two records are about different people: nothing but the reason."""
