"""What a sentence tells of earlier times: an arrest that is over, a release before another arrest."""

import re
from collections.abc import Sequence

from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.liberty import HELD, Status

_TELLING = word_lists("telling")
_ANY_EARLIER = any_of(map(lower_unmarked, _TELLING["earlier"].split()))
_EARLIER = re.compile(rf"(?<!\w)(?:{_ANY_EARLIER})(?!\w)")
_ANY_AFTER = any_of(map(lower_unmarked, _TELLING["after"].split()))
_BEFORE_EVENT = any_of(map(lower_unmarked, _TELLING["before_event"].split()))
_AFTER = re.compile(rf"(?<!\w)(?:{_BEFORE_EVENT})(?:\s\w+)?\s?$")
_BEGINS_AFTER = re.compile(rf"(?:{_BEFORE_EVENT})(?!\w)")
# After days: пасля «сутак».
_RIGHT_AFTER = re.compile(rf"(?<!\w)(?:{_BEFORE_EVENT})\s[«\"“]?$")
# Azerbaijani and Turkish say it by an ending: tahliye edildikten sonra, azadlığa çıxandan bir ay sonra.
_BY_ENDING = re.compile(r"\w(?:d[iu]kt[ae]n|[ae]nd[ae]n|(?<!hisse)sinden|masindan)(?!\w)")
_PLACES = {
    Status.IMPRISONED, Status.ARRESTED, Status.PRETRIAL_DETENTION, Status.HOUSE_ARREST,
    Status.ADMINISTRATIVE_DETENTION,
}  # fmt: skip
# After days in custody, as Azerbaijani and Turkish say it: 25 günlük həbsdən sonra.
_AFTER_BY_ENDING = re.compile(r"\w*[dt][ae]n sonra(?!\w)")
_AFTER_WORDS_BEHIND = re.compile(r"\s(?:\w+\s)?\w+[dt][ae]n sonra(?!\w)")
_DAYS_SERVED = re.compile(
    r"(?<!\w)(?:served|отбы(?:л|ла)|отсидел\w*|адбы(?:ў|ла)|адсядзе\w+|відбу(?:в|ла)|відсиді\w+|cumplio|verbußte)\s"
    r"(?:\S+\s){0,2}$"
)
_OUT_OF = re.compile(
    r"(?<!\w)(?:from|out of|aus (?:der|dem)|из|из-под|з|з-під|з-пад|del?|du)\s(?:\w+\s)?$"
)
# A measure that is over: ev hapsi kaldırıldı, домашний арест отменён, house arrest was lifted.
_LIFTED = re.compile(
    r"(?:\s\w+){0,5}\s(?:lifted|ended|expired|сня[тл]\w*|отмен\w+|скасован\w*|знят\w*|адмен\w+|legv\w*"
    r"|kaldiril\w+|sona erdi|levantad[ao]|levee?s?|aufgehoben)(?!\w)"
)
_TERMS = {Status.IMPRISONED, Status.ADMINISTRATIVE_DETENTION}
_MEASURES = {Status.HOUSE_ARREST, Status.TRAVEL_BAN}
# After 1,214 days in detention; he spent three years in prison.
_SPAN = (
    "years?|months?|weeks?|days?|jahren?|monaten?|wochen|tagen?|anos?|meses|semanas|dias|ans|mois|jours|semaines"
    "|lata?|latach|miesi[ae]c\\w*|tygodni\\w*|dniach|mesi|giorni|anni|settimane"
    "|лет|года?|месяц\\w*|недел\\w*|дней|суток|рок\\w*|місяц\\w*|тижн\\w*|днів|діб|гадоў|гады|месяц\\w*|дзён|сутак"
)
_AFTER_SPAN = re.compile(
    rf"(?<!\w)(?:{_ANY_AFTER}|po|apos|dopo)(?!\w)(?:\s[\w,.-]+){{1,5}}?\s(?:{_SPAN})\s(?:\w+\s){{0,2}}$"
)
_AFTER_NUMBER = re.compile(rf"(?<!\w)(?:{_ANY_AFTER})\s(?:[\w,.-]+\s){{1,4}}$")
_BEGINS_WITH_SPAN = re.compile(rf"(?:{_SPAN})(?!\w)")
_SPENT = re.compile(
    r"(?<!\w)(?:(?<!has )(?<!have )spent|пробы(?:л|ла|в)|пров[её]л|провела|пробу(?:в|ла)|пров[іе]ла?"
    r"|правяла|pas[oó]|a pass[eé]|verbrachte|gecirmisdi|gecirdi|yatmisti|yatti|kalmisti)"
    r"(?:\s[\w.,-]+){0,5}\s(?:\w+\s)?$"
)
_PART = re.compile("[,;:–—()]")
_RELEASES = {
    Status.AT_LIBERTY, Status.RELEASED_EARLY, Status.RELEASED_SERVED, Status.RELEASED_PENDING_TRIAL,
}  # fmt: skip
_LONGEST_BEFORE, _LONGEST_ENDING, _LONGEST_SPAN = 20, 12, 70


def without_earlier(plain: str, start: int, end: int, phrases: list[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases of a sentence, without their status those of the time before what the others tell.

    X, who had been held before, was freed; X was arrested again a day after his release.
    """
    phrases = [_with_time_over(plain, start, phrase) for phrase in phrases]
    phrases = [_without_place_left(plain, phrase, phrases) for phrase in phrases]
    if sum(phrase.status is not None for phrase in phrases) < 2:
        return phrases
    exact: list[StatusPhrase] = []
    is_held = any(phrase.status in HELD for phrase in phrases)
    for phrase in phrases:
        if phrase.status in _RELEASES:
            is_over = is_held and _came_first(plain, start, end, phrase)
        elif phrase.status in HELD:
            others = [each for each in phrases if each.status and each is not phrase]
            is_over = _is_aside(plain, start, end, phrase, others)
        else:
            is_over = False
        exact.append(phrase._replace(status=None) if is_over else phrase)
    return exact


def _with_time_over(plain: str, start: int, phrase: StatusPhrase) -> StatusPhrase:
    """Return a phrase, without its status where it is of a time that is over: after two years in prison."""
    if phrase.status in _MEASURES and _LIFTED.match(plain, phrase.end):
        return phrase._replace(status=None)
    if phrase.status not in _PLACES:
        return phrase
    ends = _AFTER_BY_ENDING.match(plain, max(phrase.start, phrase.end - _LONGEST_ENDING // 2))
    if ends or _AFTER_WORDS_BEHIND.match(plain, phrase.end):
        return phrase._replace(status=None)
    first = max((match.end() for match in _PART.finditer(plain, start, phrase.start)), default=start)
    before = plain[max(first, phrase.start - _LONGEST_SPAN) : phrase.start]
    is_over = _AFTER_SPAN.search(before) or _SPENT.search(before)
    if _BEGINS_WITH_SPAN.match(plain, phrase.start):
        is_over = is_over or _AFTER_NUMBER.search(before)
    if phrase.status is Status.ADMINISTRATIVE_DETENTION:
        is_over = is_over or _DAYS_SERVED.search(before)
    if phrase.status in _TERMS:
        is_over = is_over or _RIGHT_AFTER.search(before)
    return phrase._replace(status=None) if is_over else phrase


def _without_place_left(
    plain: str, phrase: StatusPhrase, phrases: Sequence[StatusPhrase]
) -> StatusPhrase:
    """Return a phrase, without its status where somebody was let out of it: aus der Haft entlassen."""
    if phrase.status not in _PLACES or not _OUT_OF.search(plain, max(0, phrase.start - 24), phrase.start):
        return phrase
    for other in phrases:
        between = plain[min(phrase.end, other.end) : max(phrase.start, other.start)]
        if other.status in _RELEASES and len(between) <= _LONGEST_SPAN and not _PART.search(between):
            return phrase._replace(status=None)
    return phrase


def _came_first(plain: str, start: int, end: int, phrase: StatusPhrase) -> bool:
    """Tell whether a release is what something else came after: days after his release."""
    before = plain[max(start, phrase.start - _LONGEST_BEFORE) : phrase.start]
    if _AFTER.search(before) or _BEGINS_AFTER.match(plain, phrase.start):
        return True
    return _BY_ENDING.search(plain, phrase.start, min(end, phrase.end + _LONGEST_ENDING)) is not None


def _is_aside(
    plain: str, start: int, end: int, phrase: StatusPhrase, others: Sequence[StatusPhrase]
) -> bool:
    """Tell whether a phrase is of a clause between commas that tells of before, and another is outside."""
    first = max((match.end() for match in _PART.finditer(plain, start, phrase.start)), default=start)
    last = match.start() if (match := _PART.search(plain, phrase.end, end)) else end
    if not _EARLIER.search(plain, first, last):
        return False
    return any(not first <= each.start < last for each in others)
