"""Words around a phrase of a name that let it be read otherwise: a request, a passport taken, a count."""

import re

from webapp.domain.citing.person_phrases import is_pluperfect, part_of_person
from webapp.domain.citing.read_text import ReadText
from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import ListEntry
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import OF_DEATH
from webapp.domain.text.word_lists import whole_words, word_lists
from webapp.vocab.liberty import ENDINGS, HELD, Status

_LISTS = word_lists("other_readings")

_REQUESTED_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(_LISTS['requests_before'])})\s(?:\w+\s){{0,2}}$")
_REQUESTED_BEHIND = re.compile(rf"\w{{0,4}}[\s-]?(?:{'|'.join(_LISTS['requests_behind'])})")
_BEHIND_SOMEBODY = re.compile(rf"\s?(?:{'|'.join(_LISTS['behind_somebody'])})(?!\w)")
_BOUND, _CARRIED_OUT, _MOURNING, _CORRECTIONS, _SEVERAL_TIMES = (
    whole_words(_LISTS[name]) for name in ("bound", "carried_out", "mourning", "corrections", "several_times")
)
_SERVED, _AGAIN, _UNTRIED, _SUSPENDED, _PUT_OFF, _LIFTED = (
    whole_words(_LISTS[name])
    for name in ("served_behind", "again", "without_trial", "suspended", "put_off", "lifted")
)
_AFTER = re.compile(rf"(?<!\w)(?:{'|'.join(_LISTS['after'])})\s(?:\w+\s){{0,4}}$")
_JOINED = re.compile(rf"(?<!\w)(?:{'|'.join(_LISTS['joined_kinds'])})\s$")
# Azerbaijani for having been somewhere, which is that for having died without its marks.
_HAS_BEEN = re.compile(r"\bol(?:ub|du|muş)")
_HAD_BEEN = re.compile(r"(?<!\w)(?:had|avai(?:t|ent)|hatten?|habian?|tinham?|avevan?o?)\s(?:\w+\s){0,2}$")
_REPLACED = re.compile("|".join(word_lists("liberty")["replaced"]))
# What takes the place of another: durch Hausarrest ersetzt, ev dustaqlığı ilə əvəz edib.
_IN_PLACE_BEFORE = re.compile(r"(?<!\w)(?:durch|in|by|with|to|par|por|na|на|con|com)\s(?:\w+\s){0,2}$")
_IN_PLACE_BEHIND = re.compile(r"\w*\sil[ea]\s|\w*\s?(?:cevril|donustur)")
_CLAUSES = re.compile(r"[;.!?\n]")
_FREE = {Status.AT_LIBERTY, Status.RELEASED_SERVED, Status.RELEASED_EARLY}
_MEASURES = {Status.HOUSE_ARREST, Status.PRETRIAL_DETENTION}
_LONGEST_BESIDE = 40


def may_be_read_otherwise(
    read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None
) -> bool:
    """Tell whether words beside a phrase of a name, or of an entry, let it mean something else."""
    if _is_of_correction(read, phrase):
        return True
    if phrase.status in OF_DEATH:
        return _HAS_BEEN.search(read.text, phrase.start, phrase.end) is not None
    if entry is None and is_pluperfect(read, phrase):
        return True
    if entry is not None and _is_of_two_kinds(read, phrase, entry):
        return True
    own = read.sentences[read.number(phrase.start)]
    part = Span(entry.start, read.end_of(entry)) if entry else part_of_person(read, name, phrase)
    around = lower_unmarked(read.text[slice(*part)])
    behind = lower_unmarked(read.text[phrase.end : max(phrase.end, part.end)])
    sentence = lower_unmarked(read.text[own.start : own.end])
    if phrase.status in HELD:
        before = lower_unmarked(read.text[own.start : phrase.start])
        return _is_over(phrase, sentence, before, behind) or (
            phrase.status is Status.IMPRISONED and _UNTRIED.search(sentence + behind) is not None
        )
    return (
        _is_requested(read, phrase)
        or _PUT_OFF.search(lower_unmarked(read.text[phrase.end : own.end])) is not None
        or (phrase.status is Status.RELEASED_PENDING_TRIAL and _SUSPENDED.search(sentence) is not None)
        or _CARRIED_OUT.search(sentence) is not None
        or _MOURNING.search(sentence) is not None
        or _SEVERAL_TIMES.search(around) is not None
        or (phrase.status in _FREE and _BOUND.search(around) is not None)
        or (entry is None and phrase.status in ENDINGS and _AGAIN.search(behind) is not None)
    )


def _is_over(phrase: StatusPhrase, sentence: str, before: str, behind: str) -> bool:
    """Tell whether a prison is of a time that is over: two years of it behind her, all of it served."""
    return (
        _BEHIND_SOMEBODY.match(behind) is not None
        or _CARRIED_OUT.search(sentence) is not None
        or (_SERVED.search(behind) is not None and not _AGAIN.search(behind))
        or (phrase.status is Status.ARRESTED and _HAD_BEEN.search(before) is not None)
        or _AFTER.search(before) is not None
        or (phrase.status in _MEASURES and _is_replaced(before, behind))
    )


def _is_replaced(before: str, behind: str) -> bool:
    """Tell whether a measure is the one that another took the place of: ev dustaqlığını … ilə əvəz etdi."""
    is_new = _IN_PLACE_BEFORE.search(before) or _IN_PLACE_BEHIND.match(behind)
    clause = _CLAUSES.split(behind)[0]
    return _LIFTED.search(clause) is not None or (not is_new and _REPLACED.search(clause) is not None)


def _is_of_two_kinds(read: ReadText, phrase: StatusPhrase, entry: ListEntry) -> bool:
    """Tell whether a list above an entry is of people of two kinds: of prisoners and of the wanted."""
    return phrase.end <= entry.start and any(
        _JOINED.search(lower_unmarked(read.text[max(0, each.start - _LONGEST_BESIDE) : each.start]))
        for each in read.phrases[read.number(phrase.start)]
        if phrase.start <= each.start < entry.start
    )


def _is_requested(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a release is what somebody asked for: prośba o ułaskawienie, tahliye talebi."""
    before = lower_unmarked(read.text[max(0, phrase.start - _LONGEST_BESIDE) : phrase.start])
    behind = lower_unmarked(read.text[phrase.end : phrase.end + _LONGEST_BESIDE])
    return _REQUESTED_BEFORE.search(before) is not None or _REQUESTED_BEHIND.match(behind) is not None


def _is_of_correction(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether the paragraph of a phrase begins as one that says what was told wrongly."""
    place = read.number(phrase.start)
    paragraph = read.sentences[place].paragraph
    while place and read.sentences[place - 1].paragraph == paragraph:
        place -= 1
    return _CORRECTIONS.match(lower_unmarked(read.whole.sentence(place))) is not None
