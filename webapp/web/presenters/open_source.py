"""A source and the version of it that an address names, with whom its text may name."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from operator import attrgetter
from typing import Any
from uuid import UUID

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

    @cached_property
    def names_by_person(self) -> Mapping[UUID, list[NameMatch]]:
        """The places of `names` at which each person may be meant, in order."""
        if self.version is None:
            return {}
        by_person = partial(_by_person, self.names)
        return kept(by_person, "names by person", self.version.id, to=CURATOR) if self.names else {}

    def mentions(self, span: Span) -> list[Mention]:
        """Return the places of a stretch of the text that may name a known person, with these people."""
        if self.version is None:
            return []
        # They stand in order and do not overlap; a list has twenty thousand.
        first = bisect_right(self.names, span.start, key=attrgetter("end"))
        last = bisect_left(self.names, span.end, key=attrgetter("start"))
        return mentions_at(db(), self.version, self.names[first:last])

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


def _by_person(names: Sequence[NameMatch]) -> Mapping[UUID, list[NameMatch]]:
    places: dict[UUID, list[NameMatch]] = defaultdict(list)
    for name in names:
        for person_id in name.people:
            places[person_id].append(name)
    return dict(places)
