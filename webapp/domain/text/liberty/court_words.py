"""Words for sentences, terms and what goes on of a trial, and what words of a text say by them."""

import re
from collections.abc import Sequence

from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.word_lists import any_of, word_lists

_LISTS = word_lists("liberty")
PENDING, NOT_ORDERED, CELL, SENTENCED, CONVICTED, SOFTENED, LOST, CONTRASTS = (
    re.compile(rf"(?<!\w)(?:{any_of(map(lower_unmarked, _LISTS[name]))})(?!\w)")
    for name in (
        "pending", "not_ordered", "punishment_cell", "sentenced", "convicted", "softened", "lost",
        "contrasts",
    )
)  # fmt: skip
_ACQUITTED = re.compile(rf"(?:was |were |been |is )?(?:{'|'.join(_LISTS['acquitted'])})")
SERVED = re.compile(r"(?<!\w)(?:" + "|".join(_LISTS["served"]) + r")(?!\w)")


def is_convicted(text: str, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether one of the phrases of somebody says that a court has sentenced this one."""
    return any(CONVICTED.match(lower_unmarked(text[phrase.start : phrase.end])) for phrase in phrases)


def is_prison_term(words: str) -> bool:
    """Tell whether the words of a sentence print years, and nothing that makes them others than of prison."""
    return prints_years(words) and not SOFTENED.search(lower_unmarked(words))


def is_sentence(words: str) -> bool:
    """Tell whether words begin with one for a sentence of a court."""
    return SENTENCED.match(lower_unmarked(words)) is not None


def goes_on(words: str) -> bool:
    """Tell whether words say that the proceedings against somebody go on."""
    return PENDING.search(lower_unmarked(words)) is not None


def is_served(words: str) -> bool:
    """Tell whether words say that somebody's term had ended."""
    return SERVED.search(lower_unmarked(words)) is not None


def is_lost(words: str) -> bool:
    """Tell whether words say that nobody tells where somebody is."""
    return LOST.search(lower_unmarked(words)) is not None


def is_acquittal(plain: str, place: int) -> bool:
    """Tell whether words of a release, in small letters without marks, are those of an acquittal."""
    return _ACQUITTED.match(plain, place) is not None
