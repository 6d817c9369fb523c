"""What a search asks for: words in any spelling, and words in quotation marks that stand together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.domain.text.scripts.unspaced import groups_size, is_unspaced, plain_letters
from webapp.domain.text.words import TextWord, words
from webapp.models import SourceWord

LONGEST_QUERY = 500
MOST_WORDS = 12
_STEM = 4
# So many groups of letters of a word are looked up: enough to leave few texts to be read.
_MOST_GROUPS = 12
_LAST_SIGN = "\U0010ffff"
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')


class QueryWord(NamedTuple):
    """A folded word or a number to be found; with `begun` every longer word that begins so is one too.

    With `unspaced` letters, of a writing that parts no words, these are found wherever they stand together,
    or the word in other letters: สมชาย, Somchai.
    """

    folded: str
    number: bool = False
    begun: bool = False
    unspaced: str = ""

    def meets(self, word: TextWord) -> bool:
        """Tell whether a word of a text is the one, with an ending or without."""
        if word.folded == (self.unspaced or self.folded) or self.folded in (word.folded, *word.stems):
            return True
        if self.number and not self.begun:
            return word.folded.startswith((f"{self.folded}-", f"{self.folded}."))
        return self.begun and word.folded.startswith(self.folded)

    @property
    def is_kept(self) -> bool:
        """Whether texts are kept under such a word: under no single letter of writings that part words."""
        return bool(self.unspaced) or len(self.folded) > 1

    def is_in(self, version_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
        """Return the condition that a version of a source is kept under a word that `meets`."""
        spelled = version_id.in_(select(SourceWord.source_version_id).where(self._stored()))
        return or_(spelled, version_id.in_(self._kept_together())) if self.unspaced else spelled

    def _kept_together(self) -> Select[UUID]:
        query, letters = select(SourceWord.source_version_id), self.unspaced
        size = groups_size(letters)
        if len(letters) < size:
            return query.where(SourceWord.word >= letters, SourceWord.word < letters + _LAST_SIGN)
        groups = {letters[at : at + size] for at in range(len(letters) - size + 1)}
        least = sorted(groups)[:_MOST_GROUPS]
        query = query.where(SourceWord.word.in_(least)).group_by(SourceWord.source_version_id)
        return query.having(func.count() == len(least))

    def _stored(self) -> ColumnElement[bool]:
        """Return the condition on `source_word`, a range of its index."""
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
        groups.append(tuple(_wanted_words(match.group(1))))
        place = match.end()
    rest = _singles(typed[place:])
    if rest and typed[-1:].strip() and not rest[-1][0].unspaced:
        rest[-1] = (rest[-1][0]._replace(begun=True),)
    return Query(_first_words([*groups, *rest]))


def _singles(typed: str) -> list[tuple[QueryWord, ...]]:
    return [(word,) for word in _wanted_words(typed) if word.is_kept]


def _wanted_words(typed: str) -> Iterator[QueryWord]:
    for word in words(typed):
        printed = typed[word.start : word.end]
        if is_unspaced(printed[0]):
            letters = plain_letters(printed)
            yield QueryWord(word.folded if len(word.folded) >= _STEM else letters, unspaced=letters)
        else:
            yield _wanted(word)


def _wanted(word: TextWord) -> QueryWord:
    number = word.folded[0].isdigit()
    return QueryWord(word.folded, number, not number and len(word.folded) >= _STEM)


def _first_words(groups: list[tuple[QueryWord, ...]]) -> tuple[tuple[QueryWord, ...], ...]:
    kept: list[tuple[QueryWord, ...]] = []
    left = MOST_WORDS
    for group in dict.fromkeys(groups):
        # A phrase of single letters alone could be looked up in no index.
        if group[:left] and any(word.is_kept for word in group[:left]):
            kept.append(group[:left])
            left -= len(kept[-1])
    return tuple(kept)
