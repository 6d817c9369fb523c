"""Terms of a court that are none of prison: of so many days, or suspended."""

import re

from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

_LISTS = word_lists("liberty")
_SUSPENDED, _SERVED_AFTER_ALL, _FOR_DAYS = (
    re.compile(r"(?<![^\W\u3400-\u9fff])(?:" + "|".join(_LISTS[name]) + ")")
    for name in ("suspended", "unsuspended", "for_days")
)
# What begins another part of a sentence.
_PART = re.compile("[;:–—]")
_OF_TERMS = {Status.IMPRISONED, Status.ARRESTED}
_LONGEST_WAY, _BESIDE = 60, 2


def without_short_terms(plain: str, start: int, end: int, phrases: list[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases of a sentence, those of prison as of days where a court gave days.

    Of a term that is suspended, nobody is said to be in prison.
    """
    if not any(phrase.status in _OF_TERMS for phrase in phrases):
        return phrases
    exact = phrases
    for days in _FOR_DAYS.finditer(plain, start, end):
        # After days in custody, as Azerbaijani and Turkish say it: 15 sutkalıq həbsdən sonra.
        is_over = plain.startswith(" sonra", days.end())
        if not is_over and not prints_years(plain[days.start() : days.end()]):
            exact = [_of_days(phrase, days) for phrase in exact]
    suspended = _SUSPENDED.search(plain, start, end)
    if suspended and not _SERVED_AFTER_ALL.search(plain, start, end):
        exact = [_of_suspended(plain, phrase, suspended) for phrase in exact]
    return exact


def _of_days(phrase: StatusPhrase, days: re.Match[str]) -> StatusPhrase:
    # With the word of serving it.
    is_within = days.start() <= phrase.end + _BESIDE and phrase.start < days.end()
    if is_within and phrase.status in {*_OF_TERMS, None}:
        return phrase._replace(status=Status.ADMINISTRATIVE_DETENTION)
    return phrase


def _of_suspended(plain: str, phrase: StatusPhrase, suspended: re.Match[str]) -> StatusPhrase:
    between = plain[min(phrase.end, suspended.end()) : max(phrase.start, suspended.start())]
    is_of_term = len(between) <= _LONGEST_WAY and not _PART.search(between)
    return phrase._replace(status=None) if phrase.status is Status.IMPRISONED and is_of_term else phrase
