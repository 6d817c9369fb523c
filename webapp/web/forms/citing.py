"""The citing part of a form: a source, and a passage of it already cited or a quotation pasted."""

from typing import Any
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import Optional

from webapp.domain.refusals import Refused
from webapp.domain.sources import passages, passages_with_claims, sources
from webapp.domain.sources.quoted_evidence import Quotation, QuotedEvidence
from webapp.domain.visibility import CURATOR
from webapp.models import Passage, Source, SourceVersion
from webapp.vocab.claims import Stance
from webapp.vocab.words import N_
from webapp.web.access import session_row
from webapp.web.db import db
from webapp.web.forms.base import NoteForm
from webapp.web.forms.fields import WordField
from webapp.web.forms.quoting import QuotingForm
from webapp.web.forms.record_fields import source_field

CITING = frozenset(
    {"source", "passage", "quote", "match", "stance", "credibility", "citation_note", "translation"}
)


class CitingForm(QuotingForm):
    """A form whose domain function takes `evidence`: the passage on which a claim rests."""

    source = source_field(
        lazy_gettext("Source"), description=lazy_gettext("Its reference, or words of its title.")
    )
    passage = RadioField(
        lazy_gettext("A passage already cited"), validators=[Optional()], validate_choice=False
    )
    stance = WordField(lazy_gettext("The passage"), Stance, default=Stance.SUPPORTS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.passage.choices = []
        if not self.is_submitted():
            self._begin()

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, the evidence among them. Raises Refused."""
        values = {name: value for name, value in super().values().items() if name not in CITING}
        return values | {"evidence": self.evidence()}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() - CITING | {"evidence"}

    def cited_version(self) -> SourceVersion | None:
        """Return the newest version of the chosen source; its text is read when it is asked for."""
        source = self.source.data
        return source.versions[-1] if source is not None and source.versions else None

    def passage_choices(self) -> list[tuple[str, Passage]]:
        """Return the offered passages by their key, some fifty at most, for a template to show in context."""
        if self.source.data is None:
            return []
        cited = passages_with_claims.passages_cited_last(
            db(), self.source.data, to=CURATOR, chosen=self._chosen_id()
        )
        return [(str(passage.id), passage) for passage in cited]

    def evidence(self) -> QuotedEvidence:
        """Return the quotation or the passage chosen, with its grading. Raises Refused."""
        return self.graded(self.quotation(), stance=self.stance.data)

    def quotation(self) -> Quotation | Passage:
        """Return the words pasted, or the passage chosen. Raises Refused."""
        if self.source.data is None:
            raise Refused("source", N_("Choose the source that shows this."))
        return self.pasted_quotation() if self.has_quote() else self._chosen_passage()

    def _begin(self) -> None:
        """Begin with the source and passage that the address names, or the source cited last."""
        reference = request.args.get("source", "")
        named = sources.source(db(), reference, to=CURATOR) if reference else None
        self.source.process_data(named or _last_source())
        self.passage.data = request.args.get("passage")

    def _chosen_id(self) -> UUID | None:
        try:
            return UUID(self.passage.data or "")
        except ValueError:
            return None

    def _chosen_passage(self) -> Passage:
        if not self.passage.data:
            raise Refused("quote", N_("Choose a passage, or paste the words that show this."))
        key = self._chosen_id()
        passage = passages.passage(db(), key, to=CURATOR) if key else None
        if passage is None or passage.source_version.source_id != self.source.data.id:
            raise Refused("passage", N_("This passage is not one of the chosen source."))
        return passage


class CitedRecordForm(CitingForm, NoteForm):
    """A record that rests on one passage, which is not graded."""

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, the quotation as passage. Raises Refused."""
        values = {name: value for name, value in NoteForm.values(self).items() if name not in CITING}
        return values | {"passage": self.quotation()}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() - {"evidence"} | {"passage"}


def _last_source() -> Source | None:
    row = session_row()
    return db().get(Source, row.last_source_id) if row and row.last_source_id else None
