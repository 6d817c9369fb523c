"""Words of arrest, charge, trial and release in a text, and the status that the nearest of them suggests."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from webapp.domain.text.liberty.exact_statuses import exact_statuses
from webapp.domain.text.liberty.hypotheses import is_future, is_hypothetical
from webapp.domain.text.liberty.not_meant import is_stop
from webapp.domain.text.liberty.parted_phrases import with_parted_phrases
from webapp.domain.text.liberty.phrase_patterns import Pattern, patterns_of
from webapp.domain.text.liberty.plain_letters import (
    PLAIN,
    PLAIN_WORD,
    lower_unmarked,
    without_addresses,
)
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

VOWELS = re.compile("[\u064b-\u0655\u0670]")
# What stands between the words of a phrase: a sentence of 7 years.
_WITHIN_PHRASE = " \t\n\u00a0\u200c-‐‑'‘’ʼ0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
# What parts the clauses of a sentence.
BREAK = re.compile(
    r"[,;:–—]|\b(?:and|while|but|whereas|və|amma|isə|ve|ama|и|а|но|y|pero|et|mais|und|aber|та|але)\b"
)
_LISTS = word_lists("telling")
NEGATIONS, TELLING, COMPANIONS, DYING, PAST, _QUALIFYING = (
    frozenset(word.translate(PLAIN) for word in _LISTS[name].split())
    for name in ("negations", "telling", "companions", "dying", "past", "qualifying")
)
# Died in Azerbaijani and Turkish, which without marks is "became": anadan olub, mahkûm oldu.
_DIES = re.compile(r"(?<!\w)öl(?:üb|d[üu]|müş)\w*", re.IGNORECASE)
_BECOMES = frozenset({"olub", "oldu", "olmus", "olduyu", "olmustur"})
DYING -= _BECOMES
# Whose death is told may be a relative's, or that of somebody who was free by then.
_NOT_OF_HERE = COMPANIONS | NEGATIONS | PAST
ELSEWHERE = frozenset(lower_unmarked(_LISTS["elsewhere"]).split())
_AFTER = frozenset(lower_unmarked(_LISTS["after"]).split())
_RELEASE = re.compile("|".join(_LISTS["of_release"].translate(PLAIN).split()))
_LONGEST_CLAUSE, _LONGEST_KEPT = 250, 100_000
# What tells more than a word of being held or released before it.
_MORE = frozenset(Status) - {Status.ARRESTED, Status.IMPRISONED, Status.AT_LIBERTY}
# What a court may be asked for.
_POSSIBLE = {Status.IMPRISONED, Status.PRETRIAL_DETENTION, Status.HOUSE_ARREST, Status.EXECUTED}
# What is wished, allowed or announced before it happens.
_EVENTS = {
    Status.ARRESTED, Status.AT_LIBERTY, Status.RELEASED_EARLY, Status.RELEASED_SERVED,
    Status.RELEASED_PENDING_TRIAL,
}  # fmt: skip
OF_PRISON = {Status.IMPRISONED, Status.PRETRIAL_DETENTION}
_CUSTODY = re.compile("custod|detention|gewahrsam|garde à vue", re.IGNORECASE)
OF_DEATH = {Status.DIED_IN_CUSTODY, Status.DIED_AFTER_RELEASE, Status.EXECUTED}
# As French says it by a word that is a noun as well.
_HAS_DIED = re.compile(r"(?<!\w)(?:(?:est|sont|serait) morte?s?|passed away)(?!\w)")
_MANNERS = {Status.RELEASED_EARLY, Status.RELEASED_SERVED, Status.RELEASED_PENDING_TRIAL}
FREED = OF_PRISON | _MANNERS | {Status.AT_LIBERTY}
CLAUSE_END = re.compile(rf"{BREAK.pattern}|(?<!\b\d)(?<!\b\d\d)\.|[!?\n]")




def status_phrases(text: str) -> list[StatusPhrase]:
    """Return the signals of a text in order, of those that begin at one word the longest."""
    return _phrases(text) if len(text) > _LONGEST_KEPT else [*_phrases_kept(text)]


def phrases_of_part(part: str) -> list[StatusPhrase]:
    """Return the signals of a part of a text by itself; those of the whole text stay kept."""
    return _phrases(part)


@lru_cache(1)
def _phrases_kept(text: str) -> Sequence[StatusPhrase]:
    """Return the signals of a text; its names and what is told of them are looked for one after the other."""
    return _phrases(text)


def _phrases(text: str) -> list[StatusPhrase]:
    plain = lower_unmarked(without_addresses(text))
    spans = [(match.start(), match.end(), match.group()) for match in PLAIN_WORD.finditer(plain)]
    if VOWELS.search(plain):
        spans = [(start, end, VOWELS.sub("", word)) for start, end, word in spans]
    phrases, index = [], 0
    while index < len(spans):
        pattern = _pattern_at(text, spans, index)
        if pattern is None:
            index += 1
            continue
        # In detention, of which pre-trial detention tells more: what ends later.
        later = index + 1
        while later < index + len(pattern.words):
            other = _pattern_at(text, spans, later)
            if other and later + len(other.words) > index + len(pattern.words) and other.status in _MORE:
                index, pattern = later, other
            later += 1
        length, status = len(pattern.words), pattern.status
        if status in _POSSIBLE and is_hypothetical(text, spans, index, length):
            status = None
        if status in _EVENTS and is_future(text, spans, index, length):
            status = None
        if status is Status.ARRESTED and is_stop(plain, spans[index][0], spans[index + length - 1][1]):
            index += length
            continue
        phrases.append(StatusPhrase(spans[index][0], spans[index + length - 1][1], status))
        index += length
    phrases = exact_statuses(text, plain, with_parted_phrases(plain, phrases))
    dying = [Span(start, end) for start, end, word in spans if word in DYING]
    dying += [Span(*match.span()) for match in _HAS_DIED.finditer(plain)]
    dying += [Span(*match.span()) for match in _DIES.finditer(text)]
    return _of_the_dead(text, phrases, dying)


def _pattern_at(text: str, spans: Sequence[tuple[int, int, str]], index: int) -> Pattern | None:
    following = spans[index + 1][2] if index + 1 < len(spans) else ""
    for pattern in patterns_of(spans[index][2]):
        # The second word is looked at first: it decides of most, and faster.
        wanted, any_ending = pattern.words[1] if len(pattern.words) > 1 else ("", True)
        fits = following.startswith(wanted) if any_ending else following == wanted
        if fits and _goes_on(text, spans, index, pattern):
            return pattern
    return None


def only_status(text: str) -> Status | None:
    """Return the one status that a few words mean; None where some of them deny, end or change it.

    Not imprisoned; released, then arrested again; a former political prisoner.
    """
    statuses = {phrase.status for phrase in status_phrases(text)} - {None}
    status = statuses.pop() if len(statuses) == 1 else None
    words = set(PLAIN_WORD.findall(lower_unmarked(text)))
    qualified = words & (NEGATIONS | PAST | _QUALIFYING)
    if qualified or (tells_of_dying(text) and status not in OF_DEATH):
        return None
    return status


def tells_of_dying(text: str) -> bool:
    """Tell whether a text has a word of dying that nothing denies: nobody died."""
    plain = lower_unmarked(text)
    places = [word.start() for word in PLAIN_WORD.finditer(plain) if word.group() in DYING]
    places += [match.start() for match in _DIES.finditer(text)]
    places += [match.start() for match in _HAS_DIED.finditer(plain)]
    return any(NEGATIONS.isdisjoint(PLAIN_WORD.findall(plain[:place])[-2:]) for place in places)


def _of_the_dead(text: str, phrases: list[StatusPhrase], dying: Sequence[Span]) -> list[StatusPhrase]:
    """Return the phrases, those of prison as of a death in custody where their clause tells of one.

    They suggest nothing where the dead is a relative, or was free by then.
    """
    for place in dying:
        clause = _clause(text, place)
        first = bisect_left(phrases, clause.start, key=attrgetter("start"))
        within = phrases[first : bisect_left(phrases, clause.end, key=attrgetter("start"))]
        words = set(PLAIN_WORD.findall(lower_unmarked(text[clause.start : clause.end])))
        statuses = {phrase.status for phrase in within} - {None, Status.DIED_IN_CUSTODY}
        says_so = any(phrase.status is Status.DIED_IN_CUSTODY for phrase in within)
        if words & ELSEWHERE:
            continue
        hindrances = _NOT_OF_HERE - PAST if says_so else _NOT_OF_HERE
        status = None if words & hindrances else Status.DIED_IN_CUSTODY
        if statuses <= FREED and words & _AFTER and not words & (COMPANIONS | NEGATIONS):
            of_release = [number for number, phrase in enumerate(within, first) if _is_release(text, phrase)]
            for number in of_release:
                phrases[number] = phrases[number]._replace(status=Status.DIED_AFTER_RELEASE)
            if of_release:
                continue
        in_custody = any(_CUSTODY.search(text, phrase.start, phrase.end) for phrase in within)
        if statuses <= (OF_PRISON | {Status.ARRESTED} if in_custody else OF_PRISON):
            for number, phrase in enumerate(within, first):
                if phrase.status:
                    phrases[number] = phrase._replace(status=status)
    return phrases


def _is_release(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of a release: after which somebody died."""
    words = lower_unmarked(text[phrase.start : phrase.end])
    return phrase.status in FREED - OF_PRISON or _RELEASE.search(words) is not None


def _clause(text: str, place: Span) -> Span:
    """Return the clause around a place, as far as it reaches in some lines."""
    first, last = max(0, place.start - _LONGEST_CLAUSE), min(len(text), place.end + _LONGEST_CLAUSE)
    start = max((match.end() for match in CLAUSE_END.finditer(text, first, place.start)), default=first)
    end = CLAUSE_END.search(text, place.end, last)
    return Span(start, end.start() if end else last)


def _goes_on(text: str, spans: Sequence[tuple[int, int, str]], index: int, pattern: Pattern) -> bool:
    """Tell whether the words after the first one of a pattern, which fits, follow it."""
    if index + len(pattern.words) > len(spans):
        return False
    for number, (wanted, any_ending) in enumerate(pattern.words[1:], 1):
        start, _end, word = spans[index + number]
        if not (word.startswith(wanted) if any_ending else word == wanted):
            return False
        if text[spans[index + number - 1][1] : start].strip(_WITHIN_PHRASE):
            return False
    return True
