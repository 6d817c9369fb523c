"""What the sentences after a name's own go on to tell of its bearer: he was let go the same evening."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from webapp.domain.citing.person_phrases import is_pluperfect
from webapp.domain.citing.phrases_of_others import phrase_in_sentences
from webapp.domain.citing.read_text import ReadText
from webapp.domain.citing.uncertain_phrases import is_uncertain
from webapp.domain.text.bystanders import is_bystander
from webapp.domain.text.companions import certain_status, is_companion, is_denied, is_led_by_companion
from webapp.domain.text.liberty.court_words import is_served
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.name_folding import fold
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import COMPANIONS, OF_DEATH
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import HELD, Status

_LISTS, _DOUBTS = word_lists("telling"), word_lists("doubts")
_PRONOUNS, _OPENERS, _AGAIN, _EARLIER = (
    frozenset(lower_unmarked(_LISTS[name]).split())
    for name in ("pronouns", "openers", "again", "earlier")
)
_HAD, _SUBJECTS = (
    frozenset(lower_unmarked(_DOUBTS[name]).split()) for name in ("had", "subjects")
)
# The 67-year-old; 67-летнюю; der 67-Jährige.
_OF_AGE = re.compile(
    r"(?:(?:the|der|die|el|la|le) )?\d\d ?-? ?(?:year-old|jahrige|летн|річн|гадов|yasli|anos|ans|yasindaki)"
)
_PLURAL, _HE, _SHE = (
    lower_unmarked(_DOUBTS[name]).split() for name in ("plural_pronouns", "he", "she")
)
_PAIRS = [frozenset(pair) for pair in zip(_HE, _SHE, strict=True)]
_TITLES = frozenset(lower_unmarked(word_lists("names")["titles"]).split())
# Who was arrested was remanded or sentenced then; who was on remand, sentenced.
_GOES_ON_TO = {
    Status.ARRESTED: HELD - {Status.ARRESTED, Status.ENFORCED_DISAPPEARANCE},
    Status.PRETRIAL_DETENTION: {Status.IMPRISONED, Status.HOUSE_ARREST},
}
# Of French: à son encontre.
_WITH_SON = re.compile(r"(?<!\w)(?:his|her|their|whose|the|s)\s(?:\w+\s)?son(?!\w)")
# A judge remanded him: no companion, but who decides.
_OTHERS_BESIDE = COMPANIONS - {
    "son", "judge", "prosecutor", "prosecutors", "investigator", "судья", "прокурор", "следователь", "суддя",
    "суддзя", "hakim", "prokuror", "mustentiq", "savci",
}  # fmt: skip
_CLAUSE_END = re.compile(r"[,;:–—]|\b(?:and|that|и|что|і|що|y|que|et|und|dass)\b")
_LATER, _SHORTEST_STEM = 3, 4
_MOST_WORDS_BEFORE, _LONGEST_WRAPPED = 5, 120


def later_phrase(read: ReadText, phrase: StatusPhrase, number: int, name: str) -> StatusPhrase | None:
    """Return the phrase of the next sentences that tells what became of somebody: remanded, let go, dead.

    They begin with a pronoun or the family name, name nobody else, and stand in the same paragraph.
    """
    latest = phrase
    several = len(set(read.names.get(number, ()))) > 1
    surname = fold(name.split()[-1])
    bearers = {other for other in read.names.get(number, ()) if fold(other.split()[-1]) == surname}
    for place in _next_sentences(read, phrase, number):
        if len(bearers) > 1 or not _goes_on(read, place, surname, several=several):
            break
        with_status = _stated(read, place)
        for each in with_status[:1] if len({each.status for each in with_status}) == 1 else ():
            if _turns(read, place, latest.status, each):
                latest = each
        if latest.status is Status.AT_LIBERTY and is_served(_printed(read, place)):
            # He had served his whole term.
            return latest._replace(status=Status.RELEASED_SERVED)
    return None if latest is phrase else latest


def _printed(read: ReadText, place: int) -> str:
    sentence = read.sentences[place]
    return read.text[sentence.start : sentence.end]


def goes_on_beside(read: ReadText, name: LikelyName, number: int, phrase: StatusPhrase) -> bool:
    """Tell whether the next sentence, of a phrase, goes on about whom a name's own sentence only names."""
    place = read.number(phrase.start)
    if place <= number:
        return False
    between = read.text[read.sentences[number].end : read.sentences[place].start]
    if "\n" in between and read.width > _LONGEST_WRAPPED:
        return False
    if name.name in read.names.get(place, ()):
        return True
    several = len(set(read.names.get(number, ()))) > 1
    return _goes_on(read, place, fold(name.name.split()[-1]), several=several)


def is_of_subject_before(read: ReadText, name: LikelyName, number: int) -> bool:
    """Tell whether a pronoun begins the sentence of a name, of whom the next goes on: He wrote to X."""
    start = read.sentences[number].start
    first = PLAIN_WORD.findall(lower_unmarked(read.text[start : name.start]))[:1]
    return bool(first) and first[0] in _SUBJECTS


def _next_sentences(read: ReadText, phrase: StatusPhrase, number: int) -> Iterator[int]:
    """Yield the numbers of the sentences after a phrase in the paragraph of a name that name nobody.

    With the whole name again it is a proposal of its own.
    """
    last = read.number(phrase.start)
    if last < number or phrase.status in OF_DEATH:
        return
    for place in range(last + 1, min(last + 1 + _LATER, len(read.sentences))):
        sentence = read.sentences[place]
        if sentence.paragraph != read.sentences[number].paragraph or read.entry(sentence.start):
            return
        first = bisect_left(read.likely, sentence.start, key=attrgetter("start"))
        if first < len(read.likely) and read.likely[first].start < sentence.end:
            # Also a relative or a colleague: his co-author X was freed; but: He was freed and told X.
            stated = _stated(read, place)
            opener = PLAIN_WORD.findall(lower_unmarked(_printed(read, place)))[:1]
            if stated and opener and opener[0] in _SUBJECTS and stated[0].end < read.likely[first].start:
                yield place
            return
        yield place


def _stated(read: ReadText, place: int) -> list[StatusPhrase]:
    """Return the phrases of a sentence with a status that nothing denies, before its first semicolon."""
    sentence = read.sentences[place]
    end = read.text.find(";", sentence.start, sentence.end)
    return [
        each
        for each in read.phrases[place]
        if each.status and not is_denied(read.text, each) and (end < 0 or each.start < end)
    ]


def last_mention(
    read: ReadText, name: LikelyName, number: int, status: Status | None
) -> StatusPhrase | None:
    """Return what the text last tells by the family name alone of somebody of whom a status was told."""
    latest: StatusPhrase | None = None
    for phrase in _of_family_name(read, name, number):
        before, place = latest.status if latest else status, read.number(phrase.start)
        if phrase.status != before and _turns(read, place, before, phrase):
            latest = later_phrase(read, phrase, place, name.name) or phrase
    return latest


def _of_family_name(read: ReadText, name: LikelyName, number: int) -> Iterator[StatusPhrase]:
    """Yield what the sentences after a name's tell for certain of its bearer by the family name alone."""
    if name.name not in read.by_family_name:
        read.by_family_name[name.name] = list(_phrases_by_family_name(read, name.name))
    for place, phrase in read.by_family_name[name.name]:
        if place > number:
            yield phrase


def _phrases_by_family_name(read: ReadText, name: str) -> Iterator[tuple[int, StatusPhrase]]:
    """Yield what a text tells for certain of somebody by the family name alone, and in which sentences."""
    for mention in read.mentions_of(name):
        place = read.number(mention.start)
        if read.entry(mention.start):
            continue
        span, phrases = Span(mention.start, mention.end), read.phrases[place]
        if is_companion(read.text, span) or is_bystander(read.text, span, phrases):
            continue
        near = phrase_in_sentences(read, mention, [place])
        if near is None and place + 1 < len(read.sentences) and not read.names.get(place + 1):
            near = phrase_in_sentences(read, mention, [place + 1])
            near = near if near and goes_on_beside(read, mention, place, near[0]) else None
        if near and not is_led_by_companion(read.text, span, phrases):
            status = certain_status(read.text, near[0], span)
            if status and not is_uncertain(read, mention, near[0]):
                yield place, near[0]._replace(status=status)


def _turns(read: ReadText, place: int, before: Status | None, after: StatusPhrase) -> bool:
    """Tell whether a phrase tells that somebody held is free now or dead, or a free one held again."""
    sentence = read.sentences[place]
    behind = _CLAUSE_END.search(read.text, after.end, sentence.end)
    printed = lower_unmarked(_printed(read, place))
    own = lower_unmarked(read.text[sentence.start : behind.start() if behind else sentence.end])
    words = set(PLAIN_WORD.findall(printed))
    of_others = not _OTHERS_BESIDE.isdisjoint(words) or _WITH_SON.search(printed)
    is_earlier = not (_EARLIER | _HAD).isdisjoint(PLAIN_WORD.findall(own)) or is_pluperfect(read, after)
    if of_others or is_earlier:
        return False
    if before is None:
        return True
    if before in HELD and after.status not in HELD:
        return after.status is not Status.TRAVEL_BAN
    if before in _GOES_ON_TO:
        return after.status in _GOES_ON_TO[before]
    return before not in HELD and after.status in HELD and bool(words & _AGAIN)


def _goes_on(read: ReadText, place: int, surname: str, *, several: bool) -> bool:
    """Tell whether a sentence begins with a pronoun or a family name, behind a few words at most.

    Where several are named before, he or she may be any of them, as in a sentence of him and of her.
    """
    printed = lower_unmarked(_printed(read, place))
    words = PLAIN_WORD.findall(printed)
    if any(pair <= set(words) for pair in _PAIRS):
        return False
    if not several and _OF_AGE.match(printed):
        return True
    first = PLAIN_WORD.findall(printed.split(",")[0])[:_MOST_WORDS_BEFORE]
    if not several and not _SUBJECTS.isdisjoint(first):
        return True
    for word in words[: _MOST_WORDS_BEFORE + 1]:
        if fold(word).startswith(surname[: max(_SHORTEST_STEM, len(surname) - 2)]):
            return True
        if word in _PRONOUNS:
            return not several or word in _PLURAL
        if word not in _OPENERS | _TITLES:
            break
    stated = _stated(read, place)
    before = PLAIN_WORD.findall(printed[: stated[0].start - read.sentences[place].start]) if stated else [""]
    # Ertesi gün serbest bırakıldı.
    return not several and bool(before) and set(before) <= _OPENERS
