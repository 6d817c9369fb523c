"""Organizations that may already be the one that somebody is about to add, in another spelling."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.organizations.merging import left_of
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import fold, glued_pairs
from webapp.domain.text.name_likeness import alike
from webapp.domain.text.scripts.arabic_names import MARK
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import words
from webapp.models import Organization, OrganizationName
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

_LIKELY, _ACROSS = 0.88, 0.85
_MOST_NAMED = 5
_NUMBER = re.compile(r"\d+")
# I.H.D. is İHD, and e.V. is EV.
_ABBREVIATION = re.compile(r"(?<!\w)(?:(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|(?:[^\W\d_]\.){2,})")
# The 3rd, 3-cü, 3-я; and the short name behind the long one: Invented Court (IC).
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|-?(?:[cç][ıiuü]|[иы]?й|[ая]?я|е|го|га|ша))(?!\w)")
_SHORT_NAME = re.compile(r"(?<=\w)\s*\([^\W\d_a-zа-я]{2,8}\)")
# 第4监狱 is 4号监狱.
_HAN_COUNTERS = re.compile(r"第(?=\d)|(?<=\d)[号號]|(?<=\d)호")
_WITHOUT_DOTS = str.maketrans("ёЁ", "еЕ")
_TWICE = re.compile(r"(.)\1+")


class _FoldedName(NamedTuple):
    words: tuple[str, ...]
    numbers: tuple[int, ...]


def refuse_twin(session: Session, name: str, *, besides: Organization | None = None) -> None:
    """Raise Refused at field `name` where an organization in use may bear this name in another spelling.

    `besides` is the one that is to bear it, with the records merged into it.
    """
    query = (
        select(OrganizationName.text, Organization.id)
        .join(OrganizationName.organization)
        .where(or_(Organization.state != PublicationState.RETIRED, Organization.merged_into_id.is_not(None)))
        .order_by(Organization.reference, OrganizationName.position)
    )
    same = {key: text for text, key in session.execute(query) if is_same_name(name, text)}
    left = ((left_of(session.get_one(Organization, key)), text) for key, text in same.items())
    twins = {row.reference: text for row, text in left if row is not besides}
    if twins:
        named = ", ".join(f"{text} ({reference})" for reference, text in list(twins.items())[:_MOST_NAMED])
        message = N_("This may be %(organizations)s. If it is another one, say so and save again.")
        raise Refused("name", message, organizations=named)


def is_same_name(name: str, other: str) -> bool:
    """Tell whether two names of organizations may be spellings of one: of the same numbers and like words.

    Capitals, accents, quotation marks, alphabets and the order of the words make no difference.
    """
    return any(_is_same(*both) for both in product(_readings(name), _readings(other)))


def _is_same(name: _FoldedName, other: _FoldedName) -> bool:
    if name.numbers != other.numbers or not (name.words and other.words):
        return False
    fewer, more = sorted((name.words, other.words), key=len)
    if len(fewer) == len(more):
        return _each_is_there(fewer, more)
    if _TWICE.sub(r"\1", "".join(fewer)) == _TWICE.sub(r"\1", "".join(more)):
        return True
    # Two words are one only where no letter is another: "Block A" is not "Block".
    pairs = glued_pairs(more) if len(fewer) + 1 == len(more) else []
    return any(set(pair) - set(more) <= set(fewer) and _each_is_there(fewer, pair) for pair in pairs)


def _each_is_there(names: Sequence[str], others: Sequence[str]) -> bool:
    left = list(others)
    for word in names:
        nearest = max(left, key=lambda other: alike(word, other), default="")
        # In a short word one letter makes another.
        across = nearest.startswith(MARK) != word.startswith(MARK)
        if not nearest or alike(word, nearest) < (_ACROSS if across else _LIKELY if len(word) > 3 else 1):
            return False
        left.remove(nearest)
    return not left


@lru_cache(20_000)
def _readings(name: str) -> frozenset[_FoldedName]:
    """Return a name as its words and numbers; one with ё, which few print, in both ways."""
    plain = _HAN_COUNTERS.sub("", unicodedata.normalize("NFKC", name))
    plain = _ABBREVIATION.sub(lambda short: short[0].replace(".", "").upper(), plain)
    plain = _SHORT_NAME.sub("", _ORDINAL.sub("", plain))
    return frozenset(map(_folded, (plain, plain.translate(_WITHOUT_DOTS))))


def _folded(plain: str) -> _FoldedName:
    no_part, same, counted = _no_part(), _same_words(), _number_words()
    folded = [word.folded for word in words(plain) if not word.folded[:1].isdigit()]
    numbers = [*map(int, _NUMBER.findall(plain)), *(counted[word] for word in folded if word in counted)]
    kept = [word for word in folded if word not in no_part]
    kept = [word for word in kept if word not in counted] or kept
    return _FoldedName(tuple(same.get(word, word) for word in kept), tuple(sorted(numbers)))


@cache
def _no_part() -> frozenset[str]:
    return frozenset(map(fold, word_lists("organization_names")["no_part"].split()))


@cache
def _number_words() -> dict[str, int]:
    lines = word_lists("organization_names")["numbers"].strip().splitlines()
    return {fold(word): number for number, line in enumerate(lines, start=1) for word in line.split()}


@cache
def _same_words() -> dict[str, str]:
    lines = [line.split() for line in word_lists("organization_names")["same"].strip().splitlines()]
    return {fold(word): fold(line[0]) for line in lines for word in line}
