"""Carrying 200 citations across two versions of 200 kB: `python -m tests.benchmarks.reanchoring`."""

import resource
import statistics
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable
from random import Random
from time import perf_counter

from rapidfuzz import fuzz

from tests.support import texts as invented
from webapp.domain.sources.new_version.reanchoring import Reanchoring
from webapp.domain.text.quote_location import Span
from webapp.vocab.comparisons import Verdict

CITATIONS = 200
CHARACTERS = 200_000
RUNS = 7
BASELINE_RUNS = 3


def main() -> None:
    """Print how long it takes, how much memory, what was found, and the same of a naive way."""
    drawn = Random(6)
    old, new = _versions(drawn)
    cited = _cited(drawn, old)
    _say(f"{len(cited)} citations, texts of {len(old):,} and {len(new):,} characters")
    seconds = [_timed(lambda: _ours(old, new, cited)) for _ in range(RUNS)]
    ours = statistics.median(seconds)
    _say(f"ours: {ours:.3f} s, median of {RUNS} ({min(seconds):.3f} to {max(seconds):.3f})")
    counts = Counter(verdict for verdict, _ in _ours(old, new, cited))
    _say("found: " + ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict))
    tracemalloc.start()
    _ours(old, new, cited)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    _say(f"peak of Python's memory beside the texts: {peak:.0f} MB")
    seconds = [_timed(lambda: _naive(old, new, cited)) for _ in range(BASELINE_RUNS)]
    naive = statistics.median(seconds)
    _say(f"baseline, the best match of each quotation (rapidfuzz): {naive:.2f} s, median of {BASELINE_RUNS}")
    _say(f"ratio: {naive / ours:.2f}")
    _say(_mistakes(old, new, cited))
    _say(f"highest memory of the whole run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _ours(old: str, new: str, cited: list[Span]) -> list[tuple[Verdict, Span | None]]:
    reanchoring = Reanchoring(old, new)
    return [(answer.verdict, answer.span) for answer in map(reanchoring.carry, cited)]


def _naive(old: str, new: str, cited: list[Span]) -> list[Span | None]:
    quotes = (old[span.start : span.end] for span in cited)
    alignments = (fuzz.partial_ratio_alignment(quote, new, score_cutoff=70) for quote in quotes)
    return [Span(best.dest_start, best.dest_end) if best else None for best in alignments]


def _mistakes(old: str, new: str, cited: list[Span]) -> str:
    """Return what the naive way gets wrong."""
    words = places = 0
    answers = zip(cited, _ours(old, new, cited), _naive(old, new, cited), strict=True)
    for span, (verdict, at), guess in answers:
        if guess is None:
            continue
        words += new[guess.start : guess.end] != old[span.start : span.end]
        places += verdict is Verdict.SAME and guess != at
    return f"the baseline moves {words} to other words, and {places} of what is unchanged to another place"


def _versions(drawn: Random) -> tuple[str, str]:
    """Return a long report, and one in which every thirtieth sentence or so is changed, moved or gone."""
    report = invented.report(drawn, "en", 1)
    while len(invented.written(report)) < CHARACTERS:
        report.append(invented.paragraph(drawn, "en"))
    changed = [
        [invented.sentence(drawn, "en") if drawn.random() < 0.02 else sentence for sentence in paragraph]
        for paragraph in report
        if drawn.random() > 0.005
    ]
    moved = changed.pop(len(changed) // 3)
    changed.insert(len(changed) // 2, moved)
    return invented.written(report), invented.written(changed)


def _cited(drawn: Random, text: str) -> list[Span]:
    ends = [place for place, sign in enumerate(text) if sign == "."]
    spans = []
    for number in sorted(drawn.sample(range(len(ends) - 1), CITATIONS)):
        start = ends[number] + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        spans.append(Span(start, ends[number + 1] + 1))
    return spans


def _timed(do: Callable[[], object]) -> float:
    begun = perf_counter()
    do()
    return perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
