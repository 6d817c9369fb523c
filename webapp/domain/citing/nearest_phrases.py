"""Which of the phrases of a sentence tells of a name: the nearest, unless the sentence goes on or turns."""

import re
from collections.abc import Sequence

from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import (
    BREAK,
    CLAUSE_END,
    COMPANIONS,
    FREED,
    NEGATIONS,
    OF_PRISON,
    TELLING,
    status_phrases,
)
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import HELD, Status

# How many letters of distance the end of a clause counts for.
_BREAK_COSTS = 30
_MORE_THAN_ARRESTED = {Status.PRETRIAL_DETENTION, Status.HOUSE_ARREST, Status.IMPRISONED}
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
# X isə, right behind a name.
_TOPIC = re.compile(r"\s(?:isə|ise)\b")
_OF_SEVERAL = re.compile(
    r"\d\s(?:others?|people|persons|kişi|nəfər|человек\w*|осіб|людей|чалавек\w*|personas?|personnes?|Menschen|Personen)"
)
_BUT = re.compile(r"(?<!\w)(?:but|но|але|pero|mais|aber|ama|amma|lakin|однако)(?!\w)")
_RELEASE_OF = re.compile(
    r"(?:[\w ]+ )?(?:release|liberation|freilassung|liberacion|excarcelacion) (?:of|de|von) "
)
_BOUND, _LONGEST_BOUND = re.compile(r"\b(?:of|de|del|von|di)\s$"), 6
_FULL_STOP = re.compile(r"[.!?\n]")
# A semicolon, but where the next part goes on about the same: X was arrested; she was let go at night.
_OTHER_PART = re.compile(rf";(?!\s(?:{'|'.join(word_lists('doubts')['subjects'].split())})\s)")


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
    if name and nearest and nearest.status in FREED - OF_PRISON:
        # He served his term, but was arrested at the gate.
        after = (each for each in others if each.start >= max(nearest.end, name.end))
        retaken = next((each for each in after if each.status is Status.ARRESTED), None)
        between = text[nearest.end : retaken.start] if retaken else ""
        if retaken and _BUT.search(between) and not _NAMES_SOMEBODY.search(between):
            return retaken
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
        topic = _TOPIC.match(text, name.end)
        return not CLAUSE_END.search(text, topic.end() if topic else name.end, phrase.start)
    words = set(PLAIN_WORD.findall(lower_unmarked(between)))
    # Tutulmuş X ev dustaqlığına buraxılıb: arrested, then held otherwise.
    is_more = nearest.status is Status.ARRESTED and phrase.status in _MORE_THAN_ARRESTED
    # Arrested, and held on remand; the prison in which somebody is kept may be one for that.
    is_end = is_end or (is_more and (nearest.end <= name.start or phrase.status is not Status.IMPRISONED))
    if _OF_SEVERAL.search(between):
        # Five were remanded, nine people freed.
        return False
    if not is_end or _FULL_STOP.search(between) or _OTHER_PART.search(between):
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
    return max(end - start, 0) + _BREAK_COSTS * len(BREAK.findall(text, start, max(start, end)))


def _is_ended(text: str, phrase: StatusPhrase, name: Span | None) -> bool:
    return name is not None and phrase.end <= name.start and ";" in text[phrase.end : name.start]


def _is_beyond(text: str, phrase: StatusPhrase, name: Span | None) -> bool:
    if name is None or phrase.start < name.end:
        return False
    return _OTHER_PART.search(text, name.end, phrase.start) is not None
