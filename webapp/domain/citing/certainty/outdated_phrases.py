"""What a text tells elsewhere that makes a phrase out of date: a death, an exchange, a time long ago."""

import re
from collections.abc import Iterator

from webapp.domain.citing.doubts import CLAUSE
from webapp.domain.citing.person_phrases import others_in, part_of_person
from webapp.domain.citing.read_text import ReadText
from webapp.domain.citing.whole_texts import DENIALS, DIED, PART_OF_CLAUSE, YEAR, capitalised
from webapp.domain.text.companions import is_companion
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import ListEntry
from webapp.domain.text.name_folding import tokens
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import OF_DEATH, OF_PRISON
from webapp.domain.text.word_lists import beginnings, whole_words, word_lists
from webapp.vocab.liberty import HELD, Status

_LISTS, _DOUBTS = word_lists("outdated"), word_lists("doubts")
_HELD_STILL, _CAME_OUT, _WITHIN_PRISON, _LEFT_MEASURE = (
    beginnings(_LISTS[name])
    for name in ("held_still", "came_out", "within_prison", "left_measure")
)
_RETURNED, _RELATIVES, _AWAITED = (
    whole_words(_LISTS[name])
    for name in ("returned", "relatives", "awaited")
)
_GERMAN_RELATIVE = re.compile(r",\s(?:der|die|das|den|dem|dessen|deren)\s")
_BIRTHS = "|".join(_LISTS["births"])
_OF_BIRTH = re.compile(
    rf"(?:(?:{_BIRTHS})[^.;!?\n]{{0,12}}\d{{4}}|\d{{4}}['’]?\w*,?\s(?:\w+\s){{0,2}}?(?:{_BIRTHS})(?!\w))"
)
_SUBJECTS, _HAD = (frozenset(lower_unmarked(_DOUBTS[name]).split()) for name in ("subjects", "had"))
# Of a life: (1938–2024).
_LIFESPAN = re.compile(r"\W{0,3}\*?\s?(1[89]\d\d|20\d\d)\s?[–—-]\s?†?\s?((?:19|20)\d\d)(?!\d)")
_SHORTEST_LIFE, _LONGEST_TITLE, _SHORTEST_WORD = 16, 100, 4
_LATER = 3
# Years after which nobody is taken to be in prison still, nor before which.
_LONGEST_AGO, _LONG_AGO = 9, 2005
# In March 1938, and not a year that stands by itself: of most lists it is that of a birth.
_DATED = re.compile(r"(?:[a-zß-ÿа-яёіїєґў]\s|\d\.)((?:19|20)\d\d)(?!\d)")
# Nobody whom a list has in prison before this year is taken to be there.
_LISTED_LONG_AGO = 1992
# Who is arrested may be so at home.
_AT_HOME = {Status.ARRESTED, Status.HOUSE_ARREST}
_OF_NOW = HELD | {Status.EXILED, Status.WANTED, Status.TRAVEL_BAN}


def is_outdated(read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None) -> bool:
    """Tell whether something else that a text tells makes a phrase of a name, or entry, out of date."""
    if phrase.status in OF_DEATH:
        return False
    if entry is None and (_is_dead(read, name) or _is_of_long_ago(read, phrase)):
        return True
    if entry is not None and phrase.status in _OF_NOW and _is_listed_long_ago(read, entry):
        return True
    if phrase.status is Status.TRAVEL_BAN:
        return entry is None and _had_been(read, phrase)
    if phrase.status not in HELD:
        return False
    return (
        (entry is None and _had_been(read, phrase))
        or _is_exchanged(read, name, phrase, entry)
        or _comes_out(read, name, phrase, entry)
        or _leaves_measure(read, phrase)
        or (entry is None and _is_in_passing(read, name, phrase))
    )


def _is_dead(read: ReadText, name: LikelyName) -> bool:
    """Tell whether a text gives the years of somebody's life, or tells of a death by name or by a pronoun."""
    if any(_has_lifespan(read.text, each.end) for each in read.by_words[frozenset(tokens(name.name))]):
        return True
    title = read.whole.sentence(0).split("\n")[0]
    span = _LIFESPAN.search(title) if len(title) <= _LONGEST_TITLE else None
    if span and int(span[2]) - int(span[1]) >= _SHORTEST_LIFE and _bears(name, capitalised(title)):
        return True
    is_main = frozenset(tokens(name.name)) in read.whole.main_people
    if is_main and read.whole.is_obituary:
        return True
    for place, words in read.whole.deaths:
        is_named = _bears(name, words)
        if not is_named and not is_main:
            continue
        if (is_named or _is_led_by_pronoun(read.whole.sentence(place))) and not others_in(read, place, name):
            return True
    return False


def _has_lifespan(text: str, place: int) -> bool:
    span = _LIFESPAN.match(text, place)
    return span is not None and int(span[2]) - int(span[1]) >= _SHORTEST_LIFE


def _is_led_by_pronoun(sentence: str) -> bool:
    """Tell whether a pronoun stands before the word of a death, or nobody at all: Er starb; zmarł w 1999."""
    plain = lower_unmarked(sentence)
    found = DIED.search(plain)
    before = PLAIN_WORD.findall(plain[: found.start()]) if found else []
    return not before or not _SUBJECTS.isdisjoint(before)


def _bears(name: LikelyName, words: frozenset[str]) -> bool:
    """Tell whether one of some folded words is one of a name, in whatever case."""
    stems = [token[: max(_SHORTEST_WORD, len(token) - 2)] for token in tokens(name.name)]
    return any(word.startswith(stem) for stem in stems if len(stem) >= _SHORTEST_WORD for word in words)


def _is_of_long_ago(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence, or the one before it, is of a year long before the newest of a text."""
    if phrase.status not in _OF_NOW:
        return False
    place = read.number(phrase.start)
    years = _years(read.whole.sentence(place))
    if not years and place and read.sentences[place - 1].paragraph == read.sentences[place].paragraph:
        years = _years(read.whole.sentence(place - 1))
    return bool(years) and max(years) < max(read.whole.newest_year - _LONGEST_AGO, _LONG_AGO)


def _is_listed_long_ago(read: ReadText, entry: ListEntry) -> bool:
    """Tell whether all that an entry dates is of a time long ago."""
    text = read.text[entry.start : read.end_of(entry)]
    years, dated = _years(text), {int(year) for year in _DATED.findall(text)}
    return not dated.isdisjoint(years) and max(years) < _LISTED_LONG_AGO


def _years(sentence: str) -> list[int]:
    return [int(year) for year in YEAR.findall(_OF_BIRTH.sub(" ", lower_unmarked(sentence)))]


def _had_been(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a prison is of the time before what is told: had served three years of a sentence."""
    if phrase.status not in OF_PRISON | {Status.TRAVEL_BAN}:
        return False
    before = read.text[read.sentences[read.number(phrase.start)].start : phrase.start]
    return not _HAD.isdisjoint(PLAIN_WORD.findall(lower_unmarked(CLAUSE.split(before)[-1])))


def _is_exchanged(
    read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None
) -> bool:
    """Tell whether a text begins with an exchange of prisoners, and does not say that this one stayed."""
    if entry is not None and not entry.alone:
        return False
    if not read.whole.is_of_exchange:
        return False
    places = sorted((read.number(name.start), read.number(phrase.start)))
    around = range(places[0], places[1] + 1)
    return not any(_HELD_STILL.search(lower_unmarked(read.whole.sentence(place))) for place in around)


def _comes_out(
    read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None
) -> bool:
    """Tell whether what follows a phrase says that somebody came out, or went home, in words of no status."""
    if (entry and phrase.end <= entry.start) or others_in(read, read.number(phrase.start), name):
        return False
    return any(_is_out_again(part) for part in _parts_behind(read, name, phrase, entry))


def _is_out_again(part: str) -> bool:
    plain = lower_unmarked(part)
    for found in _CAME_OUT.finditer(plain):
        before = PLAIN_WORD.findall(plain[max(0, found.start() - 30) : found.start()])[-2:]
        behind = PART_OF_CLAUSE.split(plain[found.end() :])[0]
        if DENIALS.isdisjoint(before) and not _WITHIN_PRISON.search(behind):
            return True
    return False


def _parts_behind(
    read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None
) -> Iterator[str]:
    """Yield what a text goes on to tell of somebody: the rest of an entry, or the next sentences."""
    if entry is not None:
        yield read.text[phrase.end : read.end_of(entry)]
        return
    place = read.number(phrase.start)
    yield read.text[phrase.end : read.sentences[place].end]
    for later in range(place + 1, min(place + 1 + _LATER, len(read.sentences))):
        is_beside = read.sentences[later].paragraph == read.sentences[place].paragraph
        if not is_beside or others_in(read, later, name) or _names_companion(read, later):
            return
        yield read.whole.sentence(later)


def _names_companion(read: ReadText, place: int) -> bool:
    sentence = read.sentences[place]
    return any(
        sentence.start <= each.start < sentence.end and is_companion(read.text, Span(each.start, each.end))
        for each in read.likely
    )


def _leaves_measure(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether the line of a house arrest says that somebody broke it."""
    if phrase.status is not Status.HOUSE_ARREST:
        return False
    sentence = read.sentences[read.number(phrase.start)]
    words = read.text[sentence.start : sentence.end]
    at = phrase.start - sentence.start
    line = words[words.rfind("\n", 0, at) + 1 : at] + words[at:].split("\n")[0]
    return _LEFT_MEASURE.search(lower_unmarked(line)) is not None


def _is_in_passing(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether prose around a word of prison tells more than that somebody is there.

    That one came out or home, had been somewhere, is awaited; or a clause within another one, a denial and
    another step stand together. Of such sentences one in three was of an earlier or another state.
    """
    part = part_of_person(read, name, phrase)
    following = min(read.number(phrase.start) + 1, len(read.sentences) - 1)
    part = Span(part.start, min(part.end, read.sentences[following].end))
    plain = lower_unmarked(read.text[slice(*part)])
    own = lower_unmarked(read.whole.sentence(read.number(phrase.start)))
    is_earlier = not _HAD.isdisjoint(PLAIN_WORD.findall(plain)) or _tells_of_return(plain)
    if is_earlier and phrase.status not in _AT_HOME and not _HELD_STILL.search(own):
        return True
    if phrase.status is Status.IMPRISONED and _AWAITED.search(plain) and _is_parted(read, name, phrase):
        return True
    is_relative = _RELATIVES.search(own) is not None or _GERMAN_RELATIVE.search(own) is not None
    is_denied = not DENIALS.isdisjoint(PLAIN_WORD.findall(own))
    own_part = Span(part.start, min(part.end, read.sentences[read.number(phrase.start)].end))
    steps = {each.status for each in _steps(read, own_part)} - {None, phrase.status}
    return is_relative + is_denied + bool(steps) > 1


def _tells_of_return(plain: str) -> bool:
    return any(
        not _WITHIN_PRISON.search(PART_OF_CLAUSE.split(plain[found.end() :])[0])
        for found in _RETURNED.finditer(plain)
    )


def _is_parted(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    start, end = min(name.end, phrase.end), max(name.start, phrase.start)
    return PART_OF_CLAUSE.search(read.text, start, end) is not None


def _steps(read: ReadText, part: Span) -> Iterator[StatusPhrase]:
    for place in range(read.number(part.start), read.number(part.end - 1) + 1):
        yield from (each for each in read.phrases[place] if part.start <= each.start < part.end)
