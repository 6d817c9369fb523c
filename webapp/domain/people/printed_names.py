"""Whether a passage prints a name, in whatever spelling and script."""

import re
from collections.abc import Iterable, Sequence

from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.name_likeness import alike
from webapp.domain.text.scripts.han_names import HAN_WORD
from webapp.domain.text.words import word_forms
from webapp.vocab.words import N_

_LIKELY = 0.8
NameWords = frozenset[str]
"""The folded words of a name, all of which a text prints that names its bearer."""


def refuse_unprinted(name: str, passage: str) -> None:
    """Raise Refused at field `text` where a passage does not print a name."""
    if not prints_name(passage, name):
        message = N_("The passage does not print this name. If it is right, say so with a reason and save.")
        raise Refused("text", message)


def prints_name(passage: str, name: str) -> bool:
    """Tell whether a passage has a word like one of a name, with or without a case ending.

    The letters of Han names stand in a passage without spaces. A name without letters counts as printed.
    """
    tokens = [token for token in name_tokens(name).tokens if len(token) > 1]
    if not tokens:
        return True
    unspaced = bool(HAN_WORD.search(passage))
    forms = set().union(*word_forms(passage).values())
    return any(
        alike(token, form) >= _LIKELY or (unspaced and token in form) for form in forms for token in tokens
    )


def name_words(names: Iterable[str]) -> tuple[NameWords, ...]:
    """Return the words of each name without the father's, which a text may leave out."""
    found = set[NameWords]()
    for name in names:
        folded = name_tokens(name)
        whole = {token for token in folded.tokens if len(token) > 1}
        short = whole - folded.fathers
        found.add(frozenset(short if len(short) > 1 else whole))
    return tuple(sorted(found - {frozenset()}, key=sorted))


def prints_any(passage: str, names: Sequence[NameWords]) -> bool:
    """Tell whether a passage has all words of one of the names, wherever, with or without a case ending."""
    printed = word_forms(passage).items() if names else ()
    words = frozenset[str]().union(*names)
    shown = frozenset(word for word in words if any(_is_form(word, raw, forms) for raw, forms in printed))
    return any(name <= shown for name in names)


def where_named(text: str, names: Sequence[NameWords]) -> re.Pattern[str] | None:
    """Return what finds every word of a long text that may be of one of the names; None where none is."""
    words = frozenset[str]().union(*names)
    printed = [
        raw for raw, forms in word_forms(text).items() if any(_is_form(word, raw, forms) for word in words)
    ]
    return re.compile("|".join(map(re.escape, printed))) if printed else None


def _is_form(word: str, printed: str, forms: frozenset[str]) -> bool:
    """Tell whether a printed word is a word of a name; Han letters stand without spaces between names."""
    return word in forms or (HAN_WORD.search(printed) is not None and any(word in form for form in forms))
