"""Which words of an old text are which words of a new one, in bounded time and memory."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

# A comparison takes time with the product of both lengths: a fifth of a second at the second figure. Above
# the first one the texts are cut beforehand wherever they share a run of words that each holds once; up to it
# the longest common sequence is sought, which reads best but takes memory with the product as well.
_CUT_ABOVE = 25_000_000
_GIVE_UP_ABOVE = 400_000_000
_RUN = 8


class EqualBlock(NamedTuple):
    """Words `old` to `old + length` of the old text that are words `new` to `new + length` of the new one."""

    old: int
    new: int
    length: int


def equal_blocks(old: Sequence[str], new: Sequence[str]) -> list[EqualBlock]:
    """Return the blocks of words that two texts share, in order and never crossing.

    A stretch too long to compare, without any run of words to hold on to, is left without blocks.
    """
    first = _common_prefix(old, new)
    last = _common_prefix(old[first:][::-1], new[first:][::-1])
    olds, news = range(first, len(old) - last), range(first, len(new) - last)
    middle = _compared(old, new, olds, news)
    blocks = [EqualBlock(0, 0, first), *middle, EqualBlock(len(old) - last, len(new) - last, last)]
    return _joined(old, new, (block for block in blocks if block.length))


def _compared(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> Iterator[EqualBlock]:
    if len(olds) * len(news) <= _CUT_ABOVE:
        yield from _nearest(old, new, olds, news)
        return
    old_index, new_index = olds.start, news.start
    for i, j in [*_anchors(old, new, olds, news), (olds.stop, news.stop)]:
        if i < old_index or j < new_index:
            # Anchors overlap: this one lies within a run that was taken already, whole or in part.
            continue
        yield from _nearest(old, new, range(old_index, i), range(new_index, j))
        length = min(_RUN, olds.stop - i)
        yield EqualBlock(i, j, length)
        old_index, new_index = i + length, j + length


def _nearest(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> Iterator[EqualBlock]:
    if not olds or not news or len(olds) * len(news) > _GIVE_UP_ABOVE:
        return
    distance = Indel if len(olds) * len(news) <= _CUT_ABOVE else Levenshtein
    for step in distance.opcodes(old[olds.start : olds.stop], new[news.start : news.stop]):
        if step.tag == "equal":
            yield EqualBlock(
                olds.start + step.src_start, news.start + step.dest_start, step.src_end - step.src_start
            )


def _anchors(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> list[tuple[int, int]]:
    """Return where runs stand that each text holds exactly once: the longest chain in the order of both."""
    in_old, in_new = _single_runs(old, olds), _single_runs(new, news)
    pairs = sorted((place, in_new[run]) for run, place in in_old.items() if run in in_new)
    return _longest_rising([(i, j) for i, j in pairs if old[i : i + _RUN] == new[j : j + _RUN]])


def _single_runs(words: Sequence[str], within: range) -> dict[int, int]:
    seen: dict[int, int] = {}
    for place in range(within.start, within.stop - _RUN + 1):
        run = hash(tuple(words[place : place + _RUN]))
        seen[run] = -1 if run in seen else place
    return {run: place for run, place in seen.items() if place >= 0}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of `pairs`, which rise on the left, that rises on the right as well."""
    tail_values: list[int] = []
    tail_indexes: list[int] = []
    predecessors: list[int] = []
    for index, (_, right) in enumerate(pairs):
        length = bisect_left(tail_values, right)
        tail_values[length : length + 1] = [right]
        tail_indexes[length : length + 1] = [index]
        predecessors.append(tail_indexes[length - 1] if length else -1)
    chain = []
    index = tail_indexes[-1] if tail_indexes else -1
    while index >= 0:
        chain.append(pairs[index])
        index = predecessors[index]
    return chain[::-1]


def _common_prefix(old: Sequence[str], new: Sequence[str]) -> int:
    for index, (old_word, new_word) in enumerate(zip(old, new, strict=False)):
        if old_word != new_word:
            return index
    return min(len(old), len(new))


def _joined(old: Sequence[str], new: Sequence[str], blocks: Iterable[EqualBlock]) -> list[EqualBlock]:
    """Return blocks with those joined that adjoin, or adjoin as well as not.

    Where words were put in between two blocks, the shorter block may stand as well on their other side:
    "Ayla [said. Ayla] was" tells the same as "[Ayla said. ]Ayla was", which is easier to read and to follow.
    """
    joined: list[EqualBlock] = []
    for block in blocks:
        while joined and (both := _joined_pair(old, new, joined[-1], block)):
            joined.pop()
            block = both
        joined.append(block)
    return joined


def _joined_pair(
    old: Sequence[str], new: Sequence[str], left: EqualBlock, right: EqualBlock
) -> EqualBlock | None:
    if right.old - left.old != left.length and right.new - left.new != left.length:
        return None
    length = left.length + right.length
    if left.length <= right.length:
        moved, block = left.length, EqualBlock(right.old - left.length, right.new - left.length, length)
        old_index, new_index = block.old, block.new
    else:
        moved, block = right.length, EqualBlock(left.old, left.new, length)
        old_index, new_index = left.old + left.length, left.new + left.length
    return block if old[old_index : old_index + moved] == new[new_index : new_index + moved] else None
