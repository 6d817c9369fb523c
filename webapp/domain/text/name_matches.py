"""Where known names stand in a text, given as its words: pure matching, without any storage."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple
from uuid import UUID

from webapp.domain.text.name_folding import PARTICLES, fold, untitled
from webapp.domain.text.name_orders import (
    NameOrder,
    family_name,
    han_orders,
    is_patronymic,
    name_ends,
    name_orders,
    single_word,
)
from webapp.domain.text.scripts.arabic_names import is_arabic, joined_and_apart
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import TextWord

_MOST_BETWEEN = 3
_NO_NAMES = word_lists("not_person_names")
_BETWEEN = frozenset(map(fold, _NO_NAMES["between_names"].split()))
_OPENERS = frozenset(map(fold, _NO_NAMES["sentence_openers"].split()))
_SPACES = " \t\n\u00a0\u202f\u00ad\u200b"
# What parts the cells of a row in plain text: family and given name may stand in one each.
_CELLS = re.compile(r"[ \t\u00a0]*\|[ \t\u00a0]*|;")
_HYPHENS = frozenset("-‐‑")
# What opens and closes a nickname inside a name.
_SOFT_SIGNS = frozenset(f"{mark} " for mark in "'’ʼ")
# A quotation mark that was opened before a word, or an article before it.
_OPENED, _LONGEST_OPENED = re.compile(r"(?:^|[\s(])['‘](?:\w{1,3} )?$|[\"“„«‘]$"), 6
_OPENING, _CLOSING = frozenset("\"'“„«‘"), frozenset("\"'”“»’")


class NameMatch(NamedTuple):
    """A span of the text, and everybody whose name it prints; `partial` is a family name alone."""

    start: int
    end: int
    people: frozenset[UUID]
    partial: bool = False


@dataclass
class KnownNames:
    """The names to look for, by their words: pairs by first and last word, names of one word, families."""

    pairs: dict[str, dict[str, list[tuple[NameOrder, UUID]]]] = field(default_factory=dict)
    singles: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    families: dict[UUID, str] = field(default_factory=dict)

    def add(self, order: NameOrder, person: UUID) -> None:
        """Look for one order of a person's name."""
        self.pairs.setdefault(order.first, {}).setdefault(order.last, []).append((order, person))

    def add_spellings(
        self, person: UUID, spellings: Sequence[str], near: Container[tuple[str, str]] | None = None
    ) -> None:
        """Look for a person's name, the first of its spellings, and the others, in each order.

        With `near`, the pairs of words that a text prints near each other, only for what may be in it.
        """
        known: set[NameOrder] = set()
        for spelling in spellings:
            ends = name_ends(spelling)
            known.update(
                order for order in han_orders(spelling) if near is None or (order.first, order.last) in near
            )
            if ends is not None:
                for spaced in _forms_of_name(spelling):
                    ends = name_ends(spaced)
                    if ends is not None and (near is None or ends in near or ends[::-1] in near):
                        known.update(name_orders(spaced))
            elif (word := single_word(spelling)) is not None:
                self.singles[word].add(person)
        for order in known:
            self.add(order, person)
        family = family_name(spellings[0]) if known else None
        if family is not None:
            self.families[person] = family


def _forms_of_name(spelling: str) -> Iterable[str]:
    """Return how else a name may be printed: what one text joins another parts, and titles come and go."""
    others = [untitled(spelling)]
    if not spelling.isascii() and is_arabic(spelling):
        others += [spelling.replace("\u200c", " "), *joined_and_apart(spelling)]
    return dict.fromkeys((spelling, *others))


class _FullName(NamedTuple):
    first: int
    last: int
    people: frozenset[UUID]


def adjacent_pairs(text: str, words: Sequence[TextWord]) -> set[tuple[str, str]]:
    """Return the folded pairs of words between which a text may print a name: few."""
    return {
        (first, last)
        for index, word in enumerate(words)
        if word.capital
        for end, _comma in _possible_ends(text, words, index)
        for first in _forms(word, last=False)
        for last in _forms(words[end], last=True)
    }


def name_matches(text: str, words: Sequence[TextWord], names: KnownNames) -> list[NameMatch]:
    """Return every place of the names in a text, given with its words; of those that overlap, the longest."""
    full_names = [name for index in range(len(words)) if (name := _full_name_at(text, words, index, names))]
    full_names.sort(key=lambda name: (words[name.first].start - words[name.last].end, name.first))
    taken: set[int] = set()
    whole: list[NameMatch] = []
    for first, last, people in full_names:
        covered = range(first, last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            whole.append(NameMatch(words[first].start, words[last].end, people))
    return sorted([*whole, *_family_names(text, words, taken, whole, names)])


def _full_name_at(text: str, words: Sequence[TextWord], index: int, names: KnownNames) -> _FullName | None:
    """Return the longest name that begins with one word of the text."""
    word = words[index]
    if not word.capital:
        return None
    ends: dict[int, set[UUID]] = {}
    for form in _forms(word, last=True):
        if form in names.singles:
            ends.setdefault(index, set()).update(names.singles[form])
    for form in _forms(word, last=False):
        seconds = names.pairs.get(form)
        if seconds:
            _add_pairs(text, words, index, seconds, ends)
    if not ends:
        return None
    longest = max(ends)
    return _FullName(index, longest, frozenset(ends[longest]))


def _add_pairs(
    text: str,
    words: Sequence[TextWord],
    index: int,
    seconds: dict[str, list[tuple[NameOrder, UUID]]],
    ends: dict[int, set[UUID]],
) -> None:
    for end, comma in _possible_ends(text, words, index):
        for form in _forms(words[end], last=True):
            for order, person in seconds.get(form, ()):
                if comma and not order.family_first:
                    continue
                name_end = _patronymic_after(text, words, end)
                if _fits(order, [*words[index + 1 : end], *words[end + 1 : name_end + 1]]):
                    ends.setdefault(name_end, set()).add(person)


def _possible_ends(text: str, words: Sequence[TextWord], index: int) -> Iterator[tuple[int, bool]]:
    """Yield each word that may end a name begun at another, and whether a comma parts the two."""
    comma = False
    for end in range(index + 1, min(index + _MOST_BETWEEN + 2, len(words))):
        between = joint(text, words[end - 1], words[end])
        gap = (words[end - 1].end, words[end].start)
        if between is None and end == index + 1 and _CELLS.fullmatch(text, *gap):
            between = ""
        if between is None or (between == "," and end > index + 1):
            return
        comma = comma or between == ","
        if words[end].capital:
            yield end, comma
        elif words[end].folded not in _BETWEEN and words[end].folded not in PARTICLES:
            return


def _fits(order: NameOrder, between: Sequence[TextWord]) -> bool:
    """Tell whether the words beside the two ends of a name speak for this name, or at least not against."""
    patronymic: set[str] = set()
    known = order.patronymic | order.middle
    for word, following in zip_longest(between, between[1:]):
        forms = {word.folded, *word.stems}
        if (following and following.folded in PARTICLES) or is_patronymic(word):
            patronymic |= forms
        elif word.end - word.start == 1 and word.capital:
            if known and not any(name.startswith(word.folded) for name in known):
                return False
        elif word.folded not in PARTICLES and word.folded not in _BETWEEN and not forms & known:
            return False
    return not patronymic or not order.patronymic or bool(patronymic & order.patronymic)


def _patronymic_after(text: str, words: Sequence[TextWord], index: int) -> int:
    """Return the last word of a patronymic that follows a name (Sınaqov Elvin Davud oğlu), or `index`."""
    following = words[index + 1 : index + 3]
    if not following or not following[0].capital or joint(text, words[index], following[0]) != "":
        return index
    if is_patronymic(following[0]):
        return index + 1
    if len(following) > 1 and following[1].folded in PARTICLES and joint(text, *following) in ("", "-"):
        return index + 2
    return index


def _family_names(
    text: str, words: Sequence[TextWord], taken: set[int], whole: Iterable[NameMatch], names: KnownNames
) -> Iterator[NameMatch]:
    """Yield family names alone, after the whole name of the one person spotted who has it."""
    first: dict[UUID, int] = {}
    for place in whole:
        for person in place.people:
            first[person] = min(place.start, first.get(person, place.start))
    called: dict[str, list[UUID]] = defaultdict(list)
    for person in first:
        if person in names.families:
            called[names.families[person]].append(person)
    for index, word in enumerate(words):
        if not word.capital or index in taken:
            continue
        people = next((called[form] for form in _forms(word, last=True) if form in called), [])
        if len(people) == 1 and first[people[0]] < word.start and _stands_alone(text, words, index):
            yield NameMatch(word.start, word.end, frozenset(people), partial=True)


def _stands_alone(text: str, words: Sequence[TextWord], index: int) -> bool:
    """Tell whether no other name stands beside a family name: it would be somebody else's."""
    before = words[index - 1] if index else None
    following = words[index + 1] if index + 1 < len(words) else None
    if before and before.capital and joint(text, before, words[index]) in ("", "-"):
        return before.folded in _OPENERS
    return not (following and following.capital and joint(text, words[index], following) in ("", "-", "."))


def _forms(word: TextWord, *, last: bool) -> tuple[str, ...]:
    # In Azerbaijani, Turkish and English the last word of a name alone takes an ending.
    return (word.folded, *word.stems) if last or word.every else (word.folded,)


def joint(text: str, before: TextWord, following: TextWord) -> str | None:
    """Return what joins two words as of one name: a space (""), a hyphen, a comma or a quotation mark.

    None where they do not belong together.
    """
    gap = text[before.end : following.start]
    if gap in (" ", ""):
        return ""
    if gap in _SOFT_SIGNS and not _OPENED.search(text, max(0, before.start - _LONGEST_OPENED), before.start):
        return ""
    if len(gap) == 2 and (gap[0] == " " and gap[1] in _OPENING or gap[1] == " " and gap[0] in _CLOSING):
        return gap.strip()
    if len(gap) > 8 or gap.count("\n") > 1:
        return None
    separator = gap.strip(_SPACES)
    if separator == "." and before.end - before.start == 1:
        return ""
    if separator in _HYPHENS:
        # A hyphen after a line break is the mark of a list.
        return "-" if gap == separator or (gap[0] == separator and "\n" in gap) else None
    return separator if separator in ("", ",") else None
