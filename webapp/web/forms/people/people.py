"""Forms of people: adding one with a first name, publishing, verifying."""

from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from webapp.domain.citing.typed_people import new_names
from webapp.domain.claims import recording
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR
from webapp.models import Passage
from webapp.vocab.people import PublicationState
from webapp.vocab.verification import Checked, VerificationMethod
from webapp.vocab.words import N_
from webapp.web.db import db, today
from webapp.web.forms.base import ReasonedForm, VersionedForm
from webapp.web.forms.citing import CitingForm
from webapp.web.forms.claims.claims import StateForm
from webapp.web.forms.claims.kinds import NameFields
from webapp.web.forms.fields import DayField, WordField


class NewPersonForm(CitingForm, StateForm, NameFields):
    """A person, with a first name and the passage that names them."""

    somebody_else = BooleanField(lazy_gettext("None of these: it is somebody else"))
    not_printed = BooleanField(lazy_gettext("The passage does not print this name; the reason says why"))

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function. Raises Refused where several are named."""
        try:
            several = len(new_names(self.text.data)) > 1
        except Refused as refused:
            raise Refused("text", refused.message, **refused.values) from refused
        if several:
            raise Refused("text", N_("These are several people: add them one at a time."))
        return super().values()


class RevisedPersonForm(VersionedForm):
    """Whether readers see a person's record."""

    state = WordField(lazy_gettext("The record is"), PublicationState)


class ColleaguesForm(VersionedForm):
    """What colleagues should know of a person."""

    note = TextAreaField(
        lazy_gettext("Note to colleagues"),
        description=lazy_gettext("It stays on the record, never becomes a fact, and no reader sees it."),
    )


class VerificationFields(ReasonedForm):
    """That a record was checked against the world: what, when, how, and what it rests on."""

    reason = HiddenField(default=lambda: gettext("Verified"))
    checked = WordField(lazy_gettext("Checked"), Checked, default=Checked.STATUS)
    day = DayField(lazy_gettext("When"), default=today)
    method = WordField(lazy_gettext("How"), VerificationMethod)
    passage = StringField(
        lazy_gettext("Address of the passage that says so"),
        description=lazy_gettext("As the page of a citation has it; else a note says what was learned."),
    )
    note = TextAreaField(
        lazy_gettext("What was learned"),
        description=lazy_gettext("For colleagues. It never becomes a fact, and no reader sees it."),
    )

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function. Raises Refused for a wrong address."""
        return super().values() | {"passage": self._cited_passage()}

    def _cited_passage(self) -> Passage | None:
        address = (self.passage.data or "").strip()
        if not address:
            return None
        key = address.rstrip("/").rpartition("/")[2]
        try:
            citation = recording.citation(db(), UUID(key), to=CURATOR)
        except ValueError:
            citation = None
        if citation is None:
            raise Refused("passage", N_("No citation has this address."))
        return citation.passage


class VerifiedPersonForm(VerificationFields, VersionedForm):
    """That the record of one person was checked."""
