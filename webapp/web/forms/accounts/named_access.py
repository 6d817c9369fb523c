"""The form that names the accounts to which alone something restricted is open."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from webapp.domain.accounts.named_accounts import accounts_to_name
from webapp.domain.named_access import named_keys
from webapp.web.db import db
from webapp.web.forms.base import VersionedForm


def _choices() -> list[SelectChoice]:
    return [
        SelectChoice(str(account.id), account.name, {"title": gettext(account.role.label)})
        for account in accounts_to_name(db())
    ]


class NamedAccessForm(VersionedForm):
    """To which accounts alone something restricted is open."""

    accounts = SelectMultipleField(lazy_gettext("Open to these alone"), choices=_choices)

    def __init__(self, *args: Any, obj: Any, **options: Any) -> None:
        named = {"accounts": [str(key) for key in named_keys(obj)]}
        super().__init__(*args, obj=obj, data=named, **options)

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function."""
        chosen = set(self.accounts.data or ())
        accounts = [row for row in accounts_to_name(db()) if str(row.id) in chosen]
        return super().values() | {"accounts": accounts}
