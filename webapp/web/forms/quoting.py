"""The quotation part of a form: words pasted and found in a text, and how far they bear out a claim."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import Optional

from webapp.domain.refusals import Refused
from webapp.domain.sources.quoted_evidence import Quotation, QuotedEvidence
from webapp.domain.sources.quoted_places import places_of
from webapp.domain.text import quote_location
from webapp.domain.text.quote_location import Span
from webapp.models import Passage, SourceVersion
from webapp.vocab.claims import Credibility
from webapp.vocab.words import N_
from webapp.web.db import db
from webapp.web.forms.base import ReasonedForm
from webapp.web.forms.fields import WordField


class QuotingForm(ReasonedForm):
    """A form in which words are pasted that stand in a text; `cited_version` says in which."""

    quote = TextAreaField(
        lazy_gettext("Paste the quotation"),
        description=lazy_gettext("The very words of the text; its place is found for you."),
    )
    match = RadioField(lazy_gettext("Which place?"), validators=[Optional()], validate_choice=False)
    credibility = WordField(lazy_gettext("Credibility"), Credibility, default=Credibility.CANNOT_BE_JUDGED)
    citation_note = TextAreaField(lazy_gettext("Note on the passage"))
    translation = TextAreaField(lazy_gettext("Translation of the quotation"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.match.choices = []
        self._matches: list[Span] = []

    def cited_version(self) -> SourceVersion | None:
        """Return the version in whose text the quotation is looked for, where one is chosen."""
        raise NotImplementedError

    def match_choices(self) -> list[tuple[str, quote_location.Context]]:
        """Return the places of the quotation by their key, each in its context."""
        version = self.cited_version() if self._matches else None
        if version is None or version.text is None:
            return []
        return [(_key(span), quote_location.context(version.text, span)) for span in self._matches]

    def has_quote(self) -> bool:
        """Tell whether words were pasted."""
        return bool((self.quote.data or "").strip())

    def pasted_quotation(self) -> Quotation:
        """Return in which text the pasted words stand, and where. Raises Refused."""
        if len(self.quote.data) > quote_location.QUOTE_LIMIT:
            raise Refused(
                "quote", N_("A quotation is at most %(limit)s characters."), limit=quote_location.QUOTE_LIMIT
            )
        version = self.cited_version()
        matches = places_of(db(), version, self.quote.data) if version else None
        if version is None or matches is None:
            raise Refused("quote", N_("The text of this source is not archived; choose one of its passages."))
        self._matches = matches
        if not matches:
            raise Refused(
                "quote", N_("These words are not in the text of the source. Check spelling and source.")
            )
        return Quotation(version, self._place())

    def graded(self, quotation: Quotation | Passage, **stance: Any) -> QuotedEvidence:
        """Return a quotation with what the form says of it."""
        return QuotedEvidence(
            quotation=quotation,
            credibility=self.credibility.data,
            note=self.citation_note.data,
            translation=self.translation.data,
            **stance,
        )

    def _place(self) -> Span:
        if len(self._matches) == 1:
            return self._matches[0]
        chosen = next((span for span in self._matches if _key(span) == self.match.data), None)
        if chosen is not None:
            return chosen
        if len(self._matches) > quote_location.MOST_MATCHES:
            raise Refused("quote", N_("These words stand in the text too often; paste more of the sentence."))
        message = N_("These words stand in the text %(times)s times. Which place?")
        raise Refused("match", message, times=len(self._matches))


def _key(span: Span) -> str:
    return f"{span.start}-{span.end}"
