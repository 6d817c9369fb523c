"""Whether a passage prints a name, in whatever spelling and script."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import PARTICLES, fold, name_tokens
from webapp.domain.text.name_likeness import alike
from webapp.domain.text.name_orders import is_patronymic
from webapp.domain.text.scripts.arabic_names import MARK
from webapp.domain.text.scripts.han_names import HAN_WORD
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import TextWord, word_forms, words
from webapp.vocab.words import N_

_LIKELY, _SHORT = 0.8, 3
# What may stand between a given name and a family name.
_ARTICLES = frozenset(map(fold, word_lists("not_person_names")["between_names"].split()))
NameWords = frozenset[str]
"""The folded words of a name, all of which a text prints that names its bearer."""


def refuse_unprinted(name: str, passage: str) -> None:
    """Raise Refused at field `text` where a passage does not print a name."""
    if not prints_name(passage, name):
        message = N_("The passage does not print this name. If it is right, say so with a reason and save.")
        raise Refused("text", message)


def prints_name(passage: str, name: str) -> bool:
    """Tell whether a passage has a word like one of a name, with or without a case ending.

    A given name with another family name beside it is somebody else's. The letters of Han names stand in a
    passage without spaces. A name without letters counts as printed.
    """
    tokens = [token for token in name_tokens(name).tokens if len(token) > 1]
    if not tokens:
        return True
    printed = list(words(passage))
    # Who writes all in small letters writes names so.
    cased = any(passage[word.start : word.end] != passage[word.start : word.end].lower() for word in printed)
    own = [_token_of(word, tokens) if word.capital or not cased else None for word in printed]
    like = [place for place, token in enumerate(own) if token]
    if len({own[place] for place in like}) > 1 or any(
        own[place] == tokens[-1] or not _is_of_another(passage, printed, own, place) for place in like
    ):
        return True
    forms = set().union(*word_forms(passage).values()) if HAN_WORD.search(passage) else set()
    return any(token in form for form in forms for token in tokens)


def _token_of(word: TextWord, tokens: Sequence[str]) -> str | None:
    """Return the token of a name that a printed word is like; of a short one each letter counts."""
    for token in tokens:
        short = len(token.removeprefix(MARK)) <= _SHORT
        for form in (word.folded, *word.stems):
            if token == form or (not short and alike(token, form) >= _LIKELY):
                return token
    return None


def _is_of_another(
    passage: str, printed: Sequence[TextWord], own: Sequence[str | None], place: int
) -> bool:
    """Tell whether right after a given name stands a family name that is no part of the name."""
    after = place + 1
    while after < len(printed) and printed[after].folded in _ARTICLES:
        after += 1
    beside = printed[place : after + 1]
    gaps = {passage[word.end : following.start] for word, following in pairwise(beside)}
    if after == len(printed) or own[after] or not gaps <= {" ", "-"}:
        return False
    following = printed[after + 1 : after + 2]
    is_father = is_patronymic(printed[after]) or any(word.folded in PARTICLES for word in following)
    return passage[printed[after].start].isupper() and not is_father


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
