"""What shows the changed cells of our own export: a source and its words, from columns of the file."""

from functools import cache

from sqlalchemy.orm import Session

from webapp.domain.imports.lists import begins_as_own_export
from webapp.domain.reconciling.returned_export import EVIDENCE, ReturnedRow
from webapp.domain.refusals import Refused
from webapp.domain.sources import sources, versions
from webapp.domain.sources.quoted_evidence import Quotation
from webapp.domain.text.quote_location import QUOTE_LIMIT, find_quote
from webapp.domain.visibility import CURATOR
from webapp.models import SourceVersion
from webapp.vocab.words import N_


class EvidenceReader:
    """Finds the words that the rows of one file quote; each source is looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._version = cache(self._version_of)

    def quotation(self, row: ReturnedRow) -> Quotation | None:
        """Return the words that a row quotes; None where it names no source. Raises Refused."""
        reference, quote = (row.columns.get(column, "").strip() for column in EVIDENCE)
        if not reference and not quote:
            return None
        if not reference or not quote:
            message = N_("Fill in both %(source)s and %(quote)s.")
            raise Refused("value", message, source=EVIDENCE[0], quote=EVIDENCE[1])
        version = self._version(reference)
        if version is None or version.text is None:
            message = N_("%(reference)s: no source of this reference has a text here.")
            raise Refused("value", message, reference=reference)
        refuse_own_export(version)
        spans = find_quote(version.text, quote) if len(quote) <= QUOTE_LIMIT else []
        if not spans:
            message = N_("These words are not in the text of %(reference)s: %(quote)s")
            raise Refused("value", message, reference=reference, quote=quote[:100])
        if len(spans) > 1:
            message = N_("These words stand in %(reference)s more than once; quote more of the sentence.")
            raise Refused("value", message, reference=reference)
        return Quotation(version, spans[0])

    def _version_of(self, reference: str) -> SourceVersion | None:
        source = sources.source(self._session, reference, to=CURATOR)
        return versions.newest_version(self._session, source) if source else None


def refuse_own_export(version: SourceVersion) -> None:
    """Raise Refused at field `source` where a text is a list of ours that was brought in as a source."""
    if version.text is not None and begins_as_own_export(version.text):
        message = N_("This text is our own list, and no evidence of what it says. Choose another source.")
        raise Refused("source", message)
