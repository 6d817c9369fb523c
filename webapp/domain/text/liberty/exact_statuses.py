"""What the rest of a sentence makes of its words of arrest, release or sentence: released, but on bail."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from webapp.domain.text.liberty.court_words import (
    CELL,
    CONVICTED,
    LOST,
    NOT_ORDERED,
    PENDING,
    SENTENCED,
    SERVED,
    SOFTENED,
    is_acquittal,
)
from webapp.domain.text.liberty.earlier_times import without_earlier
from webapp.domain.text.liberty.hypotheses import is_requested
from webapp.domain.text.liberty.not_meant import is_outside, is_served_at_home
from webapp.domain.text.liberty.replaced_measures import (
    REPLACED,
    of_the_executed,
    without_bans_of_released,
    without_replaced,
)
from webapp.domain.text.liberty.sentence_phrases import MANNERS, SentencePhrases
from webapp.domain.text.liberty.short_terms import without_short_terms
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

_LISTS = word_lists("liberty")
_WHEN = re.compile("pending (?:the |his |her )?trial")
_ORDERED, _REFUSED, _QUASHED = (
    re.compile(r"(?<!\w)(?:" + "|".join(_LISTS[name]) + r")(?!\w)")
    for name in ("ordered", "refused", "quashed")
)
# The words for an arrest that Russian, Ukrainian and Belarusian courts order.
_OF_COURTS = re.compile("(?:за)?ар[еы]ш?с?т")
# A point after a day of the month ends no sentence.
_SENTENCE_END = re.compile(
    r"(?<!\b\d)(?<!\b\d\d)(?<!\b(?:no|nr|dr|mr|ст))(?<!\bart)(?<!\bг)\.(?=\s)|[!?։\n]"
)
_CLAUSE_END = re.compile(r"[,;:–—]")
_KEPT = re.compile("(?:is|are|been|being|remains) (?:being )?(?:held|kept|detained)|(?:held|kept) in")
_NAMED_PRISON = re.compile(
    r"\b(?:in|at)\s(?:[^\W\d_]+\s){0,5}?[A-Z][\w'’-]+\s(?:Prison|Jail|Penitentiary|Colony)\b"
)
_ON_REMAND = {Status.PRETRIAL_DETENTION, Status.ADMINISTRATIVE_DETENTION}
_BEFORE_END = re.compile(
    "(?:до|да) (?:конца|окончани|кінця|завершенн|канца|сканчэнн)|before the end|vor (?:dem )?(?:ablauf|ende)"
    "|avant la fin|antes del? (?:fin|termino)|przed koncem"
)
_WITHOUT = re.compile("without|sans|sin|ohne|без")
_RELEASES = {Status.AT_LIBERTY, Status.RELEASED_PENDING_TRIAL}
_REFUSABLE = _RELEASES | {Status.RELEASED_EARLY, Status.HOUSE_ARREST}
_FROM = re.compile(
    r"\b(?:from|из-под|из под|з-под|з-пад|з пад|з-під|з під|aus dem|del?|lifted)\s"
    r"|(?:igindan|undan|indan|inden|sinden)$"
)
_KILLED_IN = {Status.ARRESTED, Status.PRETRIAL_DETENTION, Status.IMPRISONED}
_THEN = re.compile(
    r"(?<!\w)(?:then|later|затем|потом|потім|затым|sonra|luego|despues|puis|ensuite|dann)(?!\w)"
)
_LONGEST_TO_TERM, _LONGEST_FROM_TERM, _LONGEST_SENTENCE = 100, 50, 600


def exact_statuses(text: str, plain: str, phrases: Sequence[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases of a text, each with the status that its sentence as a whole supports."""
    ends = [match.start() for match in _SENTENCE_END.finditer(plain)]
    exact: list[StatusPhrase] = []
    for (number, part), beside in groupby(phrases, lambda phrase: _part(ends, phrase.start)):
        start = (ends[number - 1] + 1 if number else 0) + part * _LONGEST_SENTENCE
        end = ends[number] if number < len(ends) else len(plain)
        exact += _of_sentence(text, plain, start, min(end, start + _LONGEST_SENTENCE), list(beside))
    return exact


def _of_sentence(
    text: str, plain: str, start: int, end: int, phrases: list[StatusPhrase]
) -> list[StatusPhrase]:
    statuses = {phrase.status for phrase in phrases}
    if Status.EXECUTED in statuses:
        return of_the_executed(plain, phrases)
    phrases = without_earlier(plain, start, end, phrases)
    statuses = {phrase.status for phrase in phrases}
    sentence = SentencePhrases(text, plain, start, end, phrases)
    if Status.HOUSE_ARREST in statuses and statuses & _KILLED_IN and REPLACED.search(plain, start, end):
        phrases = without_replaced(plain, phrases)
    if Status.HOUSE_ARREST in statuses and statuses & _RELEASES:
        sentence.phrases = phrases = [_at_home(sentence, phrase) for phrase in phrases]
        statuses = {phrase.status for phrase in phrases}
    if statuses & {Status.ARRESTED, Status.IMPRISONED, Status.AT_LIBERTY, Status.RELEASED_EARLY}:
        sentence.pending = PENDING.search(plain, start, end)
    exact = [_exact(sentence, phrase) for phrase in phrases]
    if not sentence.has(CELL):
        exact = without_short_terms(plain, start, end, exact)
    exact = without_bans_of_released(exact)
    if served := SERVED.search(plain, start, end):
        exact = [_at_end(sentence, phrase, served) for phrase in exact]
    if statuses & _KILLED_IN and LOST.search(plain, start, end):
        exact = [_with(each, None) if each.status in _KILLED_IN else each for each in exact]
    return exact


def _part(ends: Sequence[int], place: int) -> tuple[int, int]:
    """Return the number of the sentence that a place stands in, and of its part where it has no end."""
    number = bisect_right(ends, place)
    start = ends[number - 1] + 1 if number else 0
    return number, max(0, place - start) // _LONGEST_SENTENCE


def _exact(sentence: SentencePhrases, phrase: StatusPhrase) -> StatusPhrase:
    match phrase.status:
        case status if status in _REFUSABLE and _has_in_clause(sentence, phrase, _REFUSED):
            return _with(phrase, None)
        case Status.IMPRISONED | None if _has_in_clause(sentence, phrase, _QUASHED):
            return _with(phrase, None)
        case Status.AT_LIBERTY | Status.RELEASED_EARLY:
            return _released(sentence, phrase)
        case Status.ARRESTED:
            return _arrested(sentence, phrase)
        case Status.IMPRISONED | Status.PRETRIAL_DETENTION if is_outside(sentence.plain, *phrase[:2]):
            return _with(phrase, None)
        case Status.IMPRISONED:
            return _imprisoned(sentence, phrase)
        case Status.PRETRIAL_DETENTION if Status.TRAVEL_BAN in {each.status for each in sentence.phrases}:
            # Not to leave the city pending trial.
            return _with(phrase, None) if _WHEN.fullmatch(sentence.plain, *phrase[:2]) else phrase
        case Status.ADMINISTRATIVE_DETENTION if sentence.has(CELL):
            return _with(phrase, Status.IMPRISONED)
        case None:
            return _sentenced(sentence, phrase)
        case _:
            return phrase


def _has_in_clause(sentence: SentencePhrases, phrase: StatusPhrase, words: re.Pattern[str]) -> bool:
    """Tell whether words stand in the clause of a phrase: the court refused to release X on bail."""
    return sentence.has(words) and words.search(sentence.plain, *_clause(sentence, phrase)) is not None


def _clause(sentence: SentencePhrases, phrase: StatusPhrase) -> tuple[int, int]:
    plain, start, end = sentence.plain, sentence.start, sentence.end
    first = max((match.end() for match in _CLAUSE_END.finditer(plain, start, phrase.start)), default=start)
    return first, match.start() if (match := _CLAUSE_END.search(plain, phrase.end, end)) else end


def _with(phrase: StatusPhrase, status: Status | None) -> StatusPhrase:
    return phrase._replace(status=status)


def _at_home(sentence: SentencePhrases, phrase: StatusPhrase) -> StatusPhrase:
    """Return a phrase of a sentence that tells of a release and of house arrest: the one is to the other.

    Who was released from house arrest is at liberty.
    """
    homes = [other for other in sentence.phrases if other.status is Status.HOUSE_ARREST]
    if ": " in sentence.text[phrase.end : homes[0].start]:  # Freed: until then she was under house arrest.
        return phrase
    is_from = any(_FROM.search(sentence.plain, max(0, home.start - 8), home.end) for home in homes)
    if phrase.status in _RELEASES and phrase.start > (end := homes[0].end):
        # Moved to house arrest, then released.
        is_from = is_from or _THEN.search(sentence.plain, end, phrase.start) is not None
    if phrase.status is Status.HOUSE_ARREST:
        return _with(phrase, None) if is_from else phrase
    if phrase.status in _RELEASES and not is_from and _is_of_same(sentence, phrase, *homes[0][:2]):
        return _with(phrase, Status.HOUSE_ARREST)
    return phrase


def _released(sentence: SentencePhrases, phrase: StatusPhrase) -> StatusPhrase:
    """Return a release as what its sentence calls it: on bail, early, at the end of the term."""
    if phrase.status is Status.AT_LIBERTY and is_acquittal(sentence.plain, phrase.start):
        # Tried while free, or bailed in 2021, and acquitted now.
        return phrase
    without = sentence.pending and _WITHOUT.match(sentence.plain, sentence.pending.start())
    pending = None if without else sentence.pending
    kinds = {manner.status for manner in sentence.manners if _is_of_same(sentence, phrase, *manner[:2])}
    if pending and _is_of_same(sentence, phrase, *pending.span()):
        kinds.add(Status.RELEASED_PENDING_TRIAL)
    if phrase.status is Status.RELEASED_EARLY:
        if _BEFORE_END.match(sentence.plain, phrase.start) and not _tells_of_release(sentence, phrase):
            # Two years are left until the end of the term.
            return _with(phrase, None)
        is_pending = pending and Status.RELEASED_SERVED not in kinds
        return _with(phrase, Status.RELEASED_PENDING_TRIAL) if is_pending else phrase
    return _with(phrase, kinds.pop()) if len(kinds) == 1 else phrase


def _tells_of_release(sentence: SentencePhrases, phrase: StatusPhrase) -> bool:
    releases = _RELEASES | {Status.RELEASED_EARLY, Status.RELEASED_SERVED}
    return any(each.status in releases and each != phrase for each in sentence.phrases)


def _at_end(sentence: SentencePhrases, phrase: StatusPhrase, served: re.Match[str]) -> StatusPhrase:
    """Return a release at the end of a term as such, and the words for this end as words of a release."""
    is_within = served.start() <= phrase.start < served.end()
    statuses = {other.status for other in sentence.phrases}
    if phrase.status in (None, Status.IMPRISONED) and is_within:
        freed = not statuses & {Status.RELEASED_EARLY, Status.RELEASED_PENDING_TRIAL}
        return _with(phrase, Status.RELEASED_SERVED) if freed else phrase
    is_open = phrase.status is Status.AT_LIBERTY or sentence.plain.startswith("excarcel", phrase.start)
    if is_open and _is_of_same(sentence, phrase, *served.span()):
        return _with(phrase, Status.RELEASED_SERVED)
    return phrase


def _is_of_same(sentence: SentencePhrases, phrase: StatusPhrase, start: int, end: int) -> bool:
    """Tell whether nothing between two places of a sentence says that the second is told of another."""
    place = bisect_left(sentence.breaks, min(phrase.end, end))
    return place == len(sentence.breaks) or sentence.breaks[place] >= max(phrase.start, start)


def _arrested(sentence: SentencePhrases, phrase: StatusPhrase) -> StatusPhrase:
    """Return an arrest as what its clause calls it: for days, or ordered by a court until the trial."""
    plain, pending = sentence.plain, sentence.pending
    first, last = _clause(sentence, phrase)
    for other in sentence.phrases:
        on_remand = other.status is Status.PRETRIAL_DETENTION and phrase.end <= other.start < last
        if on_remand and _KEPT.match(plain, phrase.start):
            return _with(phrase, Status.PRETRIAL_DETENTION)
        is_verdict = other.status is None and CONVICTED.match(plain, other.start)
        if is_verdict and other.start > phrase.end and _is_of_same(sentence, phrase, *other[:2]):
            # Arrested in 2020 and convicted a year later.
            return _with(phrase, None)
        if other.status is Status.PSYCHIATRIC_DETENTION and phrase.end <= other.start:
            return _with(phrase, None)
        if other.status is Status.ADMINISTRATIVE_DETENTION and first <= other.start < last:
            return _with(phrase, Status.ADMINISTRATIVE_DETENTION)
    if pending and _is_of_same(sentence, phrase, *pending.span()):
        return _with(phrase, Status.PRETRIAL_DETENTION)
    if _KEPT.match(plain, phrase.start) and not _ON_REMAND & {each.status for each in sentence.phrases}:
        within = sentence.text[phrase.end : min(last, phrase.end + _LONGEST_TO_TERM)]
        if _NAMED_PRISON.search(within):
            # Held in Dorn Prison.
            return _with(phrase, Status.IMPRISONED)
    is_of_court = _OF_COURTS.match(plain, phrase.start) and _ORDERED.search(plain, first, last)
    if is_of_court and not NOT_ORDERED.search(plain, first, last):
        return _with(phrase, Status.PRETRIAL_DETENTION)
    return phrase


def _imprisoned(sentence: SentencePhrases, phrase: StatusPhrase) -> StatusPhrase:
    """Return a word of prison as one of remand before the trial, as none where it is what was served."""
    if is_served_at_home(sentence.plain, *phrase[:2]):
        return _with(phrase, Status.HOUSE_ARREST)
    before = bisect_left(sentence.served_before, phrase.start)
    if before and any(
        other.status in MANNERS | {Status.AT_LIBERTY} and other.end <= sentence.served_before[before - 1]
        for other in sentence.phrases
    ):
        return _with(phrase, None)
    if before and phrase.start - sentence.served_before[before - 1] < _LONGEST_FROM_TERM:
        # After two years in prison he is free.
        freed = MANNERS | {Status.AT_LIBERTY}
        if any(other.status in freed and other.start >= phrase.end for other in sentence.phrases):
            return _with(phrase, None)
    if CONVICTED.match(sentence.plain, phrase.start):
        for other in sentence.phrases:
            is_beside = phrase.start < other.start < phrase.end + _LONGEST_FROM_TERM
            if other.status is Status.ADMINISTRATIVE_DETENTION and is_beside:
                # Serving an administrative arrest.
                return _with(phrase, Status.ADMINISTRATIVE_DETENTION)
    pending = sentence.pending
    if pending and _is_of_same(sentence, phrase, *pending.span()):
        is_sentence = CONVICTED.match(sentence.plain, phrase.start)
        return phrase if is_sentence else _with(phrase, Status.PRETRIAL_DETENTION)
    return phrase


def _sentenced(sentence: SentencePhrases, phrase: StatusPhrase) -> StatusPhrase:
    """Return a sentence to so many years as one of prison, where nothing beside it says otherwise."""
    if not SENTENCED.match(sentence.plain, phrase.start) or sentence.has(SOFTENED):
        return phrase
    before = sentence.text[max(sentence.start, phrase.start - _LONGEST_FROM_TERM) : phrase.start]
    # With the words of the sentence, which say that "up to" is none: засудив до 12 років.
    end = min(sentence.end, phrase.end + _LONGEST_TO_TERM)
    if is_requested(sentence.plain[phrase.end : end]):
        # The verdict is on 14 May, the prosecutor asked for seven years.
        return phrase
    after = sentence.text[phrase.start : end]
    if prints_years(after) or prints_years(_CLAUSE_END.split(before)[-1]):
        return _with(phrase, Status.IMPRISONED)
    return phrase
