"""Whether a status is certain enough to be filled in: all that a text says of somebody agrees with it."""

import re
from collections.abc import Sequence

from webapp.domain.citing.certainty.arrests import (
    SET_FREE,
    SHORT,
    goes_on_further,
    is_followed,
    is_fresh,
    is_named_later,
    is_of_newest_year,
    unnamed_below,
)
from webapp.domain.citing.certainty.other_readings import may_be_read_otherwise
from webapp.domain.citing.certainty.outdated_phrases import is_outdated
from webapp.domain.citing.certainty.subjects import is_of_name
from webapp.domain.citing.doubts import CLAUSE
from webapp.domain.citing.last_phrases import RELEASES, came_later
from webapp.domain.citing.person_phrases import (
    others_in,
    phrases_in_force,
    phrases_of_entry,
    phrases_of_person,
)
from webapp.domain.citing.read_text import ReadText
from webapp.domain.citing.uncertain_phrases import is_open_around
from webapp.domain.text.liberty.court_words import goes_on, is_acquittal, is_convicted
from webapp.domain.text.liberty.phrase_patterns import is_of_short_list
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import ListEntry
from webapp.domain.text.list_lines import label_kind
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import OF_DEATH, OF_PRISON
from webapp.domain.text.word_lists import beginnings, word_lists
from webapp.vocab.liberty import HELD, Status

_LISTS = word_lists("doubts")
_REPLACED, _MANNERS, _NO_TRIAL, _NOT_SERVED, _TERM_ENDED = (
    beginnings(_LISTS[name])
    for name in ("replaced", "manners", "no_trial", "not_served", "term_ended")
)
_REFUSALS = beginnings(word_lists('outdated')['refusals'])
_CONTRASTS, _STILL = (frozenset(lower_unmarked(_LISTS[name]).split()) for name in ("contrasts", "still"))
_RELEASE = re.compile("|".join(lower_unmarked(word_lists("telling")["of_release"]).split()))
_DEPRIVED = re.compile(
    r"(?:лиш|позб|пазб)\w+ (?:вол|свобод)\w+|azadl\w+ mehrum\w*|priv\w+ de (?:su |sa |leur )?libert\w*"
)
_LONGEST_FROM = 30
_AGE = re.compile(r",\s\d\d\s\w+")
# Which stand for one another: a prison is named where somebody is on remand; who fled is searched for.
_ALIKE = (
    {Status.IMPRISONED, Status.PRETRIAL_DETENTION}, {Status.EXILED, Status.WANTED},
    {Status.RELEASED_PENDING_TRIAL, Status.TRAVEL_BAN},
)  # fmt: skip


def is_certain(read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None) -> bool:
    """Tell whether the status of a phrase is certain for a name, which may head an entry of a list.

    Nothing else that the text says of its bearer disagrees, its words leave nothing open, and it is of
    nobody else. A name without a status costs a curator one choice, a wrong one may be believed.
    """
    if is_of_short_list(read.text[slice(*phrase[:2])]) and not _is_alone(read, phrase):
        # Of a language of which too few words are known to see what else is told.
        return False
    own = phrases_of_entry(read, entry) if entry else []
    in_force = phrases_in_force(read, own)
    of_person = phrases_of_person(read, name, listed=entry is not None)
    elsewhere = phrases_in_force(read, of_person)
    return (
        (entry is None or _is_of_entry(read, phrase, entry, own, in_force))
        and not any(_disagrees(read.text, phrase, each) for each in elsewhere)
        and _is_plain(read, name, phrase, entry, [*in_force, *elsewhere], of_person)
        and (entry is not None or (is_of_name(read, name, phrase) and not _is_turned(read, phrase)))
        and not is_outdated(read, name, phrase, entry)
        and not may_be_read_otherwise(read, name, phrase, entry)
    )


def _is_alone(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether no other sentence of a text tells of another status, or of a trial."""
    own = read.number(phrase.start)
    beside = [each for place, phrases in enumerate(read.phrases) if place != own for each in phrases]
    return all(each.status is phrase.status for each in beside)


def _is_of_entry(
    read: ReadText, phrase: StatusPhrase, entry: ListEntry, phrases: Sequence[StatusPhrase],
    in_force: Sequence[StatusPhrase],
) -> bool:  # fmt: skip
    """Tell whether a phrase of an entry, or of the words that lead its list, is of the name that heads it.

    `phrases` are those of the entry.
    """
    if phrase.end <= entry.start:
        # The lead of a list is older than what its entries tell, but for how somebody came into prison.
        begun = read.text.rfind("\n", 0, entry.name.start) + 1
        line = lower_unmarked(read.text[begun : read.end_of(entry)]).split("\n")[0]
        if phrase.status in RELEASES and (_is_announced(read) or _REFUSALS.search(line)):
            return False
        # To be released from what is left of an imprisonment.
        if phrase.status in HELD and _is_of_release(read.text[slice(*_sentence(read, phrase))]):
            return False
        return not any(_disagrees(read.text, phrase, each, led=True) for each in in_force)
    if all(each.start != phrase.start for each in phrases):
        return False
    if entry.lead and phrase.status in HELD and _is_of_release(read.text[slice(*entry.lead)]):
        return False
    labelled = label_kind(read.text, phrase.start) == "status"
    if not labelled and any(_disagrees(read.text, phrase, each) for each in in_force):
        return False
    others = others_in(read, read.number(phrase.start), entry.name)
    return not any(entry.name.end <= each.start < phrase.start for each in others)


def _sentence(read: ReadText, phrase: StatusPhrase) -> Span:
    return Span(*read.sentences[read.number(phrase.start)][:2])


def _disagrees(text: str, phrase: StatusPhrase, other: StatusPhrase, *, led: bool = False) -> bool:
    """Tell whether another phrase of the same person leaves open whether a phrase is the last word."""
    status, beside = phrase.status, other.status
    if beside is None or beside is status or {status, beside} in _ALIKE:
        return False
    is_later = other.start > phrase.start and not led
    if status in RELEASES and beside in OF_PRISON and is_later:
        # Released from prison.
        between = text[phrase.end : other.start]
        return len(between) > _LONGEST_FROM or CLAUSE.search(between) is not None or "." in between
    if status in OF_DEATH:
        return is_later and beside not in HELD
    if not is_later and not led and came_later(text, other, phrase):
        return False
    if status in HELD:
        # What it began with, or the release before: arrested again.
        is_again = status in SHORT | {Status.PRETRIAL_DETENTION} and beside in RELEASES
        is_before = is_again or beside is Status.WANTED or status is Status.HOUSE_ARREST
        return beside is not Status.ARRESTED and (is_later or not is_before)
    if status is Status.AT_LIBERTY and beside is Status.RELEASED_PENDING_TRIAL and not is_later:
        # Tried at liberty, and acquitted.
        return not is_acquittal(lower_unmarked(text[phrase.start : phrase.end]), 0)
    if status in RELEASES | {Status.TRAVEL_BAN} and beside in RELEASES:
        # Free since May, and not allowed to leave.
        return beside is not Status.AT_LIBERTY or (status is Status.TRAVEL_BAN and is_later)
    # There is a warrant against who lives abroad.
    return is_later and not (status is Status.EXILED and beside is Status.ARRESTED)


def _is_plain(
    read: ReadText,
    name: LikelyName,
    phrase: StatusPhrase,
    entry: ListEntry | None,
    phrases: Sequence[StatusPhrase],
    of_person: Sequence[StatusPhrase],
) -> bool:
    """Tell whether the words around a phrase leave nothing open of its status.

    `phrases` are those in force, `of_person` all that the text says beside an entry.
    """
    words, led = _words(read, name, phrase, entry), entry is not None and phrase.end <= entry.start
    if is_open_around(read, name, phrase, entry, words):
        return False
    below = list(unnamed_below(read, name, phrase)) if entry is None else []
    if phrase.status in RELEASES and any(_is_coming(read.text, each) for each in [*phrases, *below]):
        return False
    match phrase.status:
        case Status.IMPRISONED:
            if entry is not None:
                # In prison: X, whom no court has tried yet.
                return not (led and goes_on(words))
            return _is_sentenced(read, phrase, phrases, words)
        case Status.ARRESTED if not led:
            return _is_last_arrest(read, name, phrase, entry, phrases, of_person, below)
        case Status.PRETRIAL_DETENTION if label_kind(read.text, phrase.start) == "place":
            # A remand prison alone does not tell of who has been there for years that no court has sat.
            is_stated = any(each.start > phrase.end and each.status is phrase.status for each in phrases)
            return is_stated or goes_on(words) or is_of_newest_year(read, words)
        case Status.ADMINISTRATIVE_DETENTION if not led:
            return not is_named_later(read, name, phrase)
        case Status.RELEASED_SERVED if _TERM_ENDED.match(lower_unmarked(read.text[slice(*phrase[:2])])):
            # The term has ended; who was seen outside is released.
            return any(each.status in RELEASES for each in phrases if each.start != phrase.start)
        case Status.AT_LIBERTY:
            return _is_simply_free(read, phrase, words, entry)
    return True


def _is_last_arrest(
    read: ReadText,
    name: LikelyName,
    phrase: StatusPhrase,
    entry: ListEntry | None,
    phrases: Sequence[StatusPhrase],
    of_person: Sequence[StatusPhrase],
    below: Sequence[StatusPhrase],
) -> bool:
    """Tell whether nothing came of an arrest, as far as a text tells."""
    if entry is not None and goes_on_further(read, phrase, entry):
        return False
    if any(each.start > phrase.start and each.status in HELD - SHORT for each in of_person):
        return False
    fresh = is_fresh(read, phrase, phrases if entry is None else (), _words(read, name, phrase, entry))
    return fresh and not is_followed(read, phrase, below) and not is_named_later(read, name, phrase)


def _words(read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None) -> str:
    """Return the words that may tell more of a status: an entry, or the sentences of name and phrase."""
    if entry is not None:
        return read.text[entry.start : read.end_of(entry)]
    places = sorted({read.number(name.start), read.number(phrase.start)})
    last = min(places[-1] + 1, len(read.sentences) - 1)
    if read.sentences[last].paragraph == read.sentences[places[-1]].paragraph and not read.names.get(last):
        places.append(last)
    return " ".join(read.text[slice(*read.sentences[place][:2])] for place in places)


def _is_of_release(words: str) -> bool:
    return _RELEASE.search(_DEPRIVED.sub(" ", lower_unmarked(words))) is not None


def _is_coming(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of a release that is to come, or ought to."""
    return phrase.status is None and _is_of_release(text[phrase.start : phrase.end])


def _is_announced(read: ReadText) -> bool:
    """Tell whether a text says beside its entries that people will be released, or ought to be."""
    return any(
        _is_coming(read.text, phrase) and not read.entry(phrase.start)
        for phrases in read.phrases
        for phrase in phrases
    )


def _is_sentenced(read: ReadText, phrase: StatusPhrase, phrases: Sequence[StatusPhrase], words: str) -> bool:
    """Tell whether somebody in prison is there under a sentence: who is held there may be on remand."""
    if _NOT_SERVED.search(lower_unmarked(read.text[slice(*_sentence(read, phrase))])):
        return False
    if prints_years(words) or is_convicted(read.text, [phrase, *filter(_has_status, phrases)]):
        return True
    number = read.number(phrase.start)
    # Imprisoned on false charges: what stands behind a prison is no trial to come.
    is_tried = any(
        each.status is Status.PRETRIAL_DETENTION or (each.status is None and _is_of_trial(read.text, each))
        for each in [*phrases, *read.phrases[number]]
        if not phrase.start <= each.start < read.sentences[number].end
    )
    stays = not _STILL.isdisjoint(PLAIN_WORD.findall(lower_unmarked(words)))
    return (stays or not is_tried) and not goes_on(words)


def _is_of_trial(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase without a status may be of a trial, which no release or beating is."""
    words = lower_unmarked(text[phrase.start : phrase.end])
    return not _NO_TRIAL.match(words) and not _is_of_release(words)


def _has_status(phrase: StatusPhrase) -> bool:
    return phrase.status is not None


def _is_simply_free(read: ReadText, phrase: StatusPhrase, words: str, entry: ListEntry | None) -> bool:
    """Tell whether somebody was acquitted, or let go with no word of a sentence or a bail around."""
    if _REPLACED.search(lower_unmarked(words)):
        # Freed, since what was left of the term was replaced by a suspended one.
        return False
    if SET_FREE.search(lower_unmarked(words)):
        return True
    above = [Span(*read.sentences[0][:2])]
    if entry is None:
        paragraph = read.sentences[read.number(phrase.start)].paragraph
        above += [Span(each.start, each.end) for each in read.sentences if each.paragraph == paragraph]
    elif entry.lead:
        above.append(entry.lead)
    around = " ".join([_AGE.sub("", words), *(read.text[slice(*span)] for span in above)])
    return not (_MANNERS.search(lower_unmarked(around)) or prints_years(around) or goes_on(around))


def _is_turned(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence goes on with a contrast to a release: he has served it, but may not leave."""
    if phrase.status not in RELEASES - {Status.RELEASED_PENDING_TRIAL}:
        return False
    behind = read.text[phrase.end : _sentence(read, phrase).end]
    return not _CONTRASTS.isdisjoint(PLAIN_WORD.findall(lower_unmarked(behind)))
