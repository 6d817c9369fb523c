"""A source and the version of it that an address names, with whom its text may name."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from flask import abort, request, url_for

from webapp.domain.citing.people_mentioned import Mention, mentions_at, name_places
from webapp.domain.sources import versions
from webapp.domain.text.name_matches import NameMatch
from webapp.domain.text.quote_location import Span
from webapp.domain.visibility import CURATOR
from webapp.models import Source, SourceVersion
from webapp.vocab.accounts import Role
from webapp.web.access import can
from webapp.web.db import db
from webapp.web.kept_figures import kept


@dataclass(frozen=True)
class OpenSource:
    """A source and the version of it that is open; without any version, both are None."""

    source: Source
    version: SourceVersion | None
    newest: SourceVersion | None

    @property
    def text(self) -> str | None:
        """The canonical text; None where it is not archived."""
        return self.version.text if self.version is not None else None

    @property
    def is_old(self) -> bool:
        """Whether a newer version is there."""
        return self.version is not self.newest

    @cached_property
    def names(self) -> list[NameMatch]:
        """Every place that may name a known person, with the keys of those called so; to curators only.

        Such a person is only perhaps the one: a suggestion, and no cited fact. The public must never read
        a person into a text.
        """
        version = self.version
        if version is None or not can(Role.CURATOR):
            return []
        # A text of ten thousand names takes seconds, and is opened again with each selection in it.
        return kept(partial(name_places, db(), version, to=CURATOR), "names", version.id, to=CURATOR)

    def mentions(self, span: Span) -> list[Mention]:
        """Return the places of a stretch of the text that may name a known person, with these people."""
        near = [name for name in self.names if name.start < span.end and span.start < name.end]
        return mentions_at(db(), self.version, near) if self.version is not None else []

    def url(self, endpoint: str = "sources.show", **query: Any) -> str:
        """Return the address of a page about this source, and about this version where it is an old one."""
        if self.is_old and self.version is not None:
            query["version"] = self.version.number
        return url_for(endpoint, reference=self.source.reference, **query)


def open_source(source: Source) -> OpenSource:
    """Return a source with the version that the address names, or answer 404."""
    newest = versions.newest_version(db(), source)
    number = request.args.get("version")
    if number is None:
        return OpenSource(source, newest, newest)
    number = int(number) if number.isdecimal() and len(number) < 10 else 0
    return OpenSource(source, versions.numbered_version(db(), source, number) or abort(404), newest)
