"""What can be told of selected words before anybody says it: who is named there, which status is likely."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.citing.people_mentioned import Mention
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import QUOTE_LIMIT, Span
from webapp.domain.text.status_phrases import likely_status
from webapp.models import Person
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_


@dataclass(frozen=True)
class SelectedText:
    """Words of a text, the people whom they name beyond doubt, and the status that they seem to tell."""

    span: Span
    exact: str
    people: tuple[Person, ...]
    status: Status | None


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


def selection_of(text: str, span: Span, names: Sequence[Mention]) -> SelectedText:
    """Return what can be told of a span of a text in which these names were found.

    Words that may name several people name nobody here: a person decides who is meant. No status is told
    where nobody is named. Raises Refused as `trimmed` does.
    """
    span = trimmed(text, span)
    within = [name for name in names if span.start <= name.start and name.end <= span.end]
    certain = [name for name in within if len(name.people) == 1]
    people = tuple(dict.fromkeys(name.people[0] for name in certain))
    exact = text[span.start : span.end]
    if not certain:
        # "The prison administration" tells nothing of anybody; filled in, it would be saved of somebody.
        return SelectedText(span, exact, people, None)
    place = Span(certain[0].start - span.start, certain[0].end - span.start)
    return SelectedText(span, exact, people, likely_status(exact, place))
