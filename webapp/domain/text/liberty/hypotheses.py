"""What somebody faces, what is asked for, or what may come: none of it has happened."""

import re
from collections.abc import Sequence

from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.word_lists import word_lists

_LISTS = word_lists("telling")
_HYPOTHETICAL, _MODAL, _INFINITIVE, _AFTER_INFINITIVE, _FACTUAL = (
    frozenset(lower_unmarked(_LISTS[name]).split())
    for name in ("hypothetical", "modal", "infinitive", "after_infinitive", "before_fact")
)
_BEFORE_TERM, _BEFORE_EVENT = 7, 4
_MONTH_OF_MAY = re.compile(r".{0,3}May|.?\d[. ] ?may")
# As in `I resolve that the following be pardoned`: whoever decides it does not only ask for it.
_DECIDED = re.compile(
    r"\b(?:resolv|decree|order|decid)(?:e|es|ed|s)?\b[^.;!?\n]*\bthat\b[^.;!?\n]*$", re.IGNORECASE
)
_BEFORE_DECIDED = 200
_FULL_STOP, _CLAUSE_END = re.compile(r"[.;!?\n]"), re.compile(r"[,.;:!?\n–—]")
# Azerbaijani and Turkish say it by endings: azad edilməlidir, serbest bırakılabilir, buraxılacaq.
_BY_ENDING = re.compile(r"\w+(?:[aeiu][lnrxt]|t)(?:mali|meli|aca[kq]|ece[kq]|abil|ebil)\w*")

_Spans = Sequence[tuple[int, int, str]]


def is_hypothetical(text: str, spans: _Spans, index: int, length: int) -> bool:
    """Tell whether a term of prison is what somebody faces, or what was asked for: ten years in prison."""
    around = [*spans[max(0, index - _BEFORE_TERM) : index], *spans[index + length : index + length + 2]]
    start, end = spans[index][0], spans[index + length - 1][1]
    return any(
        word in _HYPOTHETICAL
        and not _MONTH_OF_MAY.match(text, max(0, first - 3), last)
        and not _FULL_STOP.search(text, min(last, end), max(first, start))
        for first, last, word in around
    )


def is_future(text: str, spans: _Spans, index: int, length: int) -> bool:
    """Tell whether an arrest or release may come, or ought to: may be freed, должен быть освобождён."""
    start, end = spans[index][0], spans[index + length - 1][1]
    before = spans[max(0, index - _BEFORE_EVENT) : index]
    own = [word for first, _, word in before if not _CLAUSE_END.search(text, first, start)]
    if own and own[-1] in _INFINITIVE:
        if _DECIDED.search(text, max(0, start - _BEFORE_DECIDED), start):
            return False
        # After being released: después de ser liberado.
        return own[-2:-1] == [] or own[-2] not in _FACTUAL
    is_modal = any(
        word in _MODAL and not _MONTH_OF_MAY.match(text, max(0, first - 3), last)
        for first, last, word in before
        if word in own
    )
    following = spans[index + length : index + length + 1]
    beside = following and not _CLAUSE_END.search(text, end, following[0][1])
    if is_modal or (beside and following[0][2] in _AFTER_INFINITIVE):
        return True
    # With the verb that follows the words: azad edilə bilər.
    last = spans[index + length - 1][2]
    return any(_BY_ENDING.fullmatch(word) for word in (last, following[0][2] if beside else last))


def is_requested(plain: str) -> bool:
    """Tell whether words behind one for a verdict say that a term was asked for, or may come."""
    # May is a month as well.
    return not (_HYPOTHETICAL - {"may"}).isdisjoint(PLAIN_WORD.findall(plain))
