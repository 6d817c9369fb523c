"""The names of the rows of a list that came before, among which a later one may be the same person's."""

import re
from typing import NamedTuple, Self

from webapp.domain.text.name_folding import name_tokens

# Names that are looked through for those with initials.
_COMPARED = 20_000
_INITIAL = re.compile(r"(?<!\w)[^\W\d_](?!\w)")


class NameWords(NamedTuple):
    """The folded words of a name, and those among them that are printed as initials."""

    words: frozenset[str]
    initials: frozenset[str]

    def abbreviates(self, other: Self) -> bool:
        """Tell whether this is the other name with initials for some words, and perhaps without others."""
        left = {word[0] for word in other.words - self.words}
        return bool(self.initials) and self.words - self.initials <= other.words and self.initials <= left


class EarlierNames:
    """The names of the rows before: the same words, or initials for words of the other."""

    def __init__(self) -> None:
        self._names = set[frozenset[str]]()
        # By each word that is whole, those with initials apart, which are few.
        self._by_word: dict[tuple[str, bool], list[NameWords]] = {}

    def add(self, name: NameWords) -> None:
        """Keep the name of a row; of very long lists the whole names are compared alone."""
        if name.words not in self._names and len(self._names) < _COMPARED:
            for word in name.words - name.initials:
                self._by_word.setdefault((word, bool(name.initials)), []).append(name)
        self._names.add(name.words)

    def have(self, name: NameWords) -> bool:
        """Tell whether an earlier row may have the same name."""
        kinds = (True, False) if name.initials else (True,)
        words = name.words - name.initials
        others = (self._by_word.get((word, kind), ()) for word in words for kind in kinds)
        return name.words in self._names or any(
            name.abbreviates(other) or other.abbreviates(name) for same in others for other in same
        )


def printed_name(name: str) -> NameWords:
    """Return a name as it is compared with those of other rows."""
    words = frozenset(name_tokens(name).tokens)
    # Folded, a whole word too may be left with a single letter.
    short = {word for word in words if len(word) == 1} if _INITIAL.search(name) else ()
    return NameWords(words, frozenset(short))
