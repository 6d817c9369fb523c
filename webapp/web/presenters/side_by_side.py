"""A passage in two versions of a text, cut so that what differs can be marked on either side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from webapp.domain.sources.new_version.reanchoring.context import identifies
from webapp.domain.text.quote_location import Context, Span, context
from webapp.domain.text.word_diff import DiffPart, word_diff
from webapp.models import Comparison

# Characters on either side: as far as a change of a name keeps a passage from being called unchanged.
AROUND = 480
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class SidePiece:
    """Some words of one side: whether the other has them too, and whether they name or count."""

    text: str
    changed: bool
    identifies: bool = False


@dataclass(frozen=True)
class ComparedSide:
    """One side, in pieces: what stands before the passage, the passage, and what stands after it."""

    before: list[SidePiece]
    passage: list[SidePiece]
    after: list[SidePiece]


def side_by_side(comparison: Comparison) -> tuple[ComparedSide, ComparedSide | None]:
    """Return the passage in the old text and in the new one; None where nothing there resembles it."""
    passage = comparison.passage
    old, old_cut = _context(passage.source_version.text, Span(passage.start, passage.end))
    if comparison.start is None or comparison.end is None:
        return ComparedSide(_plain(old.before), _plain(old.exact), _plain(old.after)), None
    new, new_cut = _context(comparison.source_version.text, Span(comparison.start, comparison.end))
    # Told from the passage outwards, so that the last run is the one at the far end.
    before = _settled(word_diff(old.before, new.before)[::-1], old_cut[0], new_cut[0])[::-1]
    exact = [(run, run.kind != "same") for run in word_diff(old.exact, new.exact)]
    after = _settled(word_diff(old.after, new.after), old_cut[1], new_cut[1])
    was, now = (
        ComparedSide(*(list(_pieces(runs, left_out)) for runs in (before, exact, after)))
        for left_out in ("inserted", "deleted")
    )
    return was, now


def _context(text: str | None, span: Span) -> tuple[Context, tuple[bool, bool]]:
    """Return what stands around a span, and whether more stands before and after that."""
    around = context(text or "", span, width=AROUND)
    return around, (span.start > len(around.before), len(text or "") > span.end + len(around.after))


def _plain(text: str) -> list[SidePiece]:
    return [SidePiece(text, changed=False)]


def _settled(runs: Sequence[DiffPart], old_cut: bool, new_cut: bool) -> list[tuple[DiffPart, bool]]:
    """Return runs, each with whether it differs.

    Both contexts end somewhere: what one has at its far end beyond the other is no difference of the texts.
    """
    settled = [(run, run.kind != "same") for run in runs]
    if len(settled) > 1 and not settled[-2][1]:
        last = settled[-1][0]
        if new_cut if last.kind == "deleted" else old_cut:
            settled[-1] = (last, False)
    return settled


def _pieces(runs: Sequence[tuple[DiffPart, bool]], left_out: str) -> Iterator[SidePiece]:
    for run, differs in runs:
        if run.kind != left_out:
            yield from _identifying_pieces(run.text) if differs else _plain(run.text)


def _identifying_pieces(text: str) -> Iterator[SidePiece]:
    """Yield a text that differs in pieces: names and numbers, and what is between them."""
    for identifying, words in groupby(_WORD.findall(text), key=_names):
        joined = "".join(words)
        name = joined.rstrip() if identifying else ""
        if name:
            yield SidePiece(name, changed=True, identifies=True)
        if joined != name:
            yield SidePiece(joined[len(name) :], changed=True)


def _names(word: str) -> bool:
    letters = re.sub(r"^\W+", "", word)
    return bool(letters) and identifies(letters)
