"""Forms by which two records are judged to be about one person, or about two."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms.validators import InputRequired

from webapp.models import Person
from webapp.web.forms.base import ReasonedForm, VersionedForm
from webapp.web.forms.people_fields import PersonField


class MergeForm(VersionedForm):
    """Into which record another is merged."""

    into = PersonField(
        lazy_gettext("Into the record"),
        description=lazy_gettext("The name or the reference of the record that stays."),
        validators=[InputRequired(lazy_gettext("This is needed."))],
    )

    @property
    def other_person(self) -> Person | None:
        """The person who is meant, if it is certain who is."""
        return self.into.person

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, with the record itself."""
        return super().values() | {"into": self.other_person}


class DistinctForm(ReasonedForm):
    """That two records are about different people: nothing but the reason."""
