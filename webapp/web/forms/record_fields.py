"""Fields that offer records of the database: organizations and provisions."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms.validators import InputRequired

from webapp.domain.law import provisions
from webapp.domain.organizations import organizations
from webapp.domain.visibility import CURATOR
from webapp.web.db import db
from webapp.web.forms.fields import RecordField


def organization_field(label: Any, **options: Any) -> RecordField:
    """Return a field that offers the organizations in use."""
    return RecordField(
        label,
        lambda: organizations.organizations(db(), to=CURATOR, offered=True),
        key=lambda row: row.reference,
        text=lambda row: f"{row.name} ({row.reference})",
        **options,
    )


def needed_organization_field(label: Any) -> RecordField:
    """Return a field that offers the organizations in use and takes no blank."""
    needed = InputRequired(lazy_gettext("Choose an organization."))
    return organization_field(label, validators=[needed], nothing=lazy_gettext("choose an organization"))


def provision_field(label: Any, **options: Any) -> RecordField:
    """Return a field that offers the provisions in use."""
    return RecordField(
        label,
        lambda: provisions.provisions(db(), offered=True),
        key=lambda row: str(row.id),
        text=lambda row: f"{provisions.cited_as(row)} {row.title or ''}".strip(),
        **options,
    )
