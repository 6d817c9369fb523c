"""Likely names of people who are not known yet, near words of arrest, charge, trial or release."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.domain.text.likely_names import LikelyName, likely_names
from webapp.domain.text.quote_location import Span
from webapp.domain.text.sentences import Sentence, sentences
from webapp.domain.text.status_phrases import StatusPhrase, nearest_phrase, status_phrases
from webapp.vocab.liberty import Status


@dataclass(frozen=True)
class NameSuggestion:
    """A likely name and why: the `phrase` printed near it, and the status that this phrase suggests.

    `sentence` is the name's, and reaches to the phrase's where that is one of the two beside it.
    """

    start: int
    end: int
    name: str
    sentence: Span
    status: Status | None
    phrase: str


def name_suggestions(text: str, known: Sequence[Span]) -> list[NameSuggestion]:
    """Return the likely names of a text in order, but for those that overlap a known place.

    A name counts with a status phrase in its own sentence, or else in one of the two beside it in its
    paragraph; it is given once a sentence.
    """
    all_sentences = sentences(text)
    starts = [sentence.start for sentence in all_sentences]
    phrases: list[list[StatusPhrase]] = [[] for _ in all_sentences]
    for phrase in status_phrases(text):
        phrases[bisect_right(starts, phrase.start) - 1].append(phrase)
    suggestions: dict[tuple[int, str], NameSuggestion] = {}
    for name in _unknown(likely_names(text), known):
        number = bisect_right(starts, name.start) - 1
        if (number, name.name) not in suggestions:
            suggestion = _suggestion(text, name, number, all_sentences, phrases)
            if suggestion is not None:
                suggestions[number, name.name] = suggestion
    return list(suggestions.values())


def _suggestion(
    text: str,
    name: LikelyName,
    number: int,
    all_sentences: Sequence[Sentence],
    phrases: Sequence[Sequence[StatusPhrase]],
) -> NameSuggestion | None:
    """Return a name with the nearest phrase of its own sentence `number`, or else of those beside it."""
    beside = [near for near in (number - 1, number + 1) if 0 <= near < len(all_sentences)]
    beside = [near for near in beside if all_sentences[near].paragraph == all_sentences[number].paragraph]
    span = Span(name.start, name.end)
    for candidates in ([number], beside):
        near = {phrase: place for place in candidates for phrase in phrases[place] if _is_apart(phrase, span)}
        phrase = nearest_phrase(list(near), span)
        if phrase is not None:
            first, last = sorted((number, near[phrase]))
            context = Span(all_sentences[first].start, all_sentences[last].end)
            words = text[phrase.start : phrase.end]
            return NameSuggestion(name.start, name.end, name.name, context, phrase.status, words)
    return None


def _is_apart(phrase: StatusPhrase, name: Span) -> bool:
    return phrase.end <= name.start or phrase.start >= name.end


def _unknown(names: Sequence[LikelyName], known: Sequence[Span]) -> Iterator[LikelyName]:
    """Yield the names that overlap no known place."""
    taken = sorted(known)
    ends = [span.end for span in taken]
    for name in names:
        place = bisect_right(ends, name.start)
        if place == len(taken) or taken[place].start >= name.end:
            yield name
