"""What can be told of selected words before anybody says it: who is named there, which status is likely."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.domain.citing.nearest_phrases import nearest_phrase
from webapp.domain.citing.new_name_suggestions import NameSuggestion, names_of_text
from webapp.domain.citing.people_mentioned import Mention
from webapp.domain.refusals import Refused
from webapp.domain.text.companions import certain_status
from webapp.domain.text.passage_details import PassageDetails, details_of
from webapp.domain.text.quote_location import QUOTE_LIMIT, Span
from webapp.domain.text.status_phrases import status_phrases
from webapp.models import Person
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_

# How far around a selection its text is read: a word in small letters there shows that it is no name.
_AROUND = 20_000


@dataclass(frozen=True)
class SelectedText:
    """Words of a text, the people whom they name beyond doubt, and what they seem to tell of these.

    `new_names` are those of nobody known, `printed` is how the one of them stands there where that differs.
    """

    span: Span
    exact: str
    people: tuple[Person, ...] = ()
    status: Status | None = None
    new_names: tuple[str, ...] = ()
    printed: str | None = None
    details: PassageDetails = PassageDetails()


def trimmed(text: str, span: Span) -> Span:
    """Return a span of a text without the white space at its ends.

    Raises Refused at field `quote` where nothing is left, or the span is too long or not within the text.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise Refused("quote", N_("Select some words of the text, or paste them."))
    exact = text[span.start : span.end]
    start = span.start + len(exact) - len(exact.lstrip())
    end = span.end - len(exact) + len(exact.rstrip())
    if start >= end:
        raise Refused("quote", N_("Select some words of the text, or paste them."))
    if end - start > QUOTE_LIMIT:
        raise Refused("quote", N_("A quotation is at most %(limit)s characters."), limit=QUOTE_LIMIT)
    return Span(start, end)


def read_around(span: Span) -> Span:
    """Return how far a text is read to tell something of a span; the names there are to be known."""
    return Span(max(0, span.start - _AROUND), span.end + _AROUND)


def selection_of(text: str, span: Span, names: Sequence[Mention]) -> SelectedText:
    """Return what can be told of a span of a text around which these names were found.

    Words that may name several people name nobody here: a person decides who is meant. Nothing is told
    where nobody is named. Raises Refused as `trimmed` does.
    """
    span = trimmed(text, span)
    certain = [name for name in names if _is_within(name, span) and len(name.people) == 1]
    newcomers = _newcomers(text, span, names)
    exact = text[span.start : span.end]
    if not (certain or newcomers):
        # "The prison administration" tells nothing of anybody; filled in, it would be saved of somebody.
        return SelectedText(span, exact)
    status, place = _status(exact, span, certain, newcomers)
    places: list[Mention | NameSuggestion] = [*certain, *newcomers]
    named = [Span(name.start - span.start, name.end - span.start) for name in places]
    new_names = tuple(dict.fromkeys(newcomer.name for newcomer in newcomers))
    printed = text[newcomers[0].start : newcomers[0].end] if len(new_names) == 1 and not certain else None
    return SelectedText(
        span,
        exact,
        people=tuple(dict.fromkeys(name.people[0] for name in certain)),
        status=status,
        new_names=new_names,
        printed=printed if printed != "".join(new_names) else None,
        details=details_of(exact, place, named),
    )


def _newcomers(text: str, span: Span, names: Sequence[Mention]) -> list[NameSuggestion]:
    """Return the likely names of a span that overlap no known one, each with what the span tells of it."""
    first, last = read_around(span)
    known = [Span(name.start - first, name.end - first) for name in names]
    names_there = names_of_text(text[first:last], known)
    proposed, others = (
        [
            replace(
                likely,
                start=likely.start + first,
                end=likely.end + first,
                phrase_start=likely.phrase_start + first,
            )
            for likely in likelies
        ]
        for likelies in names_there
    )
    within = [likely for likely in proposed if _is_within(likely, span)]
    within = within or [other for other in others if _is_within(other, span)]
    return [likely for likely in within if span.start <= likely.phrase_start < span.end] or within


def _status(
    exact: str, span: Span, certain: Sequence[Mention], newcomers: Sequence[NameSuggestion]
) -> tuple[Status | None, int]:
    """Return the status that the words tell of everybody whom they name, and where they tell it."""
    statuses = {likely.status for likely in newcomers if span.start <= likely.phrase_start < span.end}
    place = newcomers[0].phrase_start - span.start if newcomers else 0
    if certain:
        own = Span(certain[0].start - span.start, certain[0].end - span.start)
        status, place = _status_of_known(exact, own)
        statuses.add(status)
    return (statuses.pop() if len(statuses) == 1 else None), max(place, 0)


def _status_of_known(exact: str, own: Span) -> tuple[Status | None, int]:
    """Return the status that words tell of a person at a place in them as if nobody knew this one yet."""
    proposed, others = names_of_text(exact, [])
    beside = next((each for each in proposed if each.start < own.end and own.start < each.end), None)
    if beside:
        return beside.status, beside.phrase_start
    phrase = nearest_phrase(exact, status_phrases(exact), own)
    if phrase is None:
        return None, 0
    # Who only tells of others, as a lawyer, is named apart.
    looks_on = any(each.start < own.end and own.start < each.end for each in others)
    return (None if looks_on else certain_status(exact, phrase, own)), phrase.start


def _is_within(name: Mention | NameSuggestion, span: Span) -> bool:
    return span.start <= name.start and name.end <= span.end
