"""A passage in two versions of a text, cut so that what differs can be marked on either side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from webapp.domain.sources.new_version.reanchoring.tokens import identifies
from webapp.domain.text.spans import Context, Span, context
from webapp.domain.text.word_diff import DiffPart, word_diff
from webapp.models import Comparison

# Characters on either side: as far as a change of a name keeps a passage from being called unchanged.
AROUND = 480
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """Some words of one side: whether the other has them too, and whether they name or count."""

    text: str
    changed: bool
    identifies: bool = False


@dataclass(frozen=True)
class Half:
    """One side, in pieces: what stands before the passage, the passage, and what stands after it."""

    before: list[Piece]
    passage: list[Piece]
    after: list[Piece]


def side_by_side(which: Comparison) -> tuple[Half, Half | None]:
    """Return the passage in the old text and in the new one; None where nothing there resembles it."""
    passage = which.passage
    old, old_cut = _context(passage.source_version.text, Span(passage.start, passage.end))
    if which.start is None or which.end is None:
        return Half(_plain(old.before), _plain(old.exact), _plain(old.after)), None
    new, new_cut = _context(which.source_version.text, Span(which.start, which.end))
    # Told from the passage outwards, so that the last run is the one at the far end.
    before = _settled(word_diff(old.before, new.before)[::-1], old_cut[0], new_cut[0])[::-1]
    exact = [(run, run.kind != "same") for run in word_diff(old.exact, new.exact)]
    after = _settled(word_diff(old.after, new.after), old_cut[1], new_cut[1])
    was, now = (
        Half(*(list(_pieces(runs, left_out)) for runs in (before, exact, after)))
        for left_out in ("inserted", "deleted")
    )
    return was, now


def _context(text: str | None, span: Span) -> tuple[Context, tuple[bool, bool]]:
    """Return what stands around a span, and whether more stands before and after that."""
    found = context(text or "", span, width=AROUND)
    return found, (span.start > len(found.before), len(text or "") > span.end + len(found.after))


def _plain(text: str) -> list[Piece]:
    return [Piece(text, changed=False)]


def _settled(runs: Sequence[DiffPart], old_cut: bool, new_cut: bool) -> list[tuple[DiffPart, bool]]:
    """Return runs, each with whether it differs.

    Both contexts end somewhere: what one has at its far end beyond the other is no difference of the texts.
    """
    told = [(run, run.kind != "same") for run in runs]
    if len(told) > 1 and not told[-2][1]:
        last = told[-1][0]
        if new_cut if last.kind == "deleted" else old_cut:
            told[-1] = (last, False)
    return told


def _pieces(runs: Sequence[tuple[DiffPart, bool]], left_out: str) -> Iterator[Piece]:
    for run, differs in runs:
        if run.kind != left_out:
            yield from _told_apart(run.text) if differs else _plain(run.text)


def _told_apart(text: str) -> Iterator[Piece]:
    """Yield a text that differs in pieces: names and numbers, and what is between them."""
    for telling, words in groupby(_WORD.findall(text), key=_names):
        told = "".join(words)
        name = told.rstrip() if telling else ""
        if name:
            yield Piece(name, changed=True, identifies=True)
        if told != name:
            yield Piece(told[len(name) :], changed=True)


def _names(word: str) -> bool:
    letters = re.sub(r"^\W+", "", word)
    return bool(letters) and identifies(letters)
