"""The desk at which a source is read: its text with marks, what rests on it, who is named in it, the form."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import Any
from uuid import UUID

from flask import abort, request, url_for

from webapp.domain.citing.mentions import Spotted, spotted
from webapp.domain.citing.new_name_suggestions import Proposal, proposals
from webapp.domain.citing.people_named import summaries
from webapp.domain.citing.selection import trimmed
from webapp.domain.lists.name_search import Hit
from webapp.domain.people.namesakes import namesakes
from webapp.domain.refusals import Refused
from webapp.domain.sources import passages_with_claims, versions
from webapp.domain.sources.passages_with_claims import Borne
from webapp.domain.text.sentences import Sentence, sentences
from webapp.domain.text.spans import Span
from webapp.domain.visibility import CURATOR
from webapp.models import Passage, Person, PersonSummary, Source, SourceVersion
from webapp.vocab.accounts import Role
from webapp.vocab.people import PublicationState
from webapp.web.access import can, reader
from webapp.web.db import db
from webapp.web.forms.sources.passage_claims import ReadingForm, span_of
from webapp.web.presenters.marked_text import Marks, Piece, paragraphs
from webapp.web.presenters.record_sections import Section, sections

RESTS = 200  # passages with what rests on them, on one page
MOST_NAMED = 100
MOST_PLACES = 5
MOST_OVERLAPS = 5


@dataclass(frozen=True)
class Named:
    """Somebody whom the text may name: how the list knows them, the first places, and how many more."""

    person: Person
    summary: PersonSummary | None
    places: list[Spotted]
    more: int


class Desk:
    """A source laid out for one reader; what a part of the page needs is found when the part is shown."""

    def __init__(self, source: Source, version: SourceVersion | None, newest: SourceVersion | None) -> None:
        self.source, self.version, self.newest = source, version, newest
        self.form: ReadingForm | None = None
        self._hints: dict[tuple[Person, ...], str] = {}
        self._pages: dict[int, str] = {}
        # Whoever is underlined is only perhaps the one: a suggestion for curators, and no cited fact. The
        # public must never read a person into a text.
        self.suggests = can(Role.CURATOR) and self.text is not None
        if self.suggests and version is not None and source.state is PublicationState.PUBLISHED:
            self.form = ReadingForm(version, lambda: self.spotted)

    @property
    def text(self) -> str | None:
        """The canonical text; None where it is not archived."""
        return self.version.text if self.version is not None else None

    @property
    def is_old(self) -> bool:
        """Whether a newer version is there."""
        return self.version is not self.newest

    @cached_property
    def cited(self) -> list[Passage]:
        """Every passage of the source on which something rests, the newest version's first."""
        return passages_with_claims.passages_of(db(), self.source, to=reader())

    @cached_property
    def spotted(self) -> list[Spotted]:
        """Every place that may name a known person."""
        return spotted(db(), self.version, to=CURATOR) if self.suggests and self.version else []

    def similar(self) -> list[Hit]:
        """Return who may be meant by the new name in the form."""
        return namesakes(db(), self.form.new_name.data or "") if self.form else []

    @cached_property
    def open(self) -> Span | None:
        """The words that the form is about; without a form, those that the address points at."""
        if self.form is not None:
            return self.form.open_span()
        try:
            return trimmed(self.text or "", span_of(request.args.get("start"), request.args.get("end")))
        except Refused:
            return None

    @property
    def chosen(self) -> Passage | None:
        """The passage of just these words, where something rests on them already."""
        return next((p for p in self.cited if self.open == (p.start, p.end)), None) if self.open else None

    @property
    def nouns(self) -> list[Section]:
        """The kinds of claim, each of which has a form of its own."""
        return sections([])

    @cached_property
    def paragraphs(self) -> list[list[Piece]]:
        """The text, cut where something begins or ends."""
        assert self.version is not None
        marks = Marks(
            passages=[one for one in self.cited if one.source_version_id == self.version.id],
            names=self.spotted,
            pages=versions.pages(db(), self.version),
            now=self.open,
        )
        return paragraphs(self.text or "", marks)

    @cached_property
    def pages(self) -> int:
        """How many pages the list of what rests on the source has."""
        return max(1, -(-len(self.cited) // RESTS))

    @cached_property
    def page(self) -> int:
        """Which of them is shown, the first being 1."""
        asked = request.args.get("rests", "")
        return min(max(int(asked), 1), self.pages) if asked.isdecimal() and len(asked) < 10 else 1

    @property
    def first(self) -> int:
        """How many passages come before those of this page."""
        return (self.page - 1) * RESTS

    @cached_property
    def borne(self) -> list[Borne]:
        """The passages of this page with what rests on them."""
        return passages_with_claims.resting_on(db(), self.cited[self.first : self.first + RESTS], to=reader())

    def overlapping(self, passage: Passage) -> list[Passage]:
        """Return the first passages that share words with one, a few more than are told."""
        version = passage.source_version_id
        before = takewhile(lambda p: p.source_version_id != version or p.start < passage.end, self.cited)
        sharing = (p for p in before if p.source_version_id == version and p.end > passage.start)
        return list(islice((p for p in sharing if p is not passage), MOST_OVERLAPS + 1))

    @cached_property
    def named(self) -> list[Named]:
        """Whom the text may name, in the order of the text; at most 100."""
        places: dict[Person, list[Spotted]] = {}
        for one in self.spotted:
            for person in one.people:
                places.setdefault(person, []).append(one)
        first = dict(islice(places.items(), MOST_NAMED))
        known = summaries(db(), list(first), to=CURATOR)
        return [
            Named(who, known.get(who.id), found[:MOST_PLACES], len(found) - MOST_PLACES)
            for who, found in first.items()
        ]

    @cached_property
    def unnamed(self) -> int:
        """How many more the text may name than are listed."""
        return len({person for one in self.spotted for person in one.people}) - len(self.named)

    @cached_property
    def proposed(self) -> list[Proposal]:
        """Likely names of people who are not known yet."""
        known = [Span(one.start, one.end) for one in self.spotted]
        return proposals(self.text or "", known) if self.suggests else []

    def around(self, one: Spotted) -> Span:
        """Return the sentence in which somebody is named, to the end of the name where that is further."""
        sentence = self._sentences[bisect_right(self._starts, one.start) - 1]
        return Span(sentence.start, max(sentence.end, one.end))

    def perhaps(self, people: tuple[Person, ...]) -> str:
        """Return who may be meant by a name in the text, for the hint on it."""
        if people not in self._hints:
            names = ((who.reference, self._known.get(who.id)) for who in people)
            self._hints[people] = ", ".join(f"{ref} {row.name}" if row else ref for ref, row in names)
        return self._hints[people]

    def at(self, **query: Any) -> str:
        """Return the address of this page, of this version, with a query."""
        return self._address("sources.show", **query)

    def citing_at(self) -> str:
        """Return where the form is sent."""
        return self._address("readings.cite")

    def selection_at(self) -> str:
        """Return where a script asks what is known of a selection."""
        return self._address("readings.selection")

    def listed_at(self, passage: Passage) -> str:
        """Return where the list tells what rests on a passage."""
        page = self._places[passage.id] // RESTS + 1
        if page not in self._pages:
            self._pages[page] = "" if page == self.page else self.at(rests=page)
        return f"{self._pages[page]}#on-{passage.id}"

    def _address(self, endpoint: str, **query: Any) -> str:
        if self.is_old and self.version is not None:
            query["version"] = self.version.number
        return url_for(endpoint, reference=self.source.reference, **query)

    @cached_property
    def _known(self) -> dict[UUID, PersonSummary | None]:
        return {one.person.id: one.summary for one in self.named}

    @cached_property
    def _sentences(self) -> list[Sentence]:
        return sentences(self.text or "")

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

    @cached_property
    def _places(self) -> dict[UUID, int]:
        return {passage.id: place for place, passage in enumerate(self.cited)}


def laid_out(source: Source) -> Desk:
    """Return the desk of a source with the version that the address asks for, or answer 404."""
    newest = versions.newest_version(db(), source)
    asked = request.args.get("version")
    if asked is None:
        return Desk(source, newest, newest)
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    return Desk(source, versions.numbered_version(db(), source, number) or abort(404), newest)
