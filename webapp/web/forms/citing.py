"""The passage part of a form: a passage already cited, or a quotation pasted and found in the text."""

from typing import Any
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import Optional

from webapp.domain import accounts, passages, sources
from webapp.domain.claims import Evidence
from webapp.domain.passages import Span
from webapp.domain.reading import CURATOR
from webapp.domain.refusal import Refused
from webapp.models import Passage, Source, SourceVersion
from webapp.vocab.claims import Credibility, Stance
from webapp.vocab.words import N_
from webapp.web.access import session_row
from webapp.web.db import db
from webapp.web.forms.base import ReasonedForm
from webapp.web.forms.fields import RecordField, WordField

CITING = frozenset(
    {"source", "passage", "quote", "match", "stance", "credibility", "citation_note", "translation"}
)


class CitingForm(ReasonedForm):
    """A form whose domain function takes `evidence`: the passage on which a claim rests."""

    source = RecordField(
        lazy_gettext("Source"),
        lambda: sources.sources(db(), to=CURATOR, offered=True),
        key=lambda row: row.reference,
        text=lambda row: f"{row.reference} · {row.title}",
        nothing=lazy_gettext("choose a source"),
    )
    passage = RadioField(
        lazy_gettext("A passage already cited"), validators=[Optional()], validate_choice=False
    )
    quote = TextAreaField(
        lazy_gettext("Paste the quotation"),
        description=lazy_gettext("The very words of the text; its place is found for you."),
    )
    match = RadioField(lazy_gettext("Which place?"), validators=[Optional()], validate_choice=False)
    stance = WordField(lazy_gettext("The passage"), Stance, default=Stance.SUPPORTS)
    credibility = WordField(lazy_gettext("Credibility"), Credibility, default=Credibility.CANNOT_BE_JUDGED)
    citation_note = TextAreaField(lazy_gettext("Note on the passage"))
    translation = TextAreaField(lazy_gettext("Translation of the quotation"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.passage.choices, self.match.choices = [], []
        self._matches: list[Span] = []
        if not self.is_submitted():
            self._begin()

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, the passage fixed. Raises Refused."""
        values = {name: value for name, value in super().values().items() if name not in CITING}
        return values | {"evidence": self.evidence()}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() - CITING | {"evidence"}

    def passage_choices(self) -> list[tuple[str, Passage]]:
        """Return the offered passages by their key, for a template that shows them in context."""
        if self.source.data is None:
            return []
        return [(str(row.id), row) for row in passages.cited_passages(db(), self.source.data, to=CURATOR)]

    def match_choices(self) -> list[tuple[str, passages.Context]]:
        """Return the places of the quotation by their key, each in its context."""
        version = sources.newest_version(db(), self.source.data) if self.source.data else None
        if version is None or version.text is None:
            return []
        return [(f"{s.start}-{s.end}", passages.context(version.text, s)) for s in self._matches]

    def evidence(self) -> Evidence:
        """Return the passage chosen or found, fixed, with its grading. Raises Refused."""
        if self.source.data is None:
            raise Refused("source", N_("Choose the source that shows this."))
        passage = self._chosen() if not (self.quote.data or "").strip() else self._found()
        row = session_row()
        if row is not None:
            accounts.remember_source(row, self.source.data)
        return Evidence(
            passage=passage,
            stance=self.stance.data,
            credibility=self.credibility.data,
            note=self.citation_note.data,
            translation=self.translation.data,
        )

    def _begin(self) -> None:
        """Begin with the source and passage that the address names, or the source cited last."""
        reference = request.args.get("source", "")
        named = sources.source(db(), reference, to=CURATOR) if reference else None
        self.source.process_data(named or _last_source())
        self.passage.data = request.args.get("passage")

    def _chosen(self) -> Passage:
        if not self.passage.data:
            raise Refused("quote", N_("Choose a passage, or paste the words that show this."))
        try:
            passage = passages.passage(db(), UUID(self.passage.data), to=CURATOR)
        except ValueError:
            passage = None
        if passage is None or passage.source_version.source_id != self.source.data.id:
            raise Refused("passage", N_("This passage is not one of the chosen source."))
        return passage

    def _found(self) -> Passage:
        if len(self.quote.data) > passages.QUOTE_LIMIT:
            raise Refused(
                "quote", N_("A quotation is at most %(limit)s characters."), limit=passages.QUOTE_LIMIT
            )
        version = sources.newest_version(db(), self.source.data)
        if version is None or version.text is None:
            raise Refused("quote", N_("The text of this source is not archived; choose one of its passages."))
        self._matches = passages.find_quote(version.text, self.quote.data)
        if not self._matches:
            raise Refused(
                "quote", N_("These words are not in the text of the source. Check spelling and source.")
            )
        span = self._place(version)
        return passages.fix_passage(db(), version, span)

    def _place(self, version: SourceVersion) -> Span:
        if len(self._matches) == 1:
            return self._matches[0]
        chosen = next((s for s in self._matches if f"{s.start}-{s.end}" == self.match.data), None)
        if chosen is not None:
            return chosen
        if len(self._matches) > passages.MOST_MATCHES:
            raise Refused("quote", N_("These words stand in the text too often; paste more of the sentence."))
        message = N_("These words stand in the text %(times)s times. Which place?")
        raise Refused("match", message, times=len(self._matches))


def _last_source() -> Source | None:
    row = session_row()
    return db().get(Source, row.last_source_id) if row and row.last_source_id else None
