"""The description of a source: what it is, where it is, and how far it can be relied on."""

from dataclasses import dataclass

from webapp.domain.input_rules import clean_line, clean_text, language_tag, required_line, web_address
from webapp.models import Organization, Source
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.sources import Reliability, SourceKind


@dataclass(frozen=True, kw_only=True)
class SourceDescription:
    """The description of a source as typed, not yet checked; each field is a column of `Source`."""

    title: str | None
    kind: SourceKind
    publisher: Organization | None
    authors: str | None
    language: str | None
    date: PartialDate | None
    url: str | None
    archive_url: str | None
    shelf_mark: str | None
    reliability: Reliability
    visibility: Visibility
    note: str | None


def describe(source: Source, description: SourceDescription) -> None:
    """Set the columns of a source from a description. Raises Refused at the field at fault."""
    source.title = required_line("title", description.title, limit=500)
    source.kind, source.publisher, source.date = description.kind, description.publisher, description.date
    source.authors = clean_line("authors", description.authors, limit=1000)
    source.language = language_tag("language", description.language)
    source.url = web_address("url", description.url)
    source.archive_url = web_address("archive_url", description.archive_url)
    source.shelf_mark = clean_line("shelf_mark", description.shelf_mark)
    source.reliability, source.visibility = description.reliability, description.visibility
    if source.visibility is not Visibility.RESTRICTED:
        source.named_accounts = None
    source.note = clean_text("note", description.note, limit=5000)
