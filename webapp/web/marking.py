"""How a text is cut so that every passage can be marked in it, also where passages overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.models import Passage


@dataclass(frozen=True)
class Piece:
    """A part of a text between two boundaries of passages.

    `begins` are the passages that begin with it; `innermost` is the shortest of those that cover it, None
    where none does.
    """

    text: str
    begins: tuple[Passage, ...] = ()
    innermost: Passage | None = None


def pieces(text: str, passages: Sequence[Passage]) -> list[Piece]:
    """Return the text in pieces that, joined, are the text again."""
    cuts = sorted({0, len(text)} | {place for one in passages for place in (one.start, one.end)})
    beginning: dict[int, list[Passage]] = {}
    for one in passages:
        beginning.setdefault(one.start, []).append(one)
    found: list[Piece] = []
    covering: list[Passage] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        begins = beginning.get(start, [])
        covering = [one for one in (*covering, *begins) if one.end > start]
        innermost = min(covering, key=lambda one: one.end - one.start, default=None)
        found.append(Piece(text[start:end], tuple(begins), innermost))
    return found
