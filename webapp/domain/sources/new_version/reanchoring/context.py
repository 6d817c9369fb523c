"""Whether words that moved along stand among the words among which they stood."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from webapp.domain.sources.new_version.reanchoring.tokens import Tokens
from webapp.domain.text.name_rows.parsed_text import NAME_LISTS

# Words on either side, within the paragraph, that must all be the same and in the same order.
NEAR_BEFORE, NEAR_AFTER = 40, 20
# Words before, also of earlier paragraphs, and words after, of which no name and no number may have changed.
BEFORE, AFTER = 50, 40
# However long a paragraph is, so far back it is read for names; so far too where a script has no capitals,
# and farther only the first words of each paragraph, which may be a name.
_LONGEST, _FIRST = 400, 12
# So far back a heading is looked for.
_FAR = 4_000
# What begins a sentence and is no name where a word in small letters follows.
_OPENERS = NAME_LISTS["sentence_openers"]
# Words beyond the paragraph's end that count as neighbours.
_BESIDE = 3


@dataclass(frozen=True)
class TextSide:
    """A passage in one of two texts, and the place of each of that text's words in the other; -1 for none.

    `names` are the nearest before it of the people for whom it is cited, empty where a name is not printed.
    """

    text: Tokens
    elsewhere: Sequence[int]
    words: range
    names: Sequence[range] = ()


def same_context(old: TextSide, new: TextSide, *, often: Callable[[], bool]) -> bool:
    """Tell whether nothing around a passage changed that could change whom or what it speaks of.

    The passage says the same words on both sides. Where they stand more `often` than before, the words right
    before and right after must both be the same; else either will do.
    """
    beside = (_same_before(old, new), _same_after(old, new))
    both = ((old, new), (new, old))
    if not all(_own_names_stand(*sides) for sides in both):
        return False
    own = bool(old.names) and all(old.names)
    if not any(beside) or (not all(beside) and not own and often()):
        return False
    return all(
        _near_is_same(*sides)
        and (own or (_names_are_same(sides[0]) and _person_is_same(*sides)))
        and _heading_is_same(*sides)
        and _title_is_same(*sides)
        for sides in both
    )


def _own_names_stand(here: TextSide, there: TextSide) -> bool:
    """Tell whether the names of those for whom a passage is cited stand before it still, and all since.

    Their paragraph counts from its beginning, and the paragraph above where more than half of its words
    stayed: that day may be told there. What stands farther above, as entries that came or went, is of others.
    """
    pairs = [(name, other) for name, other in zip(here.names, there.names, strict=False) if name]
    if not all(_is_same(here, name, other) for name, other in pairs):
        return False
    return all(_all_since(here, there, name) for name, _ in pairs)


def _all_since(here: TextSide, there: TextSide, name: range) -> bool:
    words = here.words
    paragraph = here.text.paragraph(min(name.start, words.start))
    is_row = here.text.is_row(paragraph)
    begin = paragraph.start if is_row else max(paragraph.start, name.start - NEAR_BEFORE)
    stop = min(here.text.paragraph(words.stop - 1).stop, words.stop + AFTER)
    return (
        not _changed_names(here, there, range(begin, words.start))
        and not _any_changed(here, range(max(begin, words.start - BEFORE), words.start))
        and not _any_changed(here, range(words.stop, stop))
        and (is_row or _above_is_same(here, there, paragraph))
    )


def _above_is_same(here: TextSide, there: TextSide, paragraph: range) -> bool:
    if paragraph.start == 0 or here.text.entry(here.words.start, here.elsewhere) is not None:
        return True
    last = paragraph.start
    above = range(max(here.text.paragraph(last - 1).start, last - BEFORE), last)
    stayed = sum(here.elsewhere[word] >= 0 for word in above)
    numbers = [word for word in above if here.text.words[word][0].isdigit()]
    return 2 * stayed <= len(above) or not (_any_changed(here, numbers) or _changed_names(here, there, above))


def _any_changed(here: TextSide, words: Iterable[int]) -> bool:
    """Tell whether a word that may name or count went or came."""
    return any(
        here.elsewhere[word] < 0
        and identifies(here.text.words[word])
        and not here.text.is_number_of_item(word)
        for word in words
    )


def _same_before(old: TextSide, new: TextSide) -> bool:
    if 0 in (old.words.start, new.words.start):
        return old.words.start == new.words.start
    return _all_before(old, new, max(0, old.words.start - _BESIDE))


def _same_after(old: TextSide, new: TextSide) -> bool:
    if old.words.stop == len(old.text) or new.words.stop == len(new.text):
        return len(old.text) - old.words.stop == len(new.text) - new.words.stop
    return _all_after(old, new, min(len(old.text), old.words.stop + _BESIDE))


def _near_is_same(here: TextSide, there: TextSide) -> bool:
    first = max(here.text.paragraph(here.words.start).start, here.words.start - NEAR_BEFORE)
    stop = min(here.text.paragraph(here.words.stop - 1).stop, here.words.stop + NEAR_AFTER)
    return _all_before(here, there, first) and _all_after(here, there, stop)


def _names_are_same(here: TextSide) -> bool:
    words = here.words
    paragraph = max(here.text.paragraph(words.start).start, words.start - _LONGEST)
    row = here.text.named_row(words.start)
    entry = here.text.entry(words.start, here.elsewhere)
    first = row.start if row else max(0, min(paragraph, words.start - BEFORE))
    first = max(first, entry) if entry is not None and entry <= paragraph else first
    before = range(first, words.start)
    after = range(words.stop, min(here.text.paragraph(words.stop - 1).stop, words.stop + AFTER))
    return not _any_changed(here, before) and not _any_changed(here, after)


def _heading_is_same(here: TextSide, there: TextSide) -> bool:
    """Tell whether the nearest heading above a passage is that in the other text too, word for word."""
    above = here.text.heading(here.words.start, reach=_FAR)
    other = there.text.heading(there.words.start, reach=_FAR)
    return _is_same(here, _unmarked(here, above), _unmarked(there, other))


def _title_is_same(here: TextSide, there: TextSide) -> bool:
    """Tell whether a passage stands in the part of a list of the same title in the other text."""
    return _is_same(here, here.text.title(here.words.start), there.text.title(there.words.start))


def _unmarked(side: TextSide, heading: range) -> Sequence[int]:
    # Of headings that follow one another the mark of one may be found in that of another.
    marks = (side.text.is_number_of_item, side.text.is_mark_of_item)
    return [word for word in heading if not any(is_mark(word) for is_mark in marks)]


def _is_same(here: TextSide, words: Sequence[int], other: Sequence[int]) -> bool:
    return [here.elsewhere[word] for word in words] == list(other)


def _person_is_same(here: TextSide, there: TextSide) -> bool:
    """Tell whether no name changed between a passage and the nearest whole name before it, however far back.

    A passage that names somebody itself speaks of them.
    """
    text, first = here.text, here.words.start
    whole = [name for name in text.names if name.start < here.words.stop]
    if whole and whole[-1].stop <= here.words.stop and whole[-1].start >= first:
        return True
    for name in reversed(whole):
        if name.stop <= first and all(here.elsewhere[word] >= 0 for word in name):
            return not _changed_names(here, there, range(name.start, first))
    return not _changed_names(here, there, range(first))


def _changed_names(here: TextSide, there: TextSide, words: range) -> bool:
    return any(here.elsewhere[word] < 0 and _may_name(here, there, word) for word in words)


def _may_name(here: TextSide, there: TextSide, word: int) -> bool:
    """Tell whether a word has a capital that no sentence gave it, or is near and of a script without any."""
    printed = here.text.words[word]
    if not printed[0].isupper():
        near = here.words.start - word < _LONGEST or word - here.text.paragraph(word).start < _FIRST
        return identifies(printed) and printed.isalpha() and near
    small = printed.casefold()
    if small in _OPENERS and not "".join(here.text.words[word + 1 : word + 2])[:1].isupper():
        # This list, and now: The list.
        return not here.text.begins(word)
    return not here.text.begins(word) or not (small in here.text.small or small in there.text.small)


def _all_before(here: TextSide, there: TextSide, first: int) -> bool:
    gap = there.words.start - here.words.start
    return all(
        here.elsewhere[word] == word + gap or _are_marks(here, there, word, word + gap)
        for word in range(first, here.words.start)
    )


def _are_marks(here: TextSide, there: TextSide, word: int, other: int) -> bool:
    """Tell whether two words are the same mark of items, or their numbers, which say their places alone."""
    if other < 0:
        return False
    if here.text.is_number_of_item(word) and there.text.is_number_of_item(other):
        return True
    same = here.text.words[word] == there.text.words[other]
    return same and here.text.is_mark_of_item(word) and there.text.is_mark_of_item(other)


def _all_after(here: TextSide, there: TextSide, stop: int) -> bool:
    gap = there.words.stop - here.words.stop
    return all(here.elsewhere[word] == word + gap for word in range(here.words.stop, stop))


def identifies(word: str) -> bool:
    """Tell whether a word may name or count: by a capital, a figure, or a script that has no capitals."""
    first = word[0]
    return first.isupper() or any(c.isdigit() for c in word) or (first.isalpha() and not _is_small(first))


def _is_small(letter: str) -> bool:
    # Unicode has capitals for the Georgian letters, with which nobody begins a name.
    return letter.islower() and not "ა" <= letter <= "ჿ"
