"""What the forms of all claims share: of whom, how far published, who may see it, and how it ranks."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import StringField

from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.web.forms.base import NoteForm, VersionedForm, states
from webapp.web.forms.citing import CitingForm
from webapp.web.forms.fields import WordField
from webapp.web.forms.people_fields import PeopleField


class StateForm(NoteForm):
    """Whether a new claim goes out at once, to review, or stays a draft; and who may see it then."""

    state = WordField(lazy_gettext("Publication"), ClaimState)
    visibility = WordField(lazy_gettext("Visible to"), Visibility, default=Visibility.PUBLIC)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.state.words = states()
        if self.state.data is None and not self.is_submitted():
            self.state.data = self.state.words[0]


class NewClaimForm(CitingForm, StateForm):
    """A new claim on one person or several, with the passage that shows it."""

    people = PeopleField(
        lazy_gettext("About"),
        description=lazy_gettext(
            "Names or references, separated by commas, where the passage says it of several."
        ),
    )

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function. Raises Refused for an unknown person."""
        return super().values() | {"people": self.people.people()}


class RevisedClaimForm(VersionedForm, NoteForm):
    """What a claim says, corrected; its passages stay."""

    rank = WordField(lazy_gettext("Rank"), Rank, default=Rank.NORMAL)
    rank_reason = StringField(lazy_gettext("Why this rank"))
    visibility = WordField(lazy_gettext("Visible to"), Visibility)


class ClaimActionForm(VersionedForm):
    """Withdrawing or publishing a claim, or removing a citation: nothing but the reason."""


class NewCitationForm(CitingForm):
    """A further passage for a claim."""
