"""Which phrase tells of the person whose name heads an entry of a list: the entry's own, or its lead's."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from webapp.domain.text.liberty.court_words import (
    goes_on,
    is_convicted,
    is_lost,
    is_prison_term,
    is_sentence,
)
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.list_lines import is_label, label_kind
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import (
    COMPANIONS,
    ELSEWHERE,
    NEGATIONS,
    OF_PRISON,
    tells_of_dying,
)
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import ENDINGS, HELD, Status

# How words begin that call somebody a prisoner, whatever else is told of them.
_PRISONERS = re.compile(
    "prisoner|inmate|detainee|preso|presa|prisioner|mehbus|məhbus|заключенн|политзаключ|узник|зняволен|палітвязн"
    "|палітзняволен|ув.язнен|політв|detenu|prisonni|haftling|gefangen|tutsak|mahpus|hukumlu|tutuklu|wiezni|vezn"
    "|معتقل|سجناء|السجناء|أسرى|زندانی|良心犯|政治犯|პატიმარ|პატიმრებ"
)
_PRISONS = re.compile(
    "prison|colony|jail|cezaevi|hebsxana|cezacekme|koloni|colonia|tecridxana|колон|калон|тюр|турм|сизо|сіз|изолят|изалят"
    "|prision|carcel|centro|gefängnis|anstalt|kolonie|lager|penitent|correctional|complex|centre|center|в'язниц|isolat"
)
_AGAIN = frozenset(lower_unmarked(word_lists("telling")["again"]).split())
_AGAIN_BY_WORD = re.compile(r"\b[Rr]e-(?=arrest|detain|imprison|captur|jail)")
_SPENT = frozenset(lower_unmarked(word_lists("telling")["spent"]).split())
_EARLIER = frozenset(lower_unmarked(word_lists("telling")["earlier"]).split())
_OF_CASE = re.compile(r"(?i:\b(?:case|дел|справ|dava|dosya|iş|caus|dossier|affaire|verfahren|prose))")
_DAY = re.compile(r"(?: since| on)?: *[^\n]{0,12}?\d[^\n]{0,14}$", re.MULTILINE)
_AND = re.compile(r"\s?(?:,|/|&|\b(?:and|or|y|o|u|et|ou|und|oder|и|или|і|й|та|або|ды|və|ya|ve|veya))\s?")
_RANKS: dict[Status | None, int] = {
    Status.IMPRISONED: 3, Status.PRETRIAL_DETENTION: 2, Status.ADMINISTRATIVE_DETENTION: 1,
}  # fmt: skip
_LONGEST_LINE = 300


def phrase_of_entry(text: str, phrases: Sequence[StatusPhrase]) -> StatusPhrase | None:
    """Return the phrase of an entry that tells how things are now: on the line of its status, or the last.

    A prison that is only named says less than what is told, and of what is told of one who is held the most
    counts: arrested, then remanded, then sentenced. It is without its status where somebody was released and
    it is told afterwards that he was held.
    """
    is_sentenced = is_convicted(text, phrases) or any(
        label_kind(text, phrase.start) == "sentence" for phrase in phrases
    )
    labelled = _labelled(text, phrases)
    if labelled and not (is_sentenced and labelled.status is Status.PRETRIAL_DETENTION):
        return labelled
    with_status = [phrase for phrase in phrases if phrase.status]
    release = next((phrase for phrase in with_status if phrase.status not in HELD), None)
    if release:
        with_status = [each for each in with_status if not _was_before(text, release, each)]
    telling = [phrase for phrase in with_status if not _only_names(text, phrase)] or with_status
    if not telling:
        return phrases[0] if phrases else None
    died = [phrase for phrase in telling if phrase.status is Status.DIED_IN_CUSTODY]
    held = [phrase for phrase in telling if phrase.status in HELD]
    if died or not held:
        # Released under a pardon.
        exact = [phrase for phrase in telling if phrase.status not in (Status.AT_LIBERTY, Status.TRAVEL_BAN)]
        freed = [phrase for phrase in telling if phrase.status is Status.AT_LIBERTY]
        return (died or exact or freed or telling)[0]
    # A ban on leaving goes along with a release, and is none itself.
    last = ([phrase for phrase in telling if phrase.status is not Status.TRAVEL_BAN] or telling)[-1]
    if len(held) < len(telling):
        ended = last.status not in HELD and not _is_of_earlier(text, last)
        again = last.status in HELD and _is_again(text, last)
        return last if ended or again else telling[0]._replace(status=None)
    if last.status is Status.HOUSE_ARREST:
        return last
    dated = [phrase for phrase in held if _is_day(text, phrase)]
    others = [phrase for phrase in held if phrase not in dated]
    if dated and not any(_RANKS.get(phrase.status, 0) for phrase in others):
        # The day of arrest, on a line of its own, is the day of what is proposed; of remand, where the place
        # is one for that.
        places = (phrase for phrase in with_status if names_a_place(text, phrase))
        remand = next((each for each in places if each.status is Status.PRETRIAL_DETENTION), None)
        return remand or dated[0]
    # Who is kept in a prison that is named is more than arrested.
    kept = [phrase for phrase in with_status if _is_kept(text, phrase, held[0])]
    ranks = _RANKS if is_sentenced else _RANKS | {Status.PRETRIAL_DETENTION: 4}
    return max([*held, *kept], key=lambda phrase: ranks.get(phrase.status, 0))


def _is_day(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of a line that tells the day of an arrest: Imprisoned: 5 April 2022."""
    if label_kind(text, phrase.start) == "arrested_on":
        return True
    begun = text[text.rfind("\n", 0, phrase.start) + 1 : phrase.start].strip()
    return not begun and phrase.status is Status.IMPRISONED and _DAY.match(text, phrase.end) is not None


def has_unread_status(text: str, phrases: Sequence[StatusPhrase], within: Span) -> bool:
    """Tell whether an entry has a line labelled as that of the status, whose words are none that is known."""
    return any(
        not any(phrase.status and line.start <= phrase.start < line.end for phrase in phrases)
        and not goes_on(text[colon : line.end])
        for line, colon in _labelled_lines(text, within, "status")
        # The status of a case is none of a person.
        if not _OF_CASE.search(text, line.start, colon)
    )


def is_term_stated(text: str, within: Span) -> bool:
    """Tell whether an entry has a line labelled as that of the sentence, which is one of years in prison."""
    lines = _labelled_lines(text, within, "sentence")
    return any(is_prison_term(text[colon + 1 : line.end]) for line, colon in lines)


def is_sentence_to(text: str, phrase: StatusPhrase, within: Span) -> bool:
    """Tell whether words that lead a list say that people were sentenced, and an entry for how long."""
    if phrase.end > within.start or phrase.status is not None:
        return False
    words = text[within.start : min(within.end, within.start + _LONGEST_LINE)].split("\n\n")[0]
    return is_sentence(text[phrase.start : phrase.end]) and is_prison_term(words)


def _labelled_lines(text: str, within: Span, kind: str) -> Iterator[tuple[Span, int]]:
    """Yield the lines of an entry whose label is of a kind and that say something, with their colons."""
    start = text.find("\n", within.start, within.end) + 1
    while start:
        end = text.find("\n", start, within.end)
        last = end if end >= 0 else within.end
        colon = text.find(":", start, last)
        if colon >= 0 and label_kind(text, colon) == kind and text[colon:last].strip(": —–-"):
            yield Span(start, last), colon
        start = end + 1


def _labelled(text: str, phrases: Sequence[StatusPhrase]) -> StatusPhrase | None:
    """Return the first phrase on a line whose label says that a status follows.

    An arrest as the measure until the trial is one of remand.
    """
    of_status = [each for each in phrases if each.status and label_kind(text, each.start) == "status"]
    for number, phrase in enumerate(of_status):
        if not is_label(text, *phrase[:2]):
            is_measure = number and of_status[number - 1].status is Status.PRETRIAL_DETENTION
            is_remand = is_measure and phrase.status is Status.ARRESTED
            return phrase._replace(status=Status.PRETRIAL_DETENTION) if is_remand else phrase
    return None


def _was_before(text: str, release: StatusPhrase, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence after that of a release tells of the time before: he had spent two years."""
    if phrase.status not in HELD or phrase.start < release.end:
        return False
    again = _AGAIN_BY_WORD.search(text, release.end, phrase.start)
    return again is None and not _SPENT.isdisjoint(_words_before(text, phrase))


def phrase_of_whole_entry(
    text: str, phrases: Sequence[StatusPhrase], phrase: StatusPhrase, within: Span
) -> StatusPhrase:
    """Return the phrase of an entry with what other sentences of it say: he died there, or is to be tried.

    Of whom nobody knows where he is, it is not said that he was only arrested.
    """
    printed = text[within.start : within.end]
    if phrase.status not in HELD:
        behind = text[phrase.end : within.end]
        is_release = phrase.status in ENDINGS - {Status.EXILED} and phrase.start >= within.start
        is_own = COMPANIONS.isdisjoint(PLAIN_WORD.findall(lower_unmarked(behind)))
        is_dead = is_release and is_own and tells_of_dying(behind)
        return phrase._replace(status=Status.DIED_AFTER_RELEASE) if is_dead else phrase
    if phrase.status in (Status.ARRESTED, Status.PRETRIAL_DETENTION) and is_term_stated(text, within):
        return phrase._replace(status=Status.IMPRISONED)
    if phrase.status is Status.IMPRISONED and goes_on(printed) and not is_convicted(text, phrases):
        return phrase._replace(status=Status.PRETRIAL_DETENTION)
    if phrase.status is Status.ARRESTED:
        if is_lost(printed):
            return phrase._replace(status=None)
        return phrase._replace(status=Status.PRETRIAL_DETENTION) if goes_on(printed) else phrase
    for place in re.finditer(r"[^.;!?\n]+", printed):
        words = set(PLAIN_WORD.findall(lower_unmarked(place[0])))
        if tells_of_dying(place[0]) and not words & (COMPANIONS | NEGATIONS):
            is_last = within.start + place.end() > max(each.start for each in phrases)
            # Who died at the front was in prison no more.
            is_last = is_last and not words & ELSEWHERE
            return phrase._replace(status=Status.DIED_IN_CUSTODY if is_last else None)
    return phrase


def phrase_of_lead(text: str, phrases: Sequence[StatusPhrase]) -> StatusPhrase | None:
    """Return the phrase of the words that lead a list, which tells of each of its items."""
    if any(_are_two_kinds(text, *pair) for pair in pairwise(phrases)):
        # Imprisoned and released: of some the one, of the others the other.
        return phrases[0]._replace(status=None)
    # The prisoners who were pardoned: what is told of them comes last, or beside their name as prisoners.
    return max(
        phrases,
        key=lambda phrase: (
            phrase.status is not None,
            phrase.status not in HELD,
            not is_of_prisoners(text, phrase),
            phrase.start,
        ),
        default=None,
    )


def _are_two_kinds(text: str, before: StatusPhrase, after: StatusPhrase) -> bool:
    """Tell whether two phrases of a lead, joined by "and", tell of people held and of others let go."""
    differ = before.status and after.status and (before.status in HELD) != (after.status in HELD)
    return bool(differ) and _AND.fullmatch(text, before.end, after.start) is not None


def outweighs(text: str, lead: StatusPhrase, own: StatusPhrase) -> bool:
    """Tell whether the lead of a list tells more of an item than the phrase of this item.

    Under "Released:" somebody accused of treason is released, and so is who had been sentenced to prison;
    under "Arrested journalists:" the name of a prison is a place. Who was arrested again is left open.
    """
    if lead.status is None:
        return False
    if own.status is None and is_of_prisoners(text, lead):
        # Among prisoners somebody of whom it is told that he was fined may be free.
        return False
    is_general = lead.status is Status.ARRESTED or is_of_prisoners(text, lead)
    if is_general and own.status is Status.PRETRIAL_DETENTION:
        # A remand prison that is named tells more than an arrest.
        return False
    if own.status is None or names_a_place(text, own):
        return True
    return lead.status not in HELD and own.status in HELD and not _is_again(text, own)


def names_a_place(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of the name of a prison, or stands where a place is told: Prison No. 2."""
    if label_kind(text, phrase.start) == "place":
        # Where now: at liberty.
        return phrase.status is None or phrase.status in HELD - {Status.HOUSE_ARREST}
    printed, line_start = text[phrase.start : phrase.end], text.rfind("\n", 0, phrase.start) + 1
    if phrase.status not in OF_PRISON or not printed[:1].isupper() or printed[-1:].isupper():
        return False
    # In German every noun has a capital.
    if _PRISONS.search(lower_unmarked(printed)) is None:
        return False
    before = text[line_start : phrase.start].rstrip()
    return bool(before) and before[-1] not in ".!?:•–—"


def is_of_prisoners(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase calls people prisoners."""
    return _PRISONERS.match(lower_unmarked(text[phrase.start : phrase.end])) is not None


def _only_names(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase calls somebody a prisoner, or names a prison, and tells nothing more."""
    return names_a_place(text, phrase) or is_of_prisoners(text, phrase)


def _is_kept(text: str, place: StatusPhrase, held: StatusPhrase) -> bool:
    """Tell whether one clause has a word of arrest and the prison in which somebody is kept."""
    between = text[min(place.end, held.end) : max(place.start, held.start)]
    return names_a_place(text, place) and not re.search(r"[.;!?\n,()–—]", between)


def _is_of_earlier(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether the sentence of a phrase tells of what was before."""
    return not _EARLIER.isdisjoint(_words_before(text, phrase))


def _words_before(text: str, phrase: StatusPhrase) -> list[str]:
    before = text[max(0, phrase.start - _LONGEST_LINE) : phrase.start]
    return PLAIN_WORD.findall(lower_unmarked(re.split(r"[.;!?\n]", before)[-1]))


def _is_again(text: str, phrase: StatusPhrase) -> bool:
    start = max(text.rfind("\n", 0, phrase.start) + 1, phrase.start - _LONGEST_LINE)
    end = text.find("\n", phrase.end)
    line = text[start : end if end >= 0 else len(text)][: 2 * _LONGEST_LINE]
    return bool(_AGAIN & set(PLAIN_WORD.findall(lower_unmarked(line)))) or bool(_AGAIN_BY_WORD.search(line))
