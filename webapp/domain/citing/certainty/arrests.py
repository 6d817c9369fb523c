"""Whether an arrest is the last that a text tells of somebody, and nothing of it is told further down."""

from collections.abc import Iterator, Sequence

from webapp.domain.citing.person_phrases import others_in, phrases_in_force
from webapp.domain.citing.read_text import ReadText
from webapp.domain.citing.whole_texts import YEAR
from webapp.domain.text.companions import is_weak
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import ListEntry
from webapp.domain.text.name_folding import tokens
from webapp.domain.text.status_phrases import VOWELS
from webapp.domain.text.word_lists import beginnings, word_lists
from webapp.vocab.liberty import HELD, Status

_LISTS = word_lists("doubts")
_ARRESTS, SET_FREE = (
    beginnings(_LISTS[name]) for name in ("arrests", "set_free")
)
_LONGEST_VERB, _FEWEST_FURTHER = 10, 6
_APPEALS = beginnings(word_lists('outdated')['appeals'])
# How somebody is held for a short time.
SHORT = {Status.ARRESTED, Status.ADMINISTRATIVE_DETENTION}


def is_fresh(read: ReadText, phrase: StatusPhrase, phrases: Sequence[StatusPhrase], words: str) -> bool:
    """Tell whether an arrest is the last that is heard of somebody, rather than one of years ago."""
    verb = VOWELS.sub("", read.text[phrase.start : phrase.end + _LONGEST_VERB])
    if not _ARRESTS.match(lower_unmarked(verb)):
        return False
    start = read.sentences[read.number(phrase.start)].start
    if _APPEALS.search(lower_unmarked(read.text[start : phrase.start])):
        # The appeal against the arrest.
        return False
    if SET_FREE.search(lower_unmarked(words)):
        # Arrested on 3 May. Sentence: a fine.
        return False
    for each in phrases:
        is_news = each.status is not Status.ARRESTED and (each.status or is_weak(read.text, each))
        if is_news and each.start > phrase.start:
            return False
    return is_of_newest_year(read, read.text[slice(*read.sentences[read.number(phrase.start)][:2])])


def goes_on_further(read: ReadText, phrase: StatusPhrase, entry: ListEntry) -> bool:
    """Tell whether an entry has more sentences behind that of an arrest, which may tell what came of it."""
    first, last = read.number(phrase.start) + 1, read.number(read.end_of(entry) - 1)
    # A sentence that names another may tell of this one.
    further = [place for place in range(first, last + 1) if not read.names.get(place)]
    return sum(len(PLAIN_WORD.findall(read.whole.sentence(place))) for place in further) >= _FEWEST_FURTHER


def is_of_newest_year(read: ReadText, words: str) -> bool:
    """Tell whether words print no year, or the newest one of the text."""
    years = [int(year) for year in YEAR.findall(words)]
    return not years or max(years) == read.whole.newest_year


def is_followed(read: ReadText, phrase: StatusPhrase, below: Sequence[StatusPhrase]) -> bool:
    """Tell whether more is told after an arrest: both were released."""
    paragraph = read.sentences[read.number(phrase.start)].paragraph
    return any(
        each.status in HELD or read.sentences[read.number(each.start)].paragraph == paragraph
        for each in phrases_in_force(read, below)
        if each.status not in (None, Status.ARRESTED)
    )


def unnamed_below(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> Iterator[StatusPhrase]:
    """Yield what the next two sentences, of the next paragraph too, tell of somebody unnamed."""
    number = read.number(phrase.start)
    for place in range(number + 1, min(number + 3, len(read.sentences))):
        if others_in(read, place, name):
            return
        yield from read.phrases[place]


def is_named_later(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a text goes on to name somebody who was held for days, in words that are not read."""
    number = max(read.number(phrase.start), read.number(name.start))
    return any(
        (place := read.number(each.start)) > number
        and all(other.status is not phrase.status for other in read.phrases[place])
        for each in read.by_words[frozenset(tokens(name.name))]
    )
