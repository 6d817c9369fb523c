"""What a text as a whole tells: of deaths, of an exchange, of whom first and most, and its newest year."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from webapp.domain.citing.doubts import CONDITIONS
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.name_folding import fold, tokens
from webapp.domain.text.sentences import Sentence
from webapp.domain.text.status_phrases import COMPANIONS, NEGATIONS
from webapp.domain.text.word_lists import beginnings, whole_words, word_lists

_LISTS = word_lists("outdated")
_EXCHANGES = beginnings(_LISTS['exchanges'])
_OBITUARIES = beginnings(_LISTS['obituaries'])
DIED = whole_words(_LISTS['died'])
DENIALS = NEGATIONS | frozenset(_LISTS["denials"].split())
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
PART_OF_CLAUSE = re.compile(r"[,.;:!?\n–—()]")
_CAPITALISED = re.compile(r"[^\W\d_a-zà-ÿа-яёіїєўґəığşçöü][^\W\d_]{3,}")
_LEADING, _LONGEST_BEGINNING = 6, 120


@dataclass
class WholeText:
    """A text with its sentences and the people whom it names; what it tells as a whole is looked for once."""

    text: str
    sentences: Sequence[Sentence]
    people: Sequence[LikelyName]

    def sentence(self, place: int) -> str:
        """Return the words of a sentence."""
        return self.text[slice(*self.sentences[place][:2])]

    @cached_property
    def deaths(self) -> list[tuple[int, frozenset[str]]]:
        """The numbers of the sentences that tell that somebody died, with their words of a capital letter."""
        places = [place for place in range(len(self.sentences)) if _tells_of_death(self.sentence(place))]
        return [(place, capitalised(self.sentence(place))) for place in places]

    @cached_property
    def is_of_exchange(self) -> bool:
        """Whether a text begins with an exchange of prisoners."""
        lead = " ".join(map(self.sentence, range(min(_LEADING, len(self.sentences)))))
        return _EXCHANGES.search(lower_unmarked(lead)) is not None

    @cached_property
    def is_obituary(self) -> bool:
        """Whether a text begins as one that remembers somebody who died."""
        return _OBITUARIES.search(lower_unmarked(self.text[:_LONGEST_BEGINNING])) is not None

    @cached_property
    def newest_year(self) -> int:
        """The newest year that a text prints, 0 where it prints none."""
        return max(map(int, YEAR.findall(self.text)), default=0)

    @cached_property
    def main_people(self) -> list[frozenset[str]]:
        """The words of the names of whom a text names first, and of whom more often than all others."""
        names = [frozenset(tokens(each.name)) for each in self.people]
        often = Counter(names).most_common(2)
        is_alone = bool(often) and (len(often) == 1 or often[1][1] < often[0][1])
        return [*names[:1], *([often[0][0]] if is_alone else [])]


def capitalised(words: str) -> frozenset[str]:
    """Return the words of a capital letter, folded, but for short ones."""
    return frozenset(map(fold, _CAPITALISED.findall(words)))


def _tells_of_death(sentence: str) -> bool:
    """Tell whether a clause tells that somebody died who is no relative, and no condition stands beside."""
    plain = lower_unmarked(sentence)
    if not DIED.search(plain) or not CONDITIONS.isdisjoint(PLAIN_WORD.findall(plain)):
        return False
    return any(
        (DENIALS | COMPANIONS).isdisjoint(PLAIN_WORD.findall(clause))
        for clause in PART_OF_CLAUSE.split(plain)
        if DIED.search(clause)
    )
