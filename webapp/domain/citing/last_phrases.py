"""What a text tells last of somebody, and whether it came later than what is told before it."""

import re

from webapp.domain.citing.entry_phrases import names_a_place
from webapp.domain.citing.later_sentences import goes_on_beside, is_of_subject_before
from webapp.domain.citing.person_phrases import phrases_in_force, phrases_of_person
from webapp.domain.citing.read_text import ReadText
from webapp.domain.citing.whole_texts import YEAR
from webapp.domain.text.liberty.court_words import is_convicted
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.name_folding import tokens
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.status_phrases import COMPANIONS
from webapp.domain.text.word_lists import beginnings, word_lists
from webapp.vocab.liberty import HELD, Status

_LISTS = word_lists("doubts")
_UNDONE, _ONCE_MORE, _CLITICS = (
    beginnings(_LISTS[name]) for name in ("undone", "once_more", "clitics")
)
_OBJECTS = frozenset(lower_unmarked(_LISTS["objects"]).split())
_AGAIN = frozenset(lower_unmarked(word_lists("telling")["again"]).split())
# Freed for want of proof, he moved abroad.
_ANY_SUBJECT = "|".join(lower_unmarked(_LISTS["subjects"]).split())
_BEHIND_ASIDE = re.compile(rf"[^,.;:!?\n]{{3,60}},\s(?:{_ANY_SUBJECT})\s")
_POSSESSIVES = frozenset(lower_unmarked(_LISTS["possessives"]).split())
_DATED = re.compile(r"(?:[\w’']+\.?,?\s){0,4}?(?:19|20)\d\d(?!\d)")
_PART_END = re.compile(r"[.!?;\n]")
_LONGEST_BEFORE, _LONGEST_VERB, _LONGEST_DATE, _MOST_BEHIND = 200, 12, 16, 12
# Which a text says by a word of its own, or by the kind of release.
_LASTING = frozenset(Status) - {Status.ARRESTED, Status.AT_LIBERTY, Status.NOT_STATED}
RELEASES = {
    Status.AT_LIBERTY, Status.RELEASED_EARLY, Status.RELEASED_SERVED, Status.RELEASED_PENDING_TRIAL,
}  # fmt: skip


def last_phrase(read: ReadText, name: LikelyName) -> StatusPhrase | None:
    """Return the last phrase of a state that lasts which a text tells of somebody, wherever it does.

    It stands beside the name or in a sentence that goes on about its bearer, and what it ends came before.
    """
    phrases = phrases_in_force(read, phrases_of_person(read, name, listed=False))
    phrases = sorted(phrase for phrase in phrases if phrase.status)
    while len(phrases) > 1 and phrases[-1].status in HELD and names_a_place(read.text, phrases[-1]):
        # Sentenced, and held in the colony of a town: what tells more.
        phrases.pop()
    if not phrases or phrases[-1].status not in _LASTING or _is_undone(read, phrases[-1]):
        return None
    last = phrases[-1]
    if last.status is Status.IMPRISONED and not _is_sentenced(read, last):
        return None
    frees = [each for each in phrases if each.status in RELEASES]
    if last.status in HELD and not all(came_later(read.text, each, last) for each in frees):
        return None
    return last if _is_of_person(read, name, last) else None


def _is_sentenced(read: ReadText, phrase: StatusPhrase) -> bool:
    sentence = read.sentences[read.number(phrase.start)]
    return is_convicted(read.text, [phrase]) or prints_years(read.text[sentence.start : sentence.end])


def _is_of_person(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether the sentence of a phrase names somebody, or goes on about this one by a pronoun."""
    place = read.number(phrase.start)
    mentions = {read.number(each.start): each for each in read.by_words[frozenset(tokens(name.name))]}
    if place in mentions:
        return True
    before = max((number for number in mentions if number < place), default=None)
    if before is None or is_of_subject_before(read, mentions[before], before):
        return False
    plain = _plain(read, place)
    words = PLAIN_WORD.findall(plain)
    is_object = not _OBJECTS.isdisjoint(words) or _CLITICS.search(plain) or _BEHIND_ASIDE.match(plain)
    if is_object or goes_on_beside(read, name, before, phrase):
        return True
    # En 2021 lo condenaron: of whom the sentence before tells, as biographies go on.
    dated = _DATED.match(plain) is not None
    return dated and COMPANIONS.isdisjoint(words) and _POSSESSIVES.isdisjoint(words)


def _is_undone(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence that names nobody tells, further down, that a release was undone."""
    if phrase.status not in RELEASES:
        return False
    first = read.number(phrase.start) + 1
    places = range(first, min(first + _MOST_BEHIND, len(read.sentences)))
    return any(_UNDONE.search(_plain(read, place)) for place in places if not read.names.get(place))


def _plain(read: ReadText, place: int) -> str:
    return lower_unmarked(read.text[slice(*read.sentences[place][:2])])


def came_later(text: str, before: StatusPhrase, after: StatusPhrase) -> bool:
    """Tell whether a text says by years, or by a word as "again", that one thing came after another.

    Released in 2009, sentenced in 2021.
    """
    if before.end > after.start or names_a_place(text, after):
        return False
    between = text[before.end : after.end + _LONGEST_VERB]
    plain = lower_unmarked(between)
    if not _AGAIN.isdisjoint(PLAIN_WORD.findall(plain)) or _ONCE_MORE.search(plain):
        return True
    end = _PART_END.search(text, before.end, after.start)
    last = end.start() if end else before.end + _LONGEST_DATE
    first = YEAR.findall(text[max(0, before.start - _LONGEST_BEFORE) : min(last, after.start)])[-1:]
    years = first + YEAR.findall(text[min(last, after.start) : after.end + _LONGEST_DATE])
    return len(first) == 1 and len(years) > 1 and years[0] < years[-1] == max(years)
