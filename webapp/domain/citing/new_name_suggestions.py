"""Likely names of people who are not known yet, near words of arrest, charge, trial or release."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.domain.text.likely_names import LikelyName, likely_names
from webapp.domain.text.sentences import Sentence, sentences
from webapp.domain.text.spans import Span
from webapp.domain.text.status_phrases import StatusPhrase, nearest_phrase, status_phrases
from webapp.vocab.liberty import Status


@dataclass(frozen=True)
class Proposal:
    """A likely name and why: the `signal` printed near it, and the status that this word suggests.

    `sentence` is the name's, and reaches to the signal's where that is one of the two beside it.
    """

    start: int
    end: int
    name: str
    sentence: Span
    status: Status | None
    signal: str


def proposals(text: str, known: Sequence[Span]) -> list[Proposal]:
    """Return the likely names of a text in order, but for those that overlap a known place.

    A name counts with a signal in its own sentence, or else in one of the two beside it in its paragraph;
    it is given once a sentence.
    """
    every = sentences(text)
    starts = [sentence.start for sentence in every]
    told: list[list[StatusPhrase]] = [[] for _ in every]
    for signal in status_phrases(text):
        told[bisect_right(starts, signal.start) - 1].append(signal)
    found: dict[tuple[int, str], Proposal] = {}
    for run in _unknown(likely_names(text), known):
        at = bisect_right(starts, run.start) - 1
        if (at, run.name) not in found:
            proposal = _proposal(text, run, every, told, at)
            if proposal is not None:
                found[at, run.name] = proposal
    return list(found.values())


def _proposal(
    text: str, run: LikelyName, every: Sequence[Sentence], told: Sequence[Sequence[StatusPhrase]], at: int
) -> Proposal | None:
    beside = [near for near in (at - 1, at + 1) if 0 <= near < len(every)]
    beside = [near for near in beside if every[near].paragraph == every[at].paragraph]
    name = Span(run.start, run.end)
    for among in ([at], beside):
        near = {signal: number for number in among for signal in told[number] if _is_apart(signal, name)}
        signal = nearest_phrase(list(near), name)
        if signal is not None:
            first, last = sorted((at, near[signal]))
            sentence = Span(every[first].start, every[last].end)
            words = text[signal.start : signal.end]
            return Proposal(run.start, run.end, run.name, sentence, signal.status, words)
    return None


def _is_apart(signal: StatusPhrase, name: Span) -> bool:
    return signal.end <= name.start or signal.start >= name.end


def _unknown(found: Sequence[LikelyName], known: Sequence[Span]) -> Iterator[LikelyName]:
    """Yield the runs that overlap no known place."""
    taken = sorted(known)
    ends = [span.end for span in taken]
    for run in found:
        at = bisect_right(ends, run.start)
        if at == len(taken) or taken[at].start >= run.end:
            yield run
