"""Forms of people: adding one with a first name, publishing, verifying."""

from flask_babel import lazy_gettext
from wtforms import BooleanField

from webapp.vocab.people import PublicationState
from webapp.web.forms.base import VersionedForm
from webapp.web.forms.citing import CitingForm
from webapp.web.forms.claims.claims import StateForm
from webapp.web.forms.claims.kinds import NameFields
from webapp.web.forms.fields import WordField


class NewPersonForm(CitingForm, StateForm, NameFields):
    """A person, with a first name and the passage that names them."""

    somebody_else = BooleanField(lazy_gettext("None of these: it is somebody else"))


class RevisedPersonForm(VersionedForm):
    """Whether readers see a person's record."""

    state = WordField(lazy_gettext("The record is"), PublicationState)


class VerifiedPersonForm(VersionedForm):
    """That the whole record was checked today."""
