"""Measures that took the place of others: arrest and house arrest by each other, prison by an execution."""

import re
from collections.abc import Sequence

from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

REPLACED = re.compile(r"(?<!\w)(?:" + "|".join(word_lists("liberty")["replaced"]) + r")(?!\w)")
_RELATIVE = re.compile(r",\s(?:whom?|котор\w+|як(?:ий|а|і|ого|ая|ога)|que|qui|quien|der|die|ktor\w+|che)\s")
_LOCKED_UP = {Status.ARRESTED, Status.PRETRIAL_DETENTION, Status.IMPRISONED}


def without_replaced(plain: str, phrases: Sequence[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases, that of the measure without its status which house arrest replaced, or replaces it.

    East Slavic names the new one behind "на".
    """
    home = next(phrase for phrase in phrases if phrase.status is Status.HOUSE_ARREST)
    after = next((each for each in phrases if each.status in _LOCKED_UP and each.start >= home.end), None)
    if after and re.search(r"(?<!\w)на\s", plain[home.end : after.start]):
        return [each._replace(status=None) if each is home else each for each in phrases]
    return [each._replace(status=None) if each.status in _LOCKED_UP else each for each in phrases]


def without_bans_of_released(phrases: list[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases of a sentence, without a ban on leaving that goes along with a release on bail."""
    if all(phrase.status is not Status.RELEASED_PENDING_TRIAL for phrase in phrases):
        return phrases
    return [
        phrase._replace(status=None) if phrase.status is Status.TRAVEL_BAN else phrase for phrase in phrases
    ]


def of_the_executed(plain: str, phrases: Sequence[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases of a sentence of an execution, those of prison before it as of this one.

    But for what is told of another: he shared a cell with X, who was executed.
    """
    end = next(phrase for phrase in phrases if phrase.status is Status.EXECUTED)
    return [
        each._replace(status=Status.EXECUTED)
        if each.status in _LOCKED_UP and not _RELATIVE.search(plain, each.end, max(each.end, end.start))
        else each
        for each in phrases
    ]
