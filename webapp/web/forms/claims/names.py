"""Forms of names."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.vocab.people import NameKind
from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm
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


class NewNameForm(NewClaimForm, NameFields):
    """A further spelling of a person's name, with the passage that prints it."""


class RevisedNameForm(RevisedClaimForm, NameFields):
    """A spelling, corrected."""
