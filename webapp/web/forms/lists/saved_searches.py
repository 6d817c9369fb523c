"""Forms of saved searches."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.web.forms.base import ReasonedForm, VersionedForm


class SavedSearchFields(Form):
    """A filter of the people list, under a name."""

    title = StringField(lazy_gettext("Name"), description=lazy_gettext("Such as: Journalists held."))
    query = StringField(
        lazy_gettext("Filter"),
        description=lazy_gettext("What follows the question mark in the address of the list."),
    )


class NewSavedSearchForm(ReasonedForm, SavedSearchFields):
    """A filter under a new name."""


class RevisedSavedSearchForm(VersionedForm, SavedSearchFields):
    """A saved search, changed."""
