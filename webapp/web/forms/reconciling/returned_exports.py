"""The form of our own export come back: which of its changed cells are recorded, and what shows them."""

from functools import partial
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, TextAreaField

from webapp.domain.imports.lists import ListTable, is_own_export, table_in
from webapp.domain.reconciling.returned_claims import RecordedChanges, record_changes
from webapp.domain.refusals import Refused
from webapp.domain.sources.quoted_evidence import QuotedEvidence
from webapp.web.db import engines, today
from webapp.web.forms.base import states
from webapp.web.forms.citing import CitingForm


class ReturnedExportForm(CitingForm):
    """Cells of an export that are recorded on the words of a source; the export is as long as it is."""

    text = TextAreaField(lazy_gettext("The list"))
    seen = HiddenField()
    # What a change rests on supports it; what contradicts us is cited at the claim.
    stance = None  # type: ignore[assignment]

    def __init__(self, text: str | None = None) -> None:
        """Begin with the text of an export; without one, the form is what was sent."""
        if text is None:
            super().__init__()
        else:
            super().__init__(formdata=MultiDict())
            self.text.data = text
            self.reason.data = gettext("Our own list, edited and brought back")
            self._begin()
        self.is_new = text is not None

    def begun_again(self) -> "ReturnedExportForm":
        """Return the form as it is after something was recorded: the same list and source."""
        form = ReturnedExportForm(self.text.data or "")
        form.source.process_data(self.source.data)
        return form

    @property
    def chosen(self) -> set[str]:
        """The changes that are ticked, by their keys."""
        return set(request.form.getlist("cell"))

    def table(self) -> ListTable | None:
        """Return the rows of the export; None where the text is none of ours."""
        try:
            table = table_in(self.text.data or "", today())
        except Refused:
            return None
        return table if is_own_export(table) else None

    def save(self, session: Session) -> RecordedChanges:
        """Record what is ticked. Raises Refused."""
        table = self.table()
        assert table is not None
        address = engines().settings.public_url
        save = partial(record_changes, session, table=table, today=today(), public_url=address)
        return save(**self.values())

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return {"chosen", "evidence", "seen", "state"}

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of `record_changes`, without the table. Raises Refused."""
        seen = self.seen.data or ""
        return {
            "chosen": self.chosen,
            "evidence": self._common_evidence(),
            "seen": int(seen) if seen.isdecimal() and len(seen) < 18 else 0,
            "state": states()[0],
        }

    def _common_evidence(self) -> QuotedEvidence | None:
        """Return the words that show what the file gives none for; None where nothing is given."""
        if not (self.has_quote() or self.passage.data):
            return None
        return self.graded(self.quotation())
