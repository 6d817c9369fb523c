"""Forms that a passkey answers; a script asks the browser for the answer when they are sent."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField


class PasskeyForm(FlaskForm):
    """What a passkey answered to a challenge."""

    challenge = HiddenField()
    answer = HiddenField(lazy_gettext("Passkey"))


class NewPasskeyForm(PasskeyForm):
    """A new passkey, as its owner calls it."""

    name = StringField(
        lazy_gettext("What you call it"),
        description=lazy_gettext("As: telephone, key on the ring. When one is lost, you know which."),
        render_kw={"autocomplete": "off"},
    )
