"""Forms of signing in by password or one-time link, and of changing one's own password."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField


class SignInForm(FlaskForm):
    """Name and password."""

    name = StringField(
        lazy_gettext("Name"),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(lazy_gettext("Password"), render_kw={"autocomplete": "current-password"})


class PasswordAgainForm(FlaskForm):
    """The password of who is signed in, asked for again."""

    current_password = PasswordField(
        lazy_gettext("Password"), render_kw={"autocomplete": "current-password"}
    )


class CodeForm(FlaskForm):
    """A code of the second factor."""

    code = StringField(
        lazy_gettext("Code"),
        description=lazy_gettext("Six digits from your authenticator, or one of your recovery codes."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )


class NewSecondFactorForm(CodeForm):
    """The first code of a new second factor, with the secret that it proves, signed."""

    secret = HiddenField()


class PasswordForm(FlaskForm):
    """A password of one's own choice."""

    password = PasswordField(
        lazy_gettext("Password"),
        description=lazy_gettext("At least 12 characters; a few unrelated words are good."),
        render_kw={"autocomplete": "new-password"},
    )


class OwnPasswordForm(PasswordForm):
    """A new password instead of the current one."""

    current_password = PasswordField(
        lazy_gettext("Current password"), render_kw={"autocomplete": "current-password"}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.password.label.text = lazy_gettext("New password")
