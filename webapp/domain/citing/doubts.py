"""What of a sentence leaves open whether its words of prison or release have happened, or still are so."""

import re

from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import NEGATIONS, OF_DEATH, tells_of_dying
from webapp.domain.text.word_lists import beginnings, word_lists
from webapp.vocab.liberty import HELD, Status

_LISTS, _TELLING, _OUTDATED = word_lists("doubts"), word_lists("telling"), word_lists("outdated")
CONDITIONS, ORDINALS, _DEATHS, _STILL = (
    frozenset(lower_unmarked(_LISTS[name]).split()) for name in ("conditions", "ordinals", "deaths", "still")
)
# What was before, or was spared somebody: after two years in prison; instead of prison. A month later is
# after what was told.
BACKGROUND = frozenset(
    lower_unmarked(
        f"{_TELLING['after']} {_TELLING['earlier']} {_LISTS['had']} {_LISTS['instead']}"
    ).split()
) - frozenset(lower_unmarked(_LISTS["next"]).split())
# German and French say of today by it, too: wird entlassen, sera jugé.
_POSSIBLE = frozenset(lower_unmarked(f"{_TELLING['modal']} {_TELLING['hypothetical']}").split()) - {
    "wird", "sera", "seront",
}  # fmt: skip
_NO_DEATH, _OUT_OF, _OVER_BEFORE, _OVER_BEHIND, _OF_PART = (
    re.compile("|".join(_LISTS[name]))
    for name in ("no_deaths", "out_of", "over_before", "over_behind", "of_part")
)
_DEMANDED_BEFORE, _DEMANDED_BEHIND, _ESCAPED = (
    re.compile("|".join(_LISTS[name])) for name in ("demands_before", "demands_behind", "escaped")
)
_PROSECUTORS, _ASKS, _EXPECTED, _NOUNS, _ON_CONDITION = (
    beginnings(_OUTDATED[name])
    for name in ("prosecutors", "asks", "dates_to_come", "nouns_of_release", "on_condition")
)
_BEFORE_EVENT = re.compile(rf"(?<!\w)(?:{'|'.join(_OUTDATED['before_event'])})\s(?:[\w-]+\s){{0,3}}$")
_WAS = re.compile(r"(?<!\w)(?:был[аи]?|був|бул[аи]|бы[ўл]|былі)\s$")
_IN_PLACE = re.compile(r"(?:под|під|пад|в|у|за)\s")
# The first five years had almost been served.
_ALMOST = re.compile(rf"(?<!\w)(?:{'|'.join(_OUTDATED['almost'].split())})\s$")
_DATE_OF_RELEASE = re.compile("(?:date of )?release(?: date)?")
_OF_OTHER_PART = re.compile(r"[;:]|,\s(?:а|и|but|and|und|aber|но|y|pero|mais|але|ale|i|а суд|суд)\s")
_MONTH_OF_MAY = re.compile(r"(?<=\d )may|may(?= \d)")
CLAUSE = re.compile(r"[,;:–—()]|\b(?:and|и|і|та|ды|y|et|und|ve|və)\b")
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]]*\s*$")
_PART_OF_CLAUSE, _PART_OF_LINE = re.compile(r"[,;:–—()]"), re.compile(r"[,;:–—()\n]")
_PART = re.compile(r"[;:–—.!?]\s")
# Turkish and Azerbaijani say it by an ending: bırakılırsa, azad olunsa.
_TURKIC = re.compile("[əığş]")
_BY_ENDING = re.compile(r"\w{3,}(?:[aeiu]rs[ae]|[lnd][iu]?rs[ae]|[lnm]s[ae])(?!\w)")
_OPENED, _CLOSED = re.compile("[«“„\"]"), re.compile("[»”“\"]")
_PLACES = {
    Status.IMPRISONED, Status.PRETRIAL_DETENTION, Status.HOUSE_ARREST, Status.DIED_IN_CUSTODY,
}  # fmt: skip
# The next part of the sentence, in which nobody else is named.
_BEHIND = re.compile(r"[^,;:–—.!?\n]*[,;:–—][^,;:–—.!?\n]*")
_LONGEST_BESIDE, _LONGEST_DEMAND = 40, 200
_LONGEST_MODAL, _LONGEST_WAY, _LONGEST_QUOTE, _LONGEST_DENIED, _LONGEST_BEHIND = 60, 30, 120, 5, 40


def is_open(text: str, sentence: Span, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence leaves open whether its phrase has happened, or that it is so no more."""
    return (
        _QUESTION.search(text, *sentence) is not None
        or is_conditional(text, sentence.start, phrase)
        or is_out_of(text, phrase)
        or is_over(text, sentence.start, phrase)
        or is_demanded(text, sentence.start, phrase)
        or is_escape(text, sentence, phrase)
        or _is_possible(text, sentence.start, phrase)
        or (phrase.status in HELD and is_of_death(text[slice(*sentence)]))
        or _goes_on_held(text, sentence, phrase)
        or _OF_PART.match(text, sentence.start, phrase.start) is not None
    )


def is_conditional(text: str, start: int, phrase: StatusPhrase) -> bool:
    """Tell whether what stands before a phrase in its part of a sentence makes it hang on something else."""
    first = max((match.end() for match in _PART.finditer(text, start, phrase.start)), default=start)
    before = lower_unmarked(text[first : phrase.end])
    if not CONDITIONS.isdisjoint(PLAIN_WORD.findall(before)):
        return True
    return _TURKIC.search(text) is not None and _BY_ENDING.search(before) is not None


def is_out_of(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of a place that somebody came out of, though no word says of a release."""
    before = lower_unmarked(text[max(0, phrase.start - _LONGEST_WAY) : phrase.start])
    return phrase.status in _PLACES and _OUT_OF.search(before) is not None


def is_over(text: str, start: int, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of a time that is over: was held for two days, azadlıqda idi."""
    if phrase.status in OF_DEATH:
        return False
    before = lower_unmarked(text[max(start, phrase.start - _LONGEST_MODAL) : phrase.start])
    behind = lower_unmarked(text[phrase.start : phrase.end + _LONGEST_BEHIND])
    if phrase.status in HELD and (_OVER_BEFORE.search(before) or _was_there(before, behind)):
        return True
    return _OVER_BEHIND.match(behind) is not None


def _was_there(before: str, behind: str) -> bool:
    """Tell whether somebody was in a place, as East Slavic says nothing of who is there: была под арестом."""
    return _WAS.search(before) is not None and _IN_PLACE.match(behind) is not None


def is_demanded(text: str, start: int, phrase: StatusPhrase) -> bool:
    """Tell whether somebody asks for a release: exigimos que sea liberado, azad olunmasını tələb edirik."""
    if phrase.status in HELD or phrase.status in OF_DEATH:
        return False
    before = lower_unmarked(text[max(start, phrase.start - _LONGEST_DEMAND) : phrase.start])
    behind = lower_unmarked(text[phrase.start : phrase.end + _LONGEST_MODAL])
    return _DEMANDED_BEFORE.search(before) is not None or _DEMANDED_BEHIND.match(behind) is not None


def is_escape(text: str, sentence: Span, phrase: StatusPhrase) -> bool:
    """Tell whether a flight was one from the guards, which is no exile: he fled during a transfer."""
    if phrase.status is not Status.EXILED and phrase.status not in _PLACES:
        return False
    before = _PART_OF_CLAUSE.split(text[sentence.start : phrase.start])[-1]
    behind = _PART_OF_CLAUSE.split(text[phrase.start : sentence.end])[0]
    return _ESCAPED.search(lower_unmarked(before + behind)) is not None


def is_quoted_apart(text: str, name: Span, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase stands in quotation marks and the name outside: a “free man”, as they call X."""
    first = max(0, phrase.start - _LONGEST_QUOTE)
    opened = max((match.start() for match in _OPENED.finditer(text, first, phrase.start)), default=-1)
    if opened < 0 or "\n" in text[opened : phrase.start] or _CLOSED.search(text, opened + 1, phrase.start):
        return False
    closed = _CLOSED.search(text, phrase.end, phrase.end + _LONGEST_QUOTE)
    return closed is not None and not opened < name.start < closed.start()


def is_of_death(printed: str) -> bool:
    """Tell whether words are of a death: of X in prison; but for a sentence to it, and whose father died."""
    for other in _NO_DEATH.finditer(lower_unmarked(printed)):
        printed = printed[: other.start()] + " " * len(other.group()) + printed[other.end() :]
    return not _DEATHS.isdisjoint(PLAIN_WORD.findall(lower_unmarked(printed))) or tells_of_dying(printed)


def is_denied_in_clause(text: str, start: int, phrase: StatusPhrase) -> bool:
    """Tell whether the words shortly before a phrase in its clause deny it: was not among those freed."""
    before = text[max(start, phrase.start - _LONGEST_MODAL) : phrase.start]
    words = PLAIN_WORD.findall(lower_unmarked(CLAUSE.split(before)[-1]))
    return not (NEGATIONS - {"without", "без", "sin"}).isdisjoint(words[-_LONGEST_DENIED:])


def _goes_on_held(text: str, sentence: Span, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence goes on to say that all is as it was: called free, he is still there."""
    if phrase.status in HELD or phrase.status in OF_DEATH:
        return False
    behind = _BEHIND.match(lower_unmarked(text[phrase.end : sentence.end]))
    return behind is not None and not _STILL.isdisjoint(PLAIN_WORD.findall(behind.group()))


def _is_possible(text: str, start: int, phrase: StatusPhrase) -> bool:
    """Tell whether a word shortly before a phrase says that it may come, or was asked for."""
    before = text[max(start, phrase.start - _LONGEST_MODAL) : phrase.start]
    before = lower_unmarked(CLAUSE.split(before)[-1])
    return not _POSSIBLE.isdisjoint(PLAIN_WORD.findall(_MONTH_OF_MAY.sub(" ", before)))


def is_requested_term(text: str, sentence: Span, phrase: StatusPhrase) -> bool:
    """Tell whether a prosecutor of the same part of a sentence asks for a term of prison."""
    if phrase.status is not Status.IMPRISONED:
        return False
    before = lower_unmarked(_OF_OTHER_PART.split(text[sentence.start : phrase.start])[-1])
    behind = lower_unmarked(_PART_OF_CLAUSE.split(text[phrase.end : sentence.end])[0])
    prosecutor = _PROSECUTORS.search(before)
    return prosecutor is not None and _ASKS.search(before[prosecutor.end() :] + behind) is not None


def is_before_event(text: str, start: int, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of what was before something else: before being bailed, antes de salir."""
    before = lower_unmarked(text[max(start, phrase.start - _LONGEST_MODAL) : phrase.start])
    return phrase.status not in OF_DEATH and _BEFORE_EVENT.search(before) is not None


def is_release_in_name(text: str, phrase: StatusPhrase, *, listed: bool) -> bool:
    """Tell whether words of a release only name it: its date, a noun in a sentence, a note in quotes."""
    if phrase.status in HELD or phrase.status in OF_DEATH:
        return False
    printed = lower_unmarked(text[phrase.start : phrase.end])
    before = text[max(0, phrase.start - _LONGEST_WAY) : phrase.start]
    if _EXPECTED.search(lower_unmarked(before)) and _DATE_OF_RELEASE.match(printed):
        return True
    if _ALMOST.search(lower_unmarked(before)):
        return True
    if _OPENED.match(before[-1:]) and _CLOSED.match(text, phrase.end):
        return True
    return not listed and _NOUNS.match(printed) is not None


def is_on_condition(text: str, sentence: Span, phrase: StatusPhrase) -> bool:
    """Tell whether words beside a release say that it was a conditional or an early one."""
    if phrase.status is not Status.AT_LIBERTY:
        return False
    first = max(sentence.start, phrase.start - _LONGEST_BESIDE)
    before = _PART_OF_LINE.split(text[first : phrase.start])[-1]
    behind = _PART_OF_LINE.split(text[phrase.end : min(sentence.end, phrase.end + _LONGEST_BESIDE)])[0]
    return _ON_CONDITION.search(lower_unmarked(before + behind)) is not None
