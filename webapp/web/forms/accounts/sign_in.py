"""Forms of signing in by password or one-time link, and of changing one's own password."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField


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
