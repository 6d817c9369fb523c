"""What the page of a source shows: its text with marks, the claims that rest on it, and suggestions."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from flask import request

from webapp.domain.citing.new_name_suggestions import (
    LOOKED_THROUGH,
    NamesOfText,
    NameSuggestion,
    hindrance,
    names_of_text,
)
from webapp.domain.citing.people_mentioned import Mention
from webapp.domain.citing.selection import trimmed
from webapp.domain.citing.typed_people import new_names, summaries_by_person
from webapp.domain.decrees.unmatched_names import unmatched_names
from webapp.domain.imports.lists import is_list
from webapp.domain.lists.name_search import NameHit
from webapp.domain.people.namesakes import namesakes
from webapp.domain.refusals import Refused
from webapp.domain.sources import passages_with_claims, versions
from webapp.domain.sources.passages_with_claims import PassagePlace
from webapp.domain.text.name_matches import NameMatch
from webapp.domain.text.quote_location import QUOTE_LIMIT, Span
from webapp.domain.text.sentences import sentences
from webapp.domain.visibility import CURATOR
from webapp.models import Person, PersonSummary
from webapp.vocab.accounts import Role
from webapp.vocab.people import PublicationState
from webapp.web.access import can, reader
from webapp.web.db import db
from webapp.web.forms.sources.passage_claims import ReadingForm, span_of
from webapp.web.kept_figures import kept
from webapp.web.presenters.marked_text import Marks, TextPiece, paragraphs
from webapp.web.presenters.open_source import OpenSource
from webapp.web.presenters.record_sections import sections
from webapp.web.presenters.source_claims import TextPart, open_part, source_claims

MOST_PEOPLE = 100
MOST_PLACES = 5


@dataclass(frozen=True)
class SourceText:
    """A part of the text, cut where something begins or ends, and the words that are selected in the text."""

    paragraphs: list[list[TextPiece]]
    selection: Span | None
    selected_passage: PassagePlace | None
    part: TextPart


@dataclass(frozen=True)
class MentionedPerson:
    """Somebody whom the text may name: as the first places print it, with their sentences; how many more."""

    person: Person
    summary: PersonSummary | None
    places: list[tuple[str, Span]]
    more: int


@dataclass(frozen=True)
class SourceSuggestions:
    """Whom the text may name, in its order, and how many more; likely new names; who bears the one typed.

    `others` are named too, but nothing of arrest or release is told of them: lawyers, ministers, authors.
    `hints` has the words for each group of people whom one place may name.
    """

    people: list[MentionedPerson]
    more: int
    hints: dict[tuple[Person, ...], str]
    new_names: list[NameSuggestion]
    others: list[NameSuggestion]
    hindrance: str | None
    namesakes: list[NameHit]


def citing_form(opened: OpenSource) -> ReadingForm | None:
    """Return the form that cites the text, to those who may, and where the text may be cited."""
    if opened.version is None or opened.text is None or not can(Role.CURATOR):
        return None
    if opened.source.state is not PublicationState.PUBLISHED:
        return None
    return ReadingForm(opened.version, opened.mentions)


def source_page(opened: OpenSource, form: ReadingForm | None) -> dict[str, Any]:
    """Return what the page of a source shows beside its form, as variables of the template."""
    selection = _selection(opened, form)
    part = open_part(opened, selection)
    named = opened.mentions(part.span) if part else []
    cited = passages_with_claims.passage_places(
        db(), opened.source, to=reader(), part=part.of_version if part else None
    )
    return {
        "opened": opened,
        "source": opened.source,
        "version": opened.version,
        "text": _text(opened, part, selection, cited, named),
        "claims": source_claims(opened, part, cited),
        "by_person": passages_with_claims.by_person,
        "suggestions": _suggestions(opened, form, named),
        "sections": sections([]),
        "unmatched": unmatched_names(db(), opened.source) if form is not None else [],
        "is_list": form is not None and is_list(opened.version),
    }


def _selection(opened: OpenSource, form: ReadingForm | None) -> Span | None:
    if opened.text is None:
        return None
    return form.open_span() if form is not None else _selection_of_address(opened.text)


def _text(
    opened: OpenSource, part: TextPart | None, selection: Span | None, cited: Sequence[PassagePlace],
    named: Sequence[Mention],
) -> SourceText | None:
    version, text = opened.version, opened.text
    if version is None or text is None or part is None:
        return None
    marks = Marks(
        passages=[passage for passage in cited if passage.source_version_id == version.id],
        names=named,
        pages=versions.pages(db(), version),
        now=selection,
    )
    same = (passage for passage in cited if selection == (passage.start, passage.end))
    return SourceText(paragraphs(text, marks, part.span), selection, next(same, None), part)


def _selection_of_address(text: str) -> Span | None:
    try:
        return trimmed(text, span_of(request.args.get("start"), request.args.get("end")))
    except Refused:
        return None


def _suggestions(
    opened: OpenSource, form: ReadingForm | None, named: Sequence[Mention]
) -> SourceSuggestions | None:
    version = opened.version
    if version is None or opened.text is None or not can(Role.CURATOR):
        return None
    places = opened.names_by_person
    people = _mentioned(opened, opened.text, places)
    names = {each.person: [each.summary.name] for each in people if each.summary}
    typed_name = form is not None and (form.new_name.errors or form.somebody_else.data)
    new = kept(partial(_new_names, opened), "names of text", version.id, to=CURATOR)
    return SourceSuggestions(
        people=people,
        more=len(places) - len(people),
        hints={
            group: ", ".join(" ".join([person.reference, *names.get(person, [])]) for person in group)
            for group in {mention.people for mention in named}
        },
        new_names=new.proposed,
        others=new.others,
        hindrance=hindrance(opened.text),
        namesakes=_namesakes(form.new_name.data) if form is not None and typed_name else [],
    )


def _new_names(opened: OpenSource) -> NamesOfText:
    known = [Span(name.start, name.end) for name in opened.names]
    return names_of_text((opened.text or "")[:LOOKED_THROUGH], known)


def _namesakes(typed: str | None) -> list[NameHit]:
    try:
        names = new_names(typed)
    except Refused:
        return []
    return [hit for name in names for hit in namesakes(db(), name)]


def _mentioned(
    opened: OpenSource, text: str, places: Mapping[UUID, list[NameMatch]]
) -> list[MentionedPerson]:
    """Return the first people whom a text may name, and where; `places` are those of all, in its order."""
    first = max((spots[0].end for spots in islice(places.values(), MOST_PEOPLE)), default=0)
    each = (person for mention in opened.mentions(Span(0, first)) for person in mention.people)
    people = list(islice(dict.fromkeys(each), MOST_PEOPLE))
    shown = [name for person in people for name in places[person.id][:MOST_PLACES]]
    # No further than the last of them: what is longer than a quotation is not cited as one sentence.
    every = sentences(text[: max((name.end for name in shown), default=0) + QUOTE_LIMIT])
    starts = [sentence.start for sentence in every]
    known = summaries_by_person(db(), people, to=CURATOR)

    def in_sentence(name: NameMatch) -> tuple[str, Span]:
        """Return what a place prints and its sentence, to the end of the name where that is further."""
        sentence = every[bisect_right(starts, name.start) - 1]
        return text[name.start : name.end], Span(sentence.start, max(sentence.end, name.end))

    return [
        MentionedPerson(
            person,
            known.get(person.id),
            [in_sentence(place) for place in places[person.id][:MOST_PLACES]],
            len(places[person.id]) - MOST_PLACES,
        )
        for person in people
    ]
