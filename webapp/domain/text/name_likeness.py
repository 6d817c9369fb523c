"""How alike two names are, given as folded tokens, and the keys under which like tokens are looked up."""

import re
from collections.abc import Sequence
from functools import lru_cache, reduce

from rapidfuzz.distance import Indel

from webapp.domain.text.name_folding import NameTokens, glued_pairs, without_ending
from webapp.domain.text.scripts.arabic_names import MARK, joined, likeness_of_scripts, skeletons

LEAST_TOKEN = 0.6
# What each word of the longer name that the shorter one leaves out costs.
_LEFT_OUT = 0.04
# An initial says less than a name, and the name of a father is not that of the son.
_INITIAL = 0.85
_OTHER_PLACE = 0.7
_SPACED_OTHERWISE = 0.97
_TWICE = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiou")
# Ёлкин is printed Елкин, and what Russian writes with o Belarusian writes with a.
_UNSTRESSED, _VOWEL = str.maketrans("o", "a"), 0.93


def keys(token: str) -> set[str]:
    """Return the keys under which a folded token is stored to be found in spite of slips; about its length.

    They are the token, the token less each one letter, its consonants alone (after a hyphen), and the token
    less a patronymic ending that was glued to it; for the other scripts its consonants as these write them.
    """
    mark = "~" if token.startswith(MARK) else "="
    return _keys_of_slips(token) | {mark + skeleton for skeleton in skeletons(token)}


def sought_keys(token: str) -> set[str]:
    """Return the keys to look up for a typed token; two tokens alike share one."""
    mark = "=" if token.startswith(MARK) else "~"
    return _keys_of_slips(token) | {mark + skeleton for skeleton in skeletons(token)}


@lru_cache(100_000)
def alike(token: str, other: str) -> float:
    """Return how alike two folded tokens are, from 0 to 1 (the same, but for a patronymic ending)."""
    if token.startswith(MARK) != other.startswith(MARK):
        arabic, latin = (token, other) if token.startswith(MARK) else (other, token)
        return max(likeness_of_scripts(arabic, without_ending(latin)), default=0.0)
    if token == other:
        return 1.0
    if min(len(token), len(other)) == 1:
        return _INITIAL if token[0] == other[0] else 0.0
    if len(token) == len(other) >= 5 and token.translate(_UNSTRESSED) == other.translate(_UNSTRESSED):
        return _VOWEL
    similarity: float = Indel.normalized_similarity(without_ending(token), without_ending(other))
    return similarity


def likeness(wanted: NameTokens, other: NameTokens) -> float:
    """Return how alike two names are, words in any order: 1 for the same, 0 for nothing.

    Where one of them prints as one word what the other prints as two, they are the same.
    """
    if not wanted.tokens or not other.tokens:
        return 0.0
    names, others = _with_and_without_honorifics(wanted), _with_and_without_honorifics(other)
    return max(_likeness_of_words(name, other_name) for name in names for other_name in others)


def likeness_in_order(wanted: NameTokens, other: NameTokens) -> float:
    """Return how alike two names are letter by letter in their order: it ranks those equally alike."""
    similarity: float = Indel.normalized_similarity(" ".join(wanted.tokens), " ".join(other.tokens))
    return similarity


def _with_and_without_honorifics(name: NameTokens) -> list[NameTokens]:
    """Return a name, and where what may be titles stands before two words more also without these."""
    if name.honorifics and len(name.tokens) - name.honorifics > 1:
        return [name, NameTokens(name.tokens[name.honorifics :], name.fathers)]
    return [name]


def _likeness_of_words(wanted: NameTokens, other: NameTokens) -> float:
    score = _likeness(wanted.tokens, other.tokens, wanted.fathers, other.fathers)
    difference = len(wanted.tokens) - len(other.tokens)
    if score > _SPACED_OTHERWISE:
        return score
    if _differ_in_spaces(wanted.tokens, other.tokens):
        score = _SPACED_OTHERWISE
    if difference == 0:
        return score
    fewer, more = (other, wanted) if difference > 0 else (wanted, other)
    glued = (_likeness(fewer.tokens, pair, fewer.fathers, more.fathers) for pair in glued_pairs(more.tokens))
    return max(score, *glued)


def _differ_in_spaces(wanted: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names are the same but for their spaces, and for which of their words come first."""
    if wanted[0][:1] == other[0][:1] == MARK or len(wanted) != len(other):
        # Letters that only one of them has tell most names apart at once; joined, Arabic letters may change.
        letters, other_letters = set().union(*wanted), set().union(*other)
        if letters != other_letters and MARK not in letters | other_letters:
            return False
        fewer, more = sorted((wanted, other), key=len)
        turned = ((*more[place:], *more[:place]) for place in range(len(more)))
        return _glued(fewer) in map(_glued, turned)
    return False


def _glued(words: Sequence[str]) -> str:
    """Return the words of a name as one, in which no letter stands twice, as none does in a folded word."""
    return _TWICE.sub(r"\1", reduce(joined, words))


def _likeness(
    wanted: Sequence[str], other: Sequence[str], fathers: frozenset[str], other_fathers: frozenset[str]
) -> float:
    both_tell = bool(fathers and other_fathers)
    shares = [
        (share, here, there)
        for here, token in enumerate(wanted)
        for there, other_token in enumerate(other)
        if (
            share := alike(token, other_token)
            * (_OTHER_PLACE if both_tell and (token in fathers) != (other_token in other_fathers) else 1)
        )
        >= LEAST_TOKEN
    ]
    taken_here, taken_there, total = set[int](), set[int](), 0.0
    for share, here, there in sorted(shares, reverse=True):
        if here not in taken_here and there not in taken_there:
            taken_here.add(here)
            taken_there.add(there)
            total += share
    fewer, more = sorted((len(wanted), len(other)))
    return max(0.0, total / fewer - _LEFT_OUT * (more - fewer))


def _keys_of_slips(token: str) -> set[str]:
    token_keys = {token, without_ending(token)}
    if len(token) >= 4:
        first = 1 if token.startswith(MARK) else 0
        token_keys |= {token[:place] + token[place + 1 :] for place in range(first, len(token))}
    consonants = "".join(letter for letter in token if letter not in _VOWELS)
    if len(consonants) >= 3 and not token.startswith(MARK):
        token_keys.add(f"-{consonants}")
    return token_keys
