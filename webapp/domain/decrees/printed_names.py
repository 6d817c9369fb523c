"""The names of a decree: spotted in its text or pasted, each with the words about it and who may be meant."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from webapp.domain.citing.new_name_suggestions import LOOKED_THROUGH, name_suggestions
from webapp.domain.citing.people_mentioned import Mention, find_mentions
from webapp.domain.citing.typed_people import summaries_by_person
from webapp.domain.imports.cells.values import read_name
from webapp.domain.lists.name_search import NameHit
from webapp.domain.people.namesakes import namesakes
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.name_likeness import LEAST_TOKEN, alike
from webapp.domain.text.quote_location import QUOTE_LIMIT, Span, find_quote
from webapp.domain.text.sentences import Sentence, sentences
from webapp.domain.visibility import CURATOR
from webapp.models import Person, PersonSummary, SourceVersion
from webapp.vocab.words import N_

MOST_NAMES = 300
# From here on the words of two names are the same, whatever their order and script.
_SAME = 0.99


@dataclass(frozen=True)
class PrintedName:
    """A name as it is printed or was pasted, and whom it may mean.

    `key` tells it from the other names of the text; `passage` are the words about it, None where the text
    does not print it. `person` is whom it means beyond doubt, `candidates` whom it may mean, likeliest first.
    """

    key: str
    text: str
    passage: Span | None
    person: PersonSummary | None
    candidates: Sequence[PersonSummary]


class _Place(NamedTuple):
    key: str
    text: str
    span: Span | None
    people: tuple[Person, ...]


def printed_names(
    session: Session, version: SourceVersion, *, within: Span | None, pasted: str | None
) -> list[PrintedName]:
    """Return the names of a text in its order, each once: those that were pasted, or those spotted in it.

    Only names `within` a span count, unless it holds none. Raises Refused at field `pasted` for too many.
    """
    text = version.text or ""
    mentions = [each for each in find_mentions(session, version, to=CURATOR) if not each.partial]
    is_pasted = bool(pasted and pasted.strip())
    places = _pasted(text, mentions, pasted or "") if is_pasted else _spotted(text, mentions, within)
    inside = [place for place in places if place.span and within and _is_within(place.span, within)]
    places = list(_once(inside or places))
    if len(places) > MOST_NAMES:
        raise Refused("pasted", N_("Record at most %(most)s names at once."), most=MOST_NAMES)
    every = sentences(text)
    everybody = {person for place in places for person in place.people}
    summaries = summaries_by_person(session, list(everybody), to=CURATOR)
    return [
        _named(session, place, every, [summaries[each.id] for each in place.people if each.id in summaries])
        for place in places
    ]


def _spotted(text: str, mentions: Sequence[Mention], within: Span | None) -> list[_Place]:
    """Return the known people whom a text names and the likely names of others, in its order.

    Those others are looked for around the beginning of `within`, no further than LOOKED_THROUGH.
    """
    begin = max(0, within.start - LOOKED_THROUGH // 2) if within else 0
    known = [Span(mention.start - begin, mention.end - begin) for mention in mentions]
    places = [
        _Place(str(mention.start), mention.printed, Span(mention.start, mention.end), mention.people)
        for mention in mentions
    ]
    for likely in name_suggestions(text[begin : begin + LOOKED_THROUGH], known):
        span = Span(begin + likely.start, begin + likely.end)
        places.append(_Place(str(span.start), text[span.start : span.end], span, ()))
    return sorted(places, key=lambda place: place.span or Span(0, 0))


def _pasted(text: str, mentions: Sequence[Mention], pasted: str) -> list[_Place]:
    """Return the names that were pasted, one a line, each with its place in the text if it has one."""
    places = []
    lines = [line.strip() for line in pasted.replace(";", "\n").splitlines() if line.strip()]
    for number, line in enumerate(lines):
        name = read_name(line)
        tokens = _tokens(name)
        same = next((each for each in mentions if _tokens(each.printed) == tokens), None)
        spans = [Span(same.start, same.end)] if same else find_quote(text, line) or find_quote(text, name)
        people = same.people if same else ()
        places.append(_Place(f"p{number}", name, spans[0] if spans else None, people))
    return places


def _tokens(name: str) -> frozenset[str]:
    return frozenset(name_tokens(name).tokens)


def _is_within(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _once(places: Iterable[_Place]) -> Iterator[_Place]:
    """Yield the first place of each name: of the same people, or of the same words.

    Of two with other patronymics one is somebody else, whoever of ours both may mean; of two who may mean
    several of ours, each is asked about unless the words are the same.
    """
    seen: dict[object, list[frozenset[str]]] = {}
    for place in places:
        tokens = _tokens(place.text)
        printed = seen.setdefault(place.people, [])
        several = len(place.people) != 1
        if not any(tokens == other if several else not _differ(tokens, other) for other in printed):
            printed.append(tokens)
            yield place


def _differ(tokens: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether each of two names has a word that is like none of the other's."""
    return all(
        any(max((alike(word, other) for other in right), default=0) < LEAST_TOKEN for word in left)
        for left, right in ((tokens, others), (others, tokens))
    )


def _named(
    session: Session, place: _Place, every: Sequence[Sentence], bearers: Sequence[PersonSummary]
) -> PrintedName:
    """Return a name with whom it may mean: beyond doubt only somebody like whom nobody else is called."""
    hits: list[NameHit] = namesakes(session, bearers[0].name if bearers else place.text)
    same = [hit.person for hit in hits if hit.score >= _SAME]
    candidates = list(dict.fromkeys([*bearers, *(hit.person for hit in hits)]))
    certain = len(candidates) == 1 and bool(bearers or same)
    passage = _passage(every, place.span) if place.span else None
    return PrintedName(place.key, place.text, passage, candidates[0] if certain else None, candidates)


def _passage(every: Sequence[Sentence], span: Span) -> Span:
    """Return the sentence or item of a list that names somebody, or the name where that is too long."""
    place = bisect_right(every, span.start, key=lambda sentence: sentence.start) - 1
    sentence = every[place]
    whole = Span(sentence.start, max(sentence.end, span.end))
    return whole if whole.end - whole.start <= QUOTE_LIMIT else span
