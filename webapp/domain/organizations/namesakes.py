"""Organizations that may already be the one that somebody is about to add, in another spelling."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import fold, glued_pairs
from webapp.domain.text.name_likeness import alike
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import words
from webapp.models import Organization, OrganizationName
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

_LIKELY = 0.85
_MOST_NAMED = 5
_NUMBER = re.compile(r"\d+")


class _FoldedName(NamedTuple):
    words: tuple[str, ...]
    numbers: tuple[int, ...]


def refuse_twin(session: Session, name: str) -> None:
    """Raise Refused at field `name` where an organization in use may bear this name in another spelling."""
    query = (
        select(OrganizationName.text, Organization.reference)
        .join(OrganizationName.organization)
        .where(or_(Organization.state != PublicationState.RETIRED, Organization.merged_into_id.is_not(None)))
        .order_by(Organization.reference, OrganizationName.position)
    )
    twins = {reference: text for text, reference in session.execute(query) if is_same_name(name, text)}
    if twins:
        named = ", ".join(f"{text} ({reference})" for reference, text in list(twins.items())[:_MOST_NAMED])
        message = N_("This may be %(organizations)s. If it is another one, say so and save again.")
        raise Refused("name", message, organizations=named)


def is_same_name(name: str, other: str) -> bool:
    """Tell whether two names of organizations may be spellings of one: of the same numbers and like words.

    Capitals, accents, quotation marks, alphabets and the order of the words make no difference.
    """
    folded, other_folded = _folded(name), _folded(other)
    if folded.numbers != other_folded.numbers or not (folded.words and other_folded.words):
        return False
    fewer, more = sorted((folded.words, other_folded.words), key=len)
    if len(fewer) == len(more):
        return _each_is_there(fewer, more)
    return len(fewer) + 1 == len(more) and any(_each_is_there(fewer, pair) for pair in glued_pairs(more))


def _each_is_there(names: Sequence[str], others: Sequence[str]) -> bool:
    left = list(others)
    for word in names:
        nearest = max(left, key=lambda other: alike(word, other), default="")
        # In a short word one letter makes another.
        if not nearest or alike(word, nearest) < (_LIKELY if len(word) > 3 else 1):
            return False
        left.remove(nearest)
    return not left


@lru_cache(20_000)
def _folded(name: str) -> _FoldedName:
    plain = unicodedata.normalize("NFKC", name)
    no_part, same = _no_part(), _same_words()
    folded = (word.folded for word in words(plain) if not word.folded[:1].isdigit())
    kept = tuple(same.get(word, word) for word in folded if word not in no_part)
    return _FoldedName(kept, tuple(sorted(int(number) for number in _NUMBER.findall(plain))))


@cache
def _no_part() -> frozenset[str]:
    return frozenset(map(fold, word_lists("organization_names")["no_part"].split()))


@cache
def _same_words() -> dict[str, str]:
    lines = [line.split() for line in word_lists("organization_names")["same"].strip().splitlines()]
    return {fold(word): fold(line[0]) for line in lines for word in line}
