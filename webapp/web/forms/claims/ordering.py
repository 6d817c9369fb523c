"""The form of orders: which of two events came after the other, or that both cannot be true, and why."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext
from wtforms import Field, RadioField, StringField
from wtforms.validators import Optional

from webapp.domain.claims.ordering import OfferedAnswer
from webapp.web.forms.base import VersionedForm


class OrderForm(VersionedForm):
    """One of the answers that the dates allow, and its reason; it is stale once anything of the person is."""

    answer = RadioField(lazy_gettext("Which came last?"), validators=[Optional()], validate_choice=False)
    reason = StringField(
        lazy_gettext("Why"), description=lazy_gettext("Readers see it beside the event; history keeps it.")
    )

    def __init__(self, *args: Any, offers: Iterable[OfferedAnswer] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.answer.choices = []
        self._answers = {offer.key: offer.answer for offer in offers}

    def compared(self) -> list[Field]:
        """Return no field: what an answer leads to is looked at anew where two edits cross."""
        return []

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function; one reason serves order and edit."""
        answer = self._answers.get(self.answer.data)
        return super().values() | {"answer": answer, "order_reason": self.reason.data}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() | {"order_reason"}
