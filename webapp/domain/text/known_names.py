"""Where known names stand in a text, given as its words: pure matching, without any storage."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple
from uuid import UUID

from webapp.domain.text.name_folding import PARTICLES, fold
from webapp.domain.text.name_orders import NameOrder, is_patronymic
from webapp.domain.text.word_lists.not_person_names import BETWEEN_NAMES, SENTENCE_OPENERS
from webapp.domain.text.words import TextWord

_MOST_BETWEEN = 3
_BETWEEN = frozenset(map(fold, BETWEEN_NAMES.split()))
_OPENERS = frozenset(map(fold, SENTENCE_OPENERS.split()))
_SPACES = " \t\n\u00a0\u202f\u00ad\u200b"
_HYPHENS = frozenset("-‐‑")


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


class _FullName(NamedTuple):
    first: int
    last: int
    people: frozenset[UUID]


def adjacent_pairs(text: str, found: Sequence[TextWord]) -> set[tuple[str, str]]:
    """Return the folded pairs of words between which a text may print a name: few."""
    return {
        (first, last)
        for at, word in enumerate(found)
        if word.capital
        for to, _comma in _possible_ends(text, found, at)
        for first in _forms(word, last=False)
        for last in _forms(found[to], last=True)
    }


def name_matches(text: str, found: Sequence[TextWord], names: KnownNames) -> list[NameMatch]:
    """Return every place of the names in a text, given with its words; of those that overlap, the longest."""
    hits = [hit for at in range(len(found)) if (hit := _full_name_at(text, found, at, names))]
    hits.sort(key=lambda hit: (found[hit.first].start - found[hit.last].end, hit.first))
    taken: set[int] = set()
    whole: list[NameMatch] = []
    for first, last, people in hits:
        covered = range(first, last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            whole.append(NameMatch(found[first].start, found[last].end, people))
    return sorted([*whole, *_family_names(text, found, taken, whole, names)])


def _full_name_at(text: str, found: Sequence[TextWord], at: int, names: KnownNames) -> _FullName | None:
    """Return the longest name that begins with one word of the text."""
    word = found[at]
    if not word.capital:
        return None
    ends: dict[int, set[UUID]] = {}
    for form in _forms(word, last=True):
        if form in names.singles:
            ends.setdefault(at, set()).update(names.singles[form])
    for form in _forms(word, last=False):
        seconds = names.pairs.get(form)
        if seconds:
            _add_pairs(text, found, at, seconds, ends)
    if not ends:
        return None
    longest = max(ends)
    return _FullName(at, longest, frozenset(ends[longest]))


def _add_pairs(
    text: str,
    found: Sequence[TextWord],
    at: int,
    seconds: dict[str, list[tuple[NameOrder, UUID]]],
    ends: dict[int, set[UUID]],
) -> None:
    for to, comma in _possible_ends(text, found, at):
        for form in _forms(found[to], last=True):
            for order, person in seconds.get(form, ()):
                if comma and not order.family_first:
                    continue
                after = _patronymic_after(text, found, to)
                if _fits(order, [*found[at + 1 : to], *found[to + 1 : after + 1]]):
                    ends.setdefault(after, set()).add(person)


def _possible_ends(text: str, found: Sequence[TextWord], at: int) -> Iterator[tuple[int, bool]]:
    """Yield each word that may end a name begun at another, and whether a comma parts the two."""
    comma = False
    for to in range(at + 1, min(at + _MOST_BETWEEN + 2, len(found))):
        between = joint(text, found[to - 1], found[to])
        if between is None or (between == "," and to > at + 1):
            return
        comma = comma or between == ","
        if found[to].capital:
            yield to, comma
        elif found[to].folded not in _BETWEEN and found[to].folded not in PARTICLES:
            return


def _fits(order: NameOrder, between: Sequence[TextWord]) -> bool:
    """Tell whether the words beside the two ends of a name speak for this name, or at least not against."""
    fathers: set[str] = set()
    known = order.fathers | order.middle
    for word, following in zip_longest(between, between[1:]):
        forms = {word.folded, *word.stems}
        if (following and following.folded in PARTICLES) or is_patronymic(word):
            fathers |= forms
        elif word.end - word.start == 1 and word.capital:
            if known and not any(name.startswith(word.folded) for name in known):
                return False
        elif word.folded not in PARTICLES and word.folded not in _BETWEEN and not forms & known:
            return False
    return not fathers or not order.fathers or bool(fathers & order.fathers)


def _patronymic_after(text: str, found: Sequence[TextWord], at: int) -> int:
    """Return the last word of a patronymic that follows a name (Sınaqov Elvin Davud oğlu), or `at`."""
    after = found[at + 1 : at + 3]
    if not after or not after[0].capital or joint(text, found[at], after[0]) != "":
        return at
    if is_patronymic(after[0]):
        return at + 1
    if len(after) > 1 and after[1].folded in PARTICLES and joint(text, *after) in ("", "-"):
        return at + 2
    return at


def _family_names(
    text: str, found: Sequence[TextWord], taken: set[int], whole: Iterable[NameMatch], names: KnownNames
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
    for at, word in enumerate(found):
        if not word.capital or at in taken:
            continue
        people = next((called[form] for form in _forms(word, last=True) if form in called), [])
        if len(people) == 1 and first[people[0]] < word.start and _stands_alone(text, found, at):
            yield NameMatch(word.start, word.end, frozenset(people), partial=True)


def _stands_alone(text: str, found: Sequence[TextWord], at: int) -> bool:
    """Tell whether no other name stands beside a family name: it would be somebody else's."""
    before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
    if before and before.capital and joint(text, before, found[at]) in ("", "-"):
        return before.folded in _OPENERS
    return not (after and after.capital and joint(text, found[at], after) in ("", "-", "."))


def _forms(word: TextWord, *, last: bool) -> tuple[str, ...]:
    # In Azerbaijani, Turkish and English the last word of a name alone takes an ending.
    return (word.folded, *word.stems) if last or word.every else (word.folded,)


def joint(text: str, before: TextWord, after: TextWord) -> str | None:
    """Return what joins two words as of one name: a space (""), a hyphen or a comma; or else None."""
    gap = text[before.end : after.start]
    if gap in (" ", ""):
        return ""
    if len(gap) > 8 or gap.count("\n") > 1:
        return None
    bare = gap.strip(_SPACES)
    if bare == "." and before.end - before.start == 1:
        return ""
    if bare in _HYPHENS:
        return "-" if gap == bare or "\n" in gap else None
    return bare if bare in ("", ",") else None
