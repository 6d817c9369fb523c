"""What the sentences after a name's own go on to tell of its bearer: he was let go the same evening."""

from webapp.domain.citing.read_text import ReadText
from webapp.domain.text.companions import is_denied
from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.name_folding import fold
from webapp.domain.text.status_phrases import COMPANIONS, DYING, NEGATIONS, OF_DEATH, PLAIN_WORD
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import HELD, Status

_LISTS = word_lists("telling")
_PRONOUNS, _OPENERS, _AGAIN, _EARLIER = (
    frozenset(lower_unmarked(_LISTS[name]).split())
    for name in ("pronouns", "openers", "again", "earlier")
)
_TITLES = frozenset(lower_unmarked(word_lists("names")["titles"]).split())
# Who was arrested was remanded or sentenced then; who was on remand, sentenced.
_GOES_ON_TO = {
    Status.ARRESTED: HELD - {Status.ARRESTED, Status.ENFORCED_DISAPPEARANCE},
    Status.PRETRIAL_DETENTION: {Status.IMPRISONED, Status.HOUSE_ARREST},
}
_LATER, _SHORTEST_STEM = 3, 4
_MOST_WORDS_BEFORE = 5


def later_phrase(read: ReadText, phrase: StatusPhrase, number: int, name: str) -> StatusPhrase | None:
    """Return the phrase of the next sentences that tells what became of somebody: remanded, let go, dead.

    They begin with a pronoun or the family name, name nobody else, and stand in the same paragraph.
    """
    last = read.number(phrase.start)
    if last < number or phrase.status in OF_DEATH:
        return None
    latest = phrase
    for place in range(last + 1, min(last + 1 + _LATER, len(read.sentences))):
        sentence = read.sentences[place]
        if sentence.paragraph != read.sentences[number].paragraph or read.entry(sentence.start):
            break
        # With the whole name again it is a proposal of its own.
        if read.names.get(place) or not _goes_on(read, place, fold(name.split()[-1])):
            break
        end = read.text.find(";", sentence.start, sentence.end)
        with_status = [
            each
            for each in read.phrases[place]
            if each.status and not is_denied(read.text, each) and (end < 0 or each.start < end)
        ]
        for each in with_status[:1] if len({each.status for each in with_status}) == 1 else ():
            if _turns(read, place, latest, each):
                latest = each
    return None if latest is phrase else latest


def _turns(read: ReadText, place: int, before: StatusPhrase, after: StatusPhrase) -> bool:
    """Tell whether a phrase tells that somebody held is free now or dead, or a free one held again."""
    sentence = read.sentences[place]
    words = set(PLAIN_WORD.findall(lower_unmarked(read.text[sentence.start : sentence.end])))
    if words & (_EARLIER | COMPANIONS):
        return False
    if before.status is None:
        return True
    if before.status in HELD and after.status not in HELD:
        return after.status is not Status.TRAVEL_BAN
    if before.status in _GOES_ON_TO:
        return after.status in _GOES_ON_TO[before.status]
    return before.status not in HELD and after.status in HELD and bool(words & _AGAIN)


def _goes_on(read: ReadText, place: int, surname: str) -> bool:
    """Tell whether a sentence begins with a pronoun or a family name, behind a few words at most."""
    sentence = read.sentences[place]
    printed = lower_unmarked(read.text[sentence.start : sentence.end])
    words = PLAIN_WORD.findall(printed)[: _MOST_WORDS_BEFORE + 1]
    for word in words:
        if word in _PRONOUNS or fold(word).startswith(surname[: max(_SHORTEST_STEM, len(surname) - 2)]):
            return True
        if word not in _OPENERS | _TITLES:
            break
    return False


def tells_of_death(read: ReadText, number: int) -> bool:
    """Tell whether a sentence that names a single person tells of a death, beside the prison it names."""
    if len(set(read.names.get(number, ()))) > 1:
        return False
    sentence = read.sentences[number]
    words = PLAIN_WORD.findall(lower_unmarked(read.text[sentence.start : sentence.end]))
    if not COMPANIONS.isdisjoint(words):
        return False
    return any(
        word in DYING and NEGATIONS.isdisjoint(words[max(0, place - 2) : place])
        for place, word in enumerate(words)
    )
