"""Words of arrest, charge, trial and release in a text, and the status that the nearest of them suggests."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from webapp.domain.text.liberty.exact_statuses import exact_statuses
from webapp.domain.text.liberty.hypotheses import is_future, is_hypothetical
from webapp.domain.text.liberty.parted_phrases import with_parted_phrases
from webapp.domain.text.liberty.phrase_patterns import Pattern, patterns_of
from webapp.domain.text.liberty.plain_letters import PLAIN, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import HELD, Status

# Of Han writing, which parts no words, each letter.
# In Arabic with the marks of its vowels, where these are printed.
PLAIN_WORD = re.compile(
    r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:[\u064b-\u0655\u0670]+[^\W\d_\u3400-\u9fff]+)*"
)
_VOWELS = re.compile("[\u064b-\u0655\u0670]")
# What stands between the words of a phrase: a sentence of 7 years.
_WITHIN_PHRASE = " \t\n\u00a0\u200c-‐‑'‘’ʼ0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
# What parts the clauses of a sentence, and how many letters of distance it counts for.
_BREAK = re.compile(
    r"[,;:–—]|\b(?:and|while|but|whereas|və|amma|isə|ve|ama|и|а|но|y|pero|et|mais|und|aber|та|але)\b"
)
_BREAK_COSTS = 30
_LISTS = word_lists("telling")
NEGATIONS, TELLING, COMPANIONS, DYING, PAST, _QUALIFYING = (
    frozenset(word.translate(PLAIN) for word in _LISTS[name].split())
    for name in ("negations", "telling", "companions", "dying", "past", "qualifying")
)
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
_MORE_THAN_ARRESTED = {Status.PRETRIAL_DETENTION, Status.HOUSE_ARREST, Status.IMPRISONED}
OF_DEATH = {Status.DIED_IN_CUSTODY, Status.DIED_AFTER_RELEASE, Status.EXECUTED}
# As French says it by a word that is a noun as well.
_HAS_DIED = re.compile(r"(?<!\w)(?:est|sont|serait) morte?s?(?!\w)")
_MANNERS = {Status.RELEASED_EARLY, Status.RELEASED_SERVED, Status.RELEASED_PENDING_TRIAL}
_FREED = OF_PRISON | _MANNERS | {Status.AT_LIBERTY}
_CLAUSE_END = re.compile(rf"{_BREAK.pattern}|(?<!\b\d)(?<!\b\d\d)\.|[!?\n]")


# Two words of a name; whom a noun of arrest or death before it is of.
_NAMES_SOMEBODY = re.compile(
    r"[^\W\d_a-zà-ÿа-яё][\w'’-]+ (?:(?:de|del|la|van|von|bin|al) ){0,2}[^\W\d_a-zà-ÿа-яё][\w'’-]+"
)
# And nurse Y, were: another in a row, and what leads to the verb.
_ROW_OF_NAMES = re.compile(
    rf"(?:(?:,|,?\s(?:and|и|və|ve|y|et|und))\s(?:[^\W\d_A-Z]\w*\s){{0,3}}{_NAMES_SOMEBODY.pattern})+,?(?:\s[^\W\d_A-Z]\w*){{0,2}}\s?"
)
_OF_NAME = re.compile(
    rf"\s(?:of|de|del|du|von|di|da|des)\s(?:[^\W\d_A-ZÀ-Ý]\w*\s){{0,4}}?{_NAMES_SOMEBODY.pattern}"
)
_RELEASE_OF = re.compile(
    r"(?:[\w ]+ )?(?:release|liberation|freilassung|liberacion|excarcelacion) (?:of|de|von) "
)
_BOUND, _LONGEST_BOUND = re.compile(r"\b(?:of|de|del|von|di)\s$"), 6
_FULL_STOP = re.compile(r"[.;!?\n]")


def status_phrases(text: str) -> list[StatusPhrase]:
    """Return the signals of a text in order, of those that begin at one word the longest."""
    return _phrases(text) if len(text) > _LONGEST_KEPT else [*_phrases_kept(text)]


@lru_cache(1)
def _phrases_kept(text: str) -> Sequence[StatusPhrase]:
    """Return the signals of a text; its names and what is told of them are looked for one after the other."""
    return _phrases(text)


def _phrases(text: str) -> list[StatusPhrase]:
    plain = lower_unmarked(text)
    spans = [(match.start(), match.end(), match.group()) for match in PLAIN_WORD.finditer(plain)]
    if _VOWELS.search(plain):
        spans = [(start, end, _VOWELS.sub("", word)) for start, end, word in spans]
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
        phrases.append(StatusPhrase(spans[index][0], spans[index + length - 1][1], status))
        index += length
    phrases = exact_statuses(text, plain, with_parted_phrases(plain, phrases))
    dying = [Span(start, end) for start, end, word in spans if word in DYING]
    dying += [Span(*match.span()) for match in _HAS_DIED.finditer(plain)]
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
    if qualified or (words & DYING and status not in OF_DEATH):
        return None
    return status


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
        if statuses <= _FREED and words & _AFTER and not words & (COMPANIONS | NEGATIONS):
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
    return phrase.status in _FREED - OF_PRISON or _RELEASE.search(words) is not None


def _clause(text: str, place: Span) -> Span:
    """Return the clause around a place, as far as it reaches in some lines."""
    first, last = max(0, place.start - _LONGEST_CLAUSE), min(len(text), place.end + _LONGEST_CLAUSE)
    start = max((match.end() for match in _CLAUSE_END.finditer(text, first, place.start)), default=first)
    end = _CLAUSE_END.search(text, place.end, last)
    return Span(start, end.start() if end else last)


def nearest_phrase(
    text: str, phrases: Sequence[StatusPhrase], name: Span | None = None
) -> StatusPhrase | None:
    """Return the phrase that most likely tells of a name: one with a status if there is any, the nearest.

    One beyond a comma or an "and" is farther than it stands, and one that a semicolon before the name ends
    tells of somebody else. Without a name, the first.
    """
    # The detention of X and the death of Y: each is of the name that follows it.
    if name and (bound := _bound_release(text, phrases, name)):
        return bound
    others = phrases if name is None else [each for each in phrases if not _is_of_another(text, each, name)]
    nearest = min(
        others or phrases,
        key=lambda each: (
            _is_ended(text, each, name),
            each.status is None or _is_beyond(text, each, name),
            _distance(text, each, name),
        ),
        default=None,
    )
    if name and nearest and nearest.status in HELD and not _is_bound(text, name):
        # The political prisoner X, or who was arrested in May, X was released: the end comes after the name.
        following = [each for each in others if each.start >= name.end]
        for phrase in following:
            if phrase.status and _goes_on_to(text, nearest, phrase, name):
                return phrase
    return nearest


def _bound_release(text: str, phrases: Sequence[StatusPhrase], name: Span) -> StatusPhrase | None:
    """Return the phrase of a release that is, by the word "of", that of a name: the release of X."""
    for phrase in phrases:
        if phrase.end < name.start <= phrase.end + _LONGEST_BOUND or phrase.end + 1 == name.start:
            words = lower_unmarked(text[phrase.start : name.start])
            if _RELEASE_OF.fullmatch(words):
                return phrase
    return None


def _is_bound(text: str, name: Span) -> bool:
    """Tell whether what is told before a name is, by the word "of", told of it."""
    return _BOUND.search(text, max(0, name.start - _LONGEST_BOUND), name.start) is not None


def _goes_on_to(text: str, nearest: StatusPhrase, phrase: StatusPhrase, name: Span) -> bool:
    """Tell whether a sentence that calls somebody held goes on to tell of the same one by a later phrase."""
    is_end = phrase.status not in HELD
    between = text[max(name.end, nearest.end) : phrase.start]
    is_called = nearest.end <= name.start and not text[nearest.end : name.start].strip()
    if is_called and nearest.status in OF_PRISON:
        return not _CLAUSE_END.search(text, name.end, phrase.start)
    words = set(PLAIN_WORD.findall(lower_unmarked(between)))
    # Tutulmuş X ev dustaqlığına buraxılıb: arrested, then held otherwise.
    is_more = nearest.status is Status.ARRESTED and phrase.status in _MORE_THAN_ARRESTED
    is_end = is_end or (is_more and nearest.end <= name.start)
    if not is_end or not between.strip() or _FULL_STOP.search(between):
        return False
    if words & (TELLING | NEGATIONS | COMPANIONS):
        return False
    if nearest.end <= name.start and _ROW_OF_NAMES.fullmatch(between):
        return _NAMES_SOMEBODY.match(text, phrase.end + 1) is None
    return _NAMES_SOMEBODY.search(between) is None and _NAMES_SOMEBODY.match(text, phrase.end + 1) is None


def _is_of_another(text: str, phrase: StatusPhrase, name: Span) -> bool:
    """Tell whether a phrase after a name is, by the word "of", of another name: X, and the arrest of Y."""
    if phrase.start < name.end:
        return False
    return _OF_NAME.match(text, phrase.end) is not None


def likely_status(sentence: str, name: Span | None = None) -> Status | None:
    """Return the status that a sentence suggests for the name at a place in it, or None."""
    phrase = nearest_phrase(sentence, status_phrases(sentence), name)
    return phrase.status if phrase else None


def _distance(text: str, phrase: StatusPhrase, name: Span | None) -> int:
    if name is None:
        return phrase.start
    start, end = min(phrase.end, name.end), max(phrase.start, name.start)
    return max(end - start, 0) + _BREAK_COSTS * len(_BREAK.findall(text, start, max(start, end)))


def _is_ended(text: str, phrase: StatusPhrase, name: Span | None) -> bool:
    return name is not None and phrase.end <= name.start and ";" in text[phrase.end : name.start]


def _is_beyond(text: str, phrase: StatusPhrase, name: Span | None) -> bool:
    return name is not None and phrase.start >= name.end and ";" in text[name.end : phrase.start]


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
