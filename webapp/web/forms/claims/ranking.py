"""The form of ranks: which of several claims is to be believed first, and why."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext
from wtforms import StringField

from webapp.vocab.claims import Rank
from webapp.web.forms.base import VersionedForm
from webapp.web.forms.fields import WordField


class RankForm(VersionedForm):
    """A rank and its reason, which readers see beside the claim and which history keeps."""

    rank = WordField(lazy_gettext("Rank"), Rank)
    reason = StringField(
        lazy_gettext("Why"), description=lazy_gettext("Readers see it beside the claim; history keeps it.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.is_submitted() and request.args.get("rank") in set(Rank):
            self.rank.data = Rank(request.args["rank"])

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function; one reason serves rank and edit."""
        return super().values() | {"rank_reason": self.reason.data}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() | {"rank_reason"}
