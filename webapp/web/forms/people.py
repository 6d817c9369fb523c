"""Forms of people: adding one with a first name, publishing, verifying."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, StringField

from webapp.vocab.people import NameKind, PublicationState
from webapp.web.forms.base import VersionedForm
from webapp.web.forms.citing import CitingForm
from webapp.web.forms.claims import StateForm
from webapp.web.forms.fields import WordField


class NameFields(Form):
    """What one spelling of a name is made of."""

    text = StringField(
        lazy_gettext("Name"), description=lazy_gettext("As it is to be shown, in its own script.")
    )
    name_kind = WordField(lazy_gettext("Kind of name"), NameKind, default=NameKind.MAIN)
    language = StringField(lazy_gettext("Language"), description=lazy_gettext("A code such as az, ru or en."))
    given = StringField(lazy_gettext("Given name"))
    patronymic = StringField(lazy_gettext("Patronymic"))
    family = StringField(lazy_gettext("Family name"))


class NewPersonForm(CitingForm, StateForm, NameFields):
    """A person, with a first name and the passage that names them."""

    somebody_else = BooleanField(lazy_gettext("None of these: it is somebody else"))


class RevisedPersonForm(VersionedForm):
    """Whether readers see a person's record."""

    state = WordField(lazy_gettext("The record is"), PublicationState)


class RetiredPersonForm(VersionedForm):
    """That a record is in no list any more: nothing but the reason."""


class VerifiedPersonForm(VersionedForm):
    """That the whole record was checked today."""
