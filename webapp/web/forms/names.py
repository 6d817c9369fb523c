"""Forms of names."""

from webapp.web.forms.claims import NewClaimForm, RevisedClaimForm
from webapp.web.forms.people import NameFields


class NewNameForm(NewClaimForm, NameFields):
    """A further spelling of a person's name, with the passage that prints it."""


class RevisedNameForm(RevisedClaimForm, NameFields):
    """A spelling, corrected."""
