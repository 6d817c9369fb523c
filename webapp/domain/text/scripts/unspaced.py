"""Writings that part no words, as Chinese or Thai: their letters, and the groups by which to find words."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from webapp.domain.text.word_lists import word_lists

# Han, kana and Hangul, two letters of which are a word; Thai, Lao, Burmese and Khmer, three a syllable.
_DENSE = (
    "\u3005-\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_LOOSE = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f"
    "\u1780-\u17d3\u17d7\u17dc\u17dd"
)
UNSPACED = f"[{_DENSE}{_LOOSE}]"
FIRST_UNSPACED = "\u0e01"
# What stands between the letters of a word: what nobody sees, a line's end; spaces that set Han wide.
_UNSEEN = r"[\u00ad\u200b-\u200d\u2060]*+"
_LINE_END = rf"(?:[^\S\n]*+\n[^\S\n]*+)?{_UNSEEN}"
_DENSE_GAP, _LOOSE_GAP = rf"{_UNSEEN}[^\S\n]*+{_LINE_END}", rf"{_UNSEEN}{_LINE_END}"
_RUN = re.compile(rf"[{_DENSE}](?:{_DENSE_GAP}[{_DENSE}])*|[{_LOOSE}](?:{_LOOSE_GAP}[{_LOOSE}])*")
_IS_UNSPACED, _IS_DENSE = re.compile(UNSPACED), re.compile(f"[{_DENSE}]")
# A name all in such a writing, and what stands between its words.
_BETWEEN = re.compile(r"[\s·・‧•\u200b]+")
_NAME = re.compile(
    rf"[{_DENSE}]+(?:{_BETWEEN.pattern}[{_DENSE}]+)*|[{_LOOSE}]+(?:{_BETWEEN.pattern}[{_LOOSE}]+)*"
)
_SHORTEST_WITHIN = 3
_GAPS = re.compile(r"[\s\u00ad\u200b-\u200d\u2060]+")
# Thai and Lao vowels that some files print as two signs.
_AS_TWO_SIGNS = {"\u0e4d\u0e32": "\u0e33", "\u0ecd\u0eb2": "\u0eb3"}
_ODD = re.compile("[\uff66-\uff9f][\uff9e\uff9f]?|\u0e4d\u0e32|\u0ecd\u0eb2")


def is_unspaced(letter: str) -> bool:
    """Tell whether a letter is one of a writing that parts no words."""
    return _IS_UNSPACED.match(letter) is not None


def plain_letters(run: str) -> str:
    """Return letters in the shape in which they are kept and compared: simplified, without gaps."""
    letters = _GAPS.sub("", normalize("NFC", run))
    return _ODD.sub(lambda odd: _plain_sign(odd[0]), letters).translate(_simplified())


def has_unspaced(text: str) -> bool:
    """Tell whether a text holds a letter of a writing that parts no words."""
    return _IS_UNSPACED.search(text) is not None


def groups_size(run: str) -> int:
    """Return how many letters of such a run are kept together."""
    return 2 if _IS_DENSE.match(run) else 3


def letter_groups(text: str) -> set[str]:
    """Return all groups of two or three letters that stand together in a text, and the last of each run."""
    groups: set[str] = set()
    for run in set(_RUN.findall(text)):
        letters, size = plain_letters(run), groups_size(run)
        groups.update(letters[place : place + size] for place in range(len(letters)))
    return groups


def name_groups(name: str) -> set[str]:
    """Return the groups of letters of a name all of which is in such a writing; of any other, none."""
    if not _NAME.fullmatch(name):
        return set()
    groups: set[str] = set()
    for word in _BETWEEN.split(name):
        letters, size = plain_letters(word), groups_size(word)
        groups.update(letters[place : place + size] for place in range(len(letters) - size + 1))
    return groups


def name_pattern(name: str) -> re.Pattern[str]:
    """Return what prints a name in such a writing, with or without what parts its words.

    A name of two Han letters counts only where no other letter stands beside it.
    """
    letters = plain_letters(_BETWEEN.sub("", name))
    gap = f"{_DENSE_GAP}[·・‧•]?" if _IS_DENSE.match(letters) else rf"{_LOOSE_GAP}[^\S\n]*+"
    printed = gap.join(map(_shapes_of, letters))
    if _IS_DENSE.match(letters) and len(letters) < _SHORTEST_WITHIN:
        return re.compile(f"(?<![{_DENSE}]){printed}(?![{_DENSE}])")
    return re.compile(printed)


def places_of(text: str, letters: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of every place of a text that prints these plain letters, in any shape."""
    gap = _DENSE_GAP if _IS_DENSE.match(letters) else _LOOSE_GAP
    for match in re.finditer(gap.join(map(_shapes_of, letters)), text):
        yield match.span()


def _plain_sign(odd: str) -> str:
    return _AS_TWO_SIGNS.get(odd) or normalize("NFKC", odd)


def _shapes_of(letter: str) -> str:
    return f"(?:{'|'.join((letter, *_shapes().get(letter, ())))})"


@cache
def _shapes() -> dict[str, list[str]]:
    """Return the other shapes of each letter that has some: traditional, of half width, in two signs."""
    shapes = {entry[0]: list(entry[1:]) for entry in word_lists("han_variants")["shapes"].split()}
    for place in range(0xFF66, 0xFF9E):
        for odd in (chr(place), f"{chr(place)}\uff9e", f"{chr(place)}\uff9f"):
            if len(normalize("NFKC", odd)) == 1:
                shapes.setdefault(normalize("NFKC", odd), []).append(odd)
    for signs, letter in _AS_TWO_SIGNS.items():
        shapes[letter] = [signs]
    return shapes


@cache
def _simplified() -> dict[int, str]:
    shapes = word_lists("han_variants")["shapes"].split()
    return {ord(shape): entry[0] for entry in shapes for shape in entry[1:]}
