"""Which word of an old text is which word of a new one."""

from array import array
from collections.abc import Iterator, Sequence

from webapp.domain.sources.new_version.reanchoring.tokens import Tokens
from webapp.domain.text.alignment import EqualBlock, equal_blocks

# So far what came or went is moved along words that stand at both of its ends.
_FARTHEST = 60


def images(old: Tokens, new: Tokens) -> tuple[Sequence[int], Sequence[int]]:
    """Return for each old word its place among the new ones, -1 for none, and the other way round."""
    image, origin = array("q", [-1]) * len(old), array("q", [-1]) * len(new)
    # A capital is no other word: "the Court" is "the court".
    words = [[word.casefold() for word in text.words] for text in (old, new)]
    for block in _slid(equal_blocks(*words), old, new, words):
        for step in range(block.length):
            image[block.old + step], origin[block.new + step] = block.new + step, block.old + step
    return image, origin


def _slid(
    blocks: Sequence[EqualBlock], old: Tokens, new: Tokens, words: Sequence[Sequence[str]]
) -> Iterator[EqualBlock]:
    """Yield the blocks so that what came or went between two begins with a paragraph where it can.

    Of "Who is A? … Who is B?" after "Who is C? …" the words of A came, and not "A? … Who is".
    """
    kept = list(blocks)
    for index in range(1, len(kept)):
        before, after = kept[index - 1], kept[index]
        came, went = after.new - before.new - before.length, after.old - before.old - before.length
        if min(came, went) != 0 or came == went:
            continue
        text, side, at = (new, words[1], before.new) if came else (old, words[0], before.old)
        first = at + before.length
        by = _slide(text, side, range(first, first + came + went), most=(before.length, after.length))
        kept[index - 1] = before._replace(length=before.length + by)
        kept[index] = EqualBlock(after.old + by, after.new + by, after.length - by)
    yield from (block for block in kept if block.length)


def _slide(text: Tokens, words: Sequence[str], gap: range, *, most: tuple[int, int]) -> int:
    """Return by how many words a gap is to be moved so that it begins with a paragraph; 0 where it cannot."""
    if text.begins_paragraph(gap.start):
        return 0
    for step in range(1, min(most[0], _FARTHEST) + 1):
        if not _are_alike(text, words, gap.start - step, gap.stop - step):
            break
        if text.begins_paragraph(gap.start - step):
            return -step
    for step in range(min(most[1], _FARTHEST)):
        if not _are_alike(text, words, gap.start + step, gap.stop + step):
            break
        if text.begins_paragraph(gap.start + step + 1):
            return step + 1
    return 0


def _are_alike(text: Tokens, words: Sequence[str], first: int, last: int) -> bool:
    """Tell whether two words are the same, or numbers of items, which say their places alone."""
    same = words[first] == words[last]
    return same or (text.is_number_of_item(first) and text.is_number_of_item(last))
