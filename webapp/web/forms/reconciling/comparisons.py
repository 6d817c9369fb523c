"""The form of a comparison: somebody else's list, pasted or as a file, and with whom of ours."""

from functools import partial

from flask import request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField, TextAreaField

from webapp.domain.imports.lists import ListTable, is_own_export, reading_of, table_in
from webapp.domain.imports.mappings import mappings_for
from webapp.domain.imports.reading import ListReading
from webapp.domain.refusals import Refused
from webapp.domain.sources import sources, versions
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.visibility import CURATOR
from webapp.models import Organization
from webapp.vocab.words import N_
from webapp.web.db import db, today
from webapp.web.forms.imports.lists import typed_decisions, typed_reading
from webapp.web.forms.lists.compared_list import ComparedListFields
from webapp.web.forms.record_fields import organization_field

MOST_ROWS = 500
# Of our own list only what was changed is shown.
MOST_RETURNED = 5_000


class ComparisonForm(FlaskForm, ComparedListFields):
    """A list and with whom it is compared; nothing of it is kept but answers, where somebody says so."""

    text = TextAreaField(
        lazy_gettext("Paste their list"),
        description=lazy_gettext("Rows of a spreadsheet with their header, or one name a line."),
    )
    file = FileField(
        lazy_gettext("Or choose a file"),
        description=lazy_gettext("CSV or a spreadsheet; it is read and not kept."),
        render_kw={"accept": ".csv,.txt,.xlsx,.ods,.xls"},
    )
    publisher = organization_field(
        lazy_gettext("Whose list it is"),
        kinds=(),
        description=lazy_gettext("Answers that were kept of their earlier lists are used."),
    )
    reason = StringField(
        lazy_gettext("Why, for answers that are kept"),
        description=lazy_gettext("Such as: the same day of birth. Kept in the history."),
    )

    def table(self) -> ListTable | None:
        """Return the rows of the list, None where nothing was given. Raises Refused."""
        self._take()
        if not (self.text.data or "").strip():
            return None
        try:
            table = table_in(self.text.data, today())
        except Refused as refused:
            raise Refused("text", refused.message, **refused.values) from refused
        most = MOST_RETURNED if is_own_export(table) else MOST_ROWS
        if len(table.rows) > most:
            message = N_("Compare at most %(most)s rows at once; this list has %(rows)s.")
            raise Refused("text", message, most=most, rows=len(table.rows))
        return table

    def reading(self, table: ListTable) -> ListReading:
        """Return how the rows are read, as they seem to want until somebody says otherwise."""
        return typed_reading(
            table,
            partial(reading_of, table, date=None, in_spreadsheet=True),
            next(iter(mappings_for(db(), table)), None),
        )

    def answers(self) -> dict[int, str]:
        """Return by the number of a row whom somebody said that it means."""
        return typed_decisions()

    def _take(self) -> None:
        """Take the text of the file, or of the source that the address names, where nothing was pasted."""
        if self.file.data:
            self.text.data = extract(self.file.data.read(), file_name=self.file.data.filename).text
        elif not self.is_submitted() and "source" in request.args:
            source = sources.source(db(), request.args["source"], to=CURATOR)
            version = versions.newest_version(db(), source) if source else None
            self.text.data = version.text if version else None
            self.publisher.data = source.publisher if source else None

    @property
    def organization(self) -> Organization | None:
        """Whose list it is, where somebody says so."""
        return self.publisher.data if isinstance(self.publisher.data, Organization) else None
