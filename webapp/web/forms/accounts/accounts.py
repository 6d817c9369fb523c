"""Forms of accounts."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, StringField

from webapp.vocab.accounts import OwnClaims, Role
from webapp.web.forms.base import ReasonedForm, VersionedForm
from webapp.web.forms.fields import WordField


class RoleFields(Form):
    """What an account may do."""

    role = WordField(lazy_gettext("Role"), Role, default=Role.CURATOR)


class NewAccountForm(ReasonedForm, RoleFields):
    """An account."""

    name = StringField(
        lazy_gettext("Name"),
        description=lazy_gettext("By which it signs in and by which history calls it. It never changes."),
    )


class RevisedAccountForm(VersionedForm, RoleFields):
    """What an account may do, changed."""

    active = BooleanField(lazy_gettext("May sign in"))


class HomeRulesForm(ReasonedForm):
    """How this home works."""

    own_claims = WordField(lazy_gettext("What a reviewer recorded"), OwnClaims)
    second_factor_from = WordField(
        lazy_gettext("Second factor required from this role on"), Role, optional=True,
        nothing=lazy_gettext("of nobody"),
    )  # fmt: skip


class LinkForm(FlaskForm):
    """That a new one-time link is wanted; history keeps no links, so it asks no reason."""
