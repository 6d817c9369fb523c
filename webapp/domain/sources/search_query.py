"""What a search asks for: words in any spelling, and words in quotation marks that stand together."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_

from webapp.domain.text.words import TextWord, words
from webapp.models import SourceWord

LONGEST_QUERY = 500
MOST_WORDS = 12
_STEM = 4
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')


class QueryWord(NamedTuple):
    """A folded word or a number to be found; with `begun` every longer word that begins so is one too."""

    folded: str
    number: bool = False
    begun: bool = False

    def meets(self, word: TextWord) -> bool:
        """Tell whether a word of a text is the one, with an ending or without."""
        if word.folded == self.folded or self.folded in word.stems:
            return True
        if self.number and not self.begun:
            return word.folded.startswith((f"{self.folded}-", f"{self.folded}."))
        return self.begun and word.folded.startswith(self.folded)

    def stored(self) -> ColumnElement[bool]:
        """Return the condition on `source_word`, a range of its index, for every word that `meets`."""
        word = SourceWord.word
        if self.begun:
            # Words hold a to z, numbers digits, hyphens and points: the end of all that begin so.
            return and_(word >= self.folded, word < self.folded + ("{" if not self.number else ":"))
        if self.number:
            return or_(word == self.folded, and_(word > f"{self.folded}-", word < f"{self.folded}/"))
        return word == self.folded


@dataclass(frozen=True)
class Query:
    """The groups of words that must all occur; the words of one group stand together, in this order."""

    groups: tuple[tuple[QueryWord, ...], ...]

    @property
    def wanted(self) -> tuple[QueryWord, ...]:
        """Every word of it, once."""
        return tuple(dict.fromkeys(word for group in self.groups for word in group))


def read_query(typed: str) -> Query:
    """Return what was typed as a query: at most 500 characters and 12 words of it; nothing is refused.

    Words of four letters or more are found with any ending, the last one as soon as it is begun. Single
    letters count in quotation marks only.
    """
    typed = typed[:LONGEST_QUERY]
    groups: list[tuple[QueryWord, ...]] = []
    place = 0
    for match in _QUOTED.finditer(typed):
        groups += _singles(typed[place : match.start()])
        groups.append(tuple(_wanted(word) for word in words(match.group(1))))
        place = match.end()
    rest = _singles(typed[place:])
    if rest and typed[-1:].strip():
        rest[-1] = (rest[-1][0]._replace(begun=True),)
    return Query(_first_words([*groups, *rest]))


def _singles(typed: str) -> list[tuple[QueryWord, ...]]:
    return [(_wanted(word),) for word in words(typed) if len(word.folded) > 1]


def _wanted(word: TextWord) -> QueryWord:
    number = word.folded[0].isdigit()
    return QueryWord(word.folded, number, not number and len(word.folded) >= _STEM)


def _first_words(groups: list[tuple[QueryWord, ...]]) -> tuple[tuple[QueryWord, ...], ...]:
    kept: list[tuple[QueryWord, ...]] = []
    left = MOST_WORDS
    for group in dict.fromkeys(groups):
        # A phrase of single letters alone could be looked up in no index.
        if group[:left] and any(len(word.folded) > 1 for word in group[:left]):
            kept.append(group[:left])
            left -= len(kept[-1])
    return tuple(kept)
