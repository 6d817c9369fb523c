"""What the page of a source shows: its text with marks, the claims that rest on it, and suggestions."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import Any
from uuid import UUID

from flask import abort, request, url_for

from webapp.domain.citing.new_name_suggestions import NameSuggestion, hindrance, name_suggestions
from webapp.domain.citing.people_mentioned import Mention, find_mentions
from webapp.domain.citing.selection import trimmed
from webapp.domain.citing.typed_people import new_names, summaries_by_person
from webapp.domain.decrees.unmatched_names import unmatched_names
from webapp.domain.imports.lists import is_list
from webapp.domain.lists.name_search import NameHit
from webapp.domain.people.namesakes import namesakes
from webapp.domain.refusals import Refused
from webapp.domain.sources import passages_with_claims, versions
from webapp.domain.sources.passages_with_claims import PassageWithClaims
from webapp.domain.text.quote_location import Span
from webapp.domain.text.sentences import sentences
from webapp.domain.visibility import CURATOR
from webapp.models import Passage, Person, PersonSummary, Source, SourceVersion
from webapp.vocab.accounts import Role
from webapp.vocab.people import PublicationState
from webapp.web.access import can, reader
from webapp.web.db import db
from webapp.web.forms.sources.passage_claims import ReadingForm, span_of
from webapp.web.presenters.marked_text import Marks, TextPiece, paragraphs
from webapp.web.presenters.record_sections import sections

PASSAGES_A_PAGE = 50
MOST_PEOPLE = 100
MOST_PLACES = 5
MOST_OVERLAPS = 5


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
    def mentions(self) -> list[Mention]:
        """Every place that may name a known person; to curators only.

        Such a person is only perhaps the one: a suggestion, and no cited fact. The public must never read
        a person into a text.
        """
        return find_mentions(db(), self.version, to=CURATOR) if self.version and can(Role.CURATOR) else []

    def url(self, endpoint: str = "sources.show", **query: Any) -> str:
        """Return the address of a page about this source, and about this version where it is an old one."""
        if self.is_old and self.version is not None:
            query["version"] = self.version.number
        return url_for(endpoint, reference=self.source.reference, **query)


@dataclass(frozen=True)
class SourceText:
    """The text, cut where something begins or ends, and the words that are selected in it."""

    paragraphs: list[list[TextPiece]]
    selection: Span | None
    selected_passage: Passage | None


@dataclass(frozen=True)
class SourceClaims:
    """One page of the passages on which something rests, and where the list shows each of all.

    `overlapping` has for each passage of the page the first others that share words with it, `links` an
    address for every passage; both by the passage's id.
    """

    passages: list[PassageWithClaims]
    overlapping: dict[UUID, list[Passage]]
    links: dict[UUID, str]
    page: int
    pages: int
    before: int
    total: int


@dataclass(frozen=True)
class MentionedPerson:
    """Somebody whom the text may name: the first places, each with its sentence, and how many more."""

    person: Person
    summary: PersonSummary | None
    places: list[tuple[Mention, Span]]
    more: int


@dataclass(frozen=True)
class SourceSuggestions:
    """Whom the text may name, in its order, and how many more; likely new names; who bears the one typed.

    `hints` has the words for each group of people whom one place may name.
    """

    people: list[MentionedPerson]
    more: int
    hints: dict[tuple[Person, ...], str]
    new_names: list[NameSuggestion]
    hindrance: str | None
    namesakes: list[NameHit]


def open_source(source: Source) -> OpenSource:
    """Return a source with the version that the address names, or answer 404."""
    newest = versions.newest_version(db(), source)
    number = request.args.get("version")
    if number is None:
        return OpenSource(source, newest, newest)
    number = int(number) if number.isdecimal() and len(number) < 10 else 0
    return OpenSource(source, versions.numbered_version(db(), source, number) or abort(404), newest)


def citing_form(opened: OpenSource) -> ReadingForm | None:
    """Return the form that cites the text, to those who may, and where the text may be cited."""
    if opened.version is None or opened.text is None or not can(Role.CURATOR):
        return None
    if opened.source.state is not PublicationState.PUBLISHED:
        return None
    return ReadingForm(opened.version, lambda: opened.mentions)


def source_page(opened: OpenSource, form: ReadingForm | None) -> dict[str, Any]:
    """Return what the page of a source shows beside its form, as variables of the template."""
    cited = passages_with_claims.passages_of(db(), opened.source, to=reader())
    return {
        "opened": opened,
        "source": opened.source,
        "version": opened.version,
        "text": _text(opened, form, cited),
        "claims": _claims(opened, cited),
        "by_person": passages_with_claims.by_person,
        "suggestions": _suggestions(opened, form),
        "sections": sections([]),
        "unmatched": unmatched_names(db(), opened.source) if form is not None else [],
        "is_list": form is not None and is_list(opened.version),
    }


def _text(opened: OpenSource, form: ReadingForm | None, cited: Sequence[Passage]) -> SourceText | None:
    version, text = opened.version, opened.text
    if version is None or text is None:
        return None
    selection = form.open_span() if form is not None else _selection_of_address(text)
    marks = Marks(
        passages=[passage for passage in cited if passage.source_version_id == version.id],
        names=opened.mentions,
        pages=versions.pages(db(), version),
        now=selection,
    )
    same = (passage for passage in cited if selection == (passage.start, passage.end))
    return SourceText(paragraphs(text, marks), selection, next(same, None))


def _selection_of_address(text: str) -> Span | None:
    try:
        return trimmed(text, span_of(request.args.get("start"), request.args.get("end")))
    except Refused:
        return None


def _claims(opened: OpenSource, cited: Sequence[Passage]) -> SourceClaims:
    pages = max(1, -(-len(cited) // PASSAGES_A_PAGE))
    typed = request.args.get("rests", "")
    page = min(max(int(typed), 1), pages) if typed.isdecimal() and len(typed) < 10 else 1
    before = (page - 1) * PASSAGES_A_PAGE
    shown = cited[before : before + PASSAGES_A_PAGE]
    urls = ["" if number == page else opened.url(rests=number) for number in range(1, pages + 1)]
    return SourceClaims(
        passages=passages_with_claims.with_claims(db(), shown, to=reader()),
        overlapping={passage.id: _overlapping(passage, cited) for passage in shown},
        links={
            passage.id: f"{urls[place // PASSAGES_A_PAGE]}#on-{passage.id}"
            for place, passage in enumerate(cited)
        },
        page=page,
        pages=pages,
        before=before,
        total=len(cited),
    )


def _overlapping(passage: Passage, cited: Sequence[Passage]) -> list[Passage]:
    """Return the first passages that share words with this one, one more than are shown."""
    version = passage.source_version_id
    before = takewhile(lambda other: other.source_version_id != version or other.start < passage.end, cited)
    sharing = (other for other in before if other.source_version_id == version and other.end > passage.start)
    return list(islice((other for other in sharing if other is not passage), MOST_OVERLAPS + 1))


def _suggestions(opened: OpenSource, form: ReadingForm | None) -> SourceSuggestions | None:
    if opened.text is None or not can(Role.CURATOR):
        return None
    mentions: dict[Person, list[Mention]] = {}
    for mention in opened.mentions:
        for person in mention.people:
            mentions.setdefault(person, []).append(mention)
    people = _mentioned(opened.text, dict(islice(mentions.items(), MOST_PEOPLE)))
    names = {each.person: [each.summary.name] for each in people if each.summary}
    typed_name = form is not None and (form.new_name.errors or form.somebody_else.data)
    return SourceSuggestions(
        people=people,
        more=len(mentions) - len(people),
        hints={
            group: ", ".join(" ".join([person.reference, *names.get(person, [])]) for person in group)
            for group in {mention.people for mention in opened.mentions}
        },
        new_names=name_suggestions(
            opened.text, [Span(mention.start, mention.end) for mention in opened.mentions]
        ),
        hindrance=hindrance(opened.text),
        namesakes=_namesakes(form.new_name.data) if form is not None and typed_name else [],
    )


def _namesakes(typed: str | None) -> list[NameHit]:
    try:
        names = new_names(typed)
    except Refused:
        return []
    return [hit for name in names for hit in namesakes(db(), name)]


def _mentioned(text: str, mentions: dict[Person, list[Mention]]) -> list[MentionedPerson]:
    every = sentences(text)
    starts = [sentence.start for sentence in every]
    known = summaries_by_person(db(), list(mentions), to=CURATOR)

    def in_sentence(mention: Mention) -> tuple[Mention, Span]:
        """Return a place with its sentence, to the end of the name where that is further."""
        sentence = every[bisect_right(starts, mention.start) - 1]
        return mention, Span(sentence.start, max(sentence.end, mention.end))

    return [
        MentionedPerson(
            person,
            known.get(person.id),
            [in_sentence(place) for place in places[:MOST_PLACES]],
            len(places) - MOST_PLACES,
        )
        for person, places in mentions.items()
    ]
