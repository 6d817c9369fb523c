"""The sentence that a cell of a list states, and how it was changed; none that is only demanded."""

import re
from collections.abc import Iterator
from dataclasses import replace

from webapp.domain.imports.cells.changed_terms import ABOUT, changed_sentences, served_part
from webapp.domain.imports.cells.further_punishments import without_further
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.cells.status_words import DOUBT, guessed_status
from webapp.domain.imports.cells.terms import LENGTH, NUMBER, UNITS, StatedSentence, in_numbers, of_length
from webapp.domain.imports.headers import has_beginning, has_words, known_words, plain
from webapp.domain.refusals import Refused
from webapp.domain.text.prison_terms import term_words
from webapp.vocab.charges import SentenceKind
from webapp.vocab.liberty import DEATHS, ENDINGS, Status
from webapp.vocab.words import N_

# Of one length, nothing stands between its parts: in `3 years, 6 months suspended` a part is suspended.
_SINGLE_LENGTH = re.compile(rf"{LENGTH.pattern}(?:\s*{LENGTH.pattern})*")
# As in `life (25 years)`.
_BESIDE_LIFE = re.compile(rf"\s*\({LENGTH.pattern}\)$")
# As in `2021 г.`, which is a year.
_NO_TERM = 1_000
_ORDER = ("years", "months", "days")
_WITHOUT_LENGTH = (SentenceKind.LIFE, SentenceKind.DEATH, SentenceKind.FINE)
_BRACKETS, _SUM = re.compile(r"\s*\(([^()]*)\)"), re.compile(r"[\d\s.,]+(?:\+[\d\s.,]+)+")
# As in `15 суток`: what a court without a criminal case may impose.
_OF_DAYS, _MOST_DAYS = re.compile(r"(\d{1,2})\s*([^\W\d_]+)\.?"), 45
_OF_DAY = re.compile(
    rf"(?P<term>{LENGTH.pattern}(?:\s*{LENGTH.pattern})?[^\d()/]*?)\s*(?:[(/,;]\s*)(?:[^\W\d_]+\.?\s+){{0,2}}"
    r"(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)\s*(?:[^\W\d_]{1,4}\.?)?\)?"
)
# The regime of a colony in two letters, strict or general.
_REGIME = re.compile(r"(?<!\w)[сoо]/р(?:еж(?:\.|им\w*)?)?(?!\w)\.?", re.IGNORECASE)
# As in `Baku court, 15.06.2025 – 9 years`.
_BETWEEN_CLAUSES = re.compile(r"[;:()\n]|,(?!\d)|\s[–—-]\s")
_AMOUNT = re.compile(r"[\d.,'’\s]+")
_NO_SINGLE_TERM = N_("Write the term as in “7 years 6 months”, or life; leave it empty where it is no term.")
_SUSPENDED_IN_PART = N_(
    "Write the term as in “7 years 6 months”: of one that is suspended in part, what is to be served of it."
)
_A_DAY = N_("This is a date, and no term: choose “Held until” for the column, or leave it out.")
_DAY = re.compile(r"\d{4}(?:[-./]\d{1,2}){1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:19|20)\d\d")


def read_sentence(text: str) -> StatedSentence:
    """Return the sentence that a cell states: `7 years 6 months`, `life`. Raises Refused at `value`."""
    if _DAY.fullmatch(text.strip()):
        raise Refused("value", _A_DAY)
    if "/" in text and len(sentences := {read_sentence(part.strip()) for part in text.split("/")}) == 1:
        # The same in two languages.
        return sentences.pop()
    if DOUBT.search(text) or ABOUT.search(text):
        raise Refused("value", N_("The cell doubts it: leave it empty, or write what is known."))
    text, terms = in_numbers(text), known_words("terms")
    if served := served_part(text):
        return replace(served, leaves_out=True)
    bare = plain(_BESIDE_LIFE.sub("", text))
    kind = terms.get(bare) or terms.get(_without_words_beside(bare))
    if kind in _WITHOUT_LENGTH:
        return StatedSentence(SentenceKind(str(kind)))
    if _is_fine(text):
        return StatedSentence(SentenceKind.FINE)
    parts = [(terms.get(plain(unit), ""), number.replace(",", ".")) for number, unit in LENGTH.findall(text)]
    lengths = {unit: float(number) for unit, number in parts}
    rest, kind = plain(LENGTH.sub(" ", text)), SentenceKind.TERM
    for phrase, code in sorted(known_words("other_terms").items(), key=lambda item: -len(item[0])):
        if f" {phrase} " in f" {rest} ":
            rest, kind = rest.replace(phrase, ""), SentenceKind(code)
    words = set(rest.split())
    suspended = words & known_words("suspended_term").keys()
    # Two terms in one cell are not one, and of one with two lengths a part may be suspended.
    once = len(lengths) == len(parts) and any(lengths.values()) and lengths.keys() <= UNITS
    # The longer unit comes first: `6 months to 1 year` is no single term.
    once = once and lengths.get("years", 0) < _NO_TERM and [*lengths] == sorted(lengths, key=_ORDER.index)
    is_single = once and (not suspended or len(_SINGLE_LENGTH.findall(text)) == 1)
    if not is_single or not words - suspended <= known_words("beside_a_term").keys():
        raise Refused("value", _SUSPENDED_IN_PART if suspended and len(parts) > 1 else _NO_SINGLE_TERM)
    return replace(of_length(lengths), kind=kind, suspended=bool(suspended))


def _without_words_beside(words: str) -> str:
    """Return words without those beside a term that change nothing of it: `in absentia: life`."""
    return " ".join(word for word in words.split() if word not in known_words("beside_a_term"))


def _is_fine(text: str) -> bool:
    """Tell whether a cell states a fine and its amount alone."""
    words = plain(_AMOUNT.sub(" ", text)).split()
    fines = [word for word in words if known_words("terms").get(word) == SentenceKind.FINE]
    return len(fines) == 1 and {*words} - {*fines} <= known_words("beside_a_fine").keys()


def status_in_place_of_sentence(text: str) -> Status | None:
    """Return the status that a cell of sentences tells instead of one: `house arrest since 3 May`; else None.

    A word for one that is a sentence too, such as an acquittal or an arrest of some days, is none.
    """
    known = plain(text)
    is_sentence = known in known_words("terms") or known in known_words("no_sentence")
    units = {known_words("terms").get(plain(unit)) for _, unit in LENGTH.findall(in_numbers(text))}
    is_going_on = known in known_words("trial_going_on") or has_words(known, "asked_term")
    if is_sentence or is_going_on or units & UNITS:
        return None
    status = last_status(status_and_day(text)[0]) or last_status(text)
    # Of an arrest without its day nobody knows whether it is the sentence.
    is_open = status is Status.IMPRISONED or (status is Status.ARRESTED and not any(map(str.isdigit, text)))
    return None if is_open else status


def sentence_of_status(text: str) -> Iterator[StatedSentence]:
    """Yield the one term that words for a status state, as in `sentenced to 3 years, appeal pending`."""
    term, words = term_words(text), plain(text)
    is_other = has_words(words, "other_terms") or has_words(words, "asked_term")
    if term and not is_other and not known_words("suspended_term").keys() & {*words.split()}:
        yield from readable_sentences(term)


def later_clause(text: str) -> str:
    """Return the last clause of a sentence where it says how it ended: `pardoned in May` of `5 years, …`."""
    *_, last = _clauses(text) or [""]
    is_end = last_status(status_and_day(last)[0]) in ENDINGS | DEATHS if not _lasts(last) else False
    return last if is_end and len(_clauses(text)) > 1 else ""


def held_by_sentence(text: str) -> Status | None:
    """Return how somebody in prison is held, by the cell of a sentence: awaiting trial, or for some days."""
    known = plain(text)
    is_on_trial = known_words("statuses").get(known) == Status.PRETRIAL_DETENTION
    if is_on_trial or (has_words(known, "trial_going_on") and not any(map(str.isdigit, known))):
        return Status.PRETRIAL_DETENTION
    days = _OF_DAYS.fullmatch(text.strip())
    is_short = days is not None and known_words("terms").get(plain(days[2])) == "days"
    return Status.ADMINISTRATIVE_DETENTION if days and is_short and int(days[1]) <= _MOST_DAYS else None


def tells_of_prison(text: str) -> bool:
    """Tell whether a cell states a term that somebody in a prison serves."""
    return any(map(is_of_prison, readable_sentences(text)))


def is_of_prison(sentence: StatedSentence) -> bool:
    """Tell whether a sentence is a term of prison of more than days, or life."""
    is_long = bool(sentence.years or sentence.months) and not sentence.suspended
    return sentence.kind is SentenceKind.LIFE or (sentence.kind is SentenceKind.TERM and is_long)


def readable_sentences(text: str) -> list[StatedSentence]:
    """Return the sentences that a cell states; none where it cannot be read."""
    try:
        return list(stated_sentences(text))
    except Refused:
        return []


def stated_sentences(text: str, *, unit: str = "", has_status: bool = False) -> Iterator[StatedSentence]:
    """Yield the sentence of a cell, none where it says that there is none. Raises Refused at `value`.

    After it what became of it, as in `15 years, reduced on appeal to 12`. A number alone is a term in the
    `unit` that the header of its column names. Of a row that `has_status` a word for one, such as an
    acquittal, is no sentence; of another it is all that tells of it.
    """
    if _is_none(text, has_status=has_status):
        return
    text = _REGIME.sub("", text).strip() or text
    main = without_further(_clause_of_term(_without_aside(_without_day(text))))
    for stated in _stated(main, unit):
        yield replace(stated, leaves_out=stated.leaves_out or main != text)


def _without_day(text: str) -> str:
    """Return a sentence without the day of its verdict: `6 years` of `6 years (verdict of 11.02.2025)`."""
    match = _OF_DAY.fullmatch(text.strip())
    return match["term"] if match else text


def says_none(text: str) -> bool:
    """Tell whether words say that there is no sentence as yet, or none at all."""
    known = plain(text)
    return known in known_words("no_sentence") or known in known_words("trial_going_on")


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _BETWEEN_CLAUSES.split(text) if clause.strip()]


def _clause_of_term(text: str) -> str:
    """Return the one clause of a sentence that has a term, beside a court, a day or what came later."""
    clauses = _clauses(text)
    lasting = [clause for clause in clauses if _lasts(clause)]
    others = (clause for clause in clauses if not _lasts(clause))
    is_clear = len(lasting) == 1 < len(clauses) and all(map(_stands_beside_term, others))
    return lasting[0] if is_clear else text


def _lasts(clause: str) -> bool:
    """Tell whether a clause has the length of a term, or is one without a length."""
    terms = known_words("terms")
    lengths = LENGTH.findall(in_numbers(clause))
    has_length = any(terms.get(plain(unit)) in UNITS and len(number) < 4 for number, unit in lengths)
    return has_length or terms.get(plain(clause)) in _WITHOUT_LENGTH


def _stands_beside_term(clause: str) -> bool:
    text, day = status_and_day(f"x {clause}")
    words = plain(text).removeprefix("x").strip()
    others, changes = words.split(), known_words("changed_term")
    if (day and not others) or last_status(words) in ENDINGS | DEATHS:
        return True
    codes = {changes.get(word) for word in others}
    is_other = codes & {"reduced", "increased"} or known_words("suspended_term").keys() & {*others}
    if is_other or has_beginning(words, "replaced", "unsettled"):
        return False
    is_court = has_beginning(words, "courts") or any(word.endswith("суд") for word in others)
    is_left = "upheld" in codes and all(word in changes or has_beginning(word, "appeals") for word in others)
    return is_court or is_left


def _without_aside(text: str) -> str:
    """Return a sentence without brackets in which stands what was asked for, or what it is the sum of."""
    def kept(match: re.Match[str]) -> str:
        is_wish = any(map(str.isdigit, match[1])) and has_words(plain(match[1]), "asked_term")
        return "" if is_wish or _SUM.fullmatch(match[1]) else match[0]

    return _BRACKETS.sub(kept, text).strip() or text


def _stated(text: str, unit: str) -> list[StatedSentence]:
    if changed := changed_sentences(text, unit):
        return changed
    number = text.removesuffix(".0")
    return [read_sentence(f"{number} {unit}" if unit and NUMBER.fullmatch(number) else text)]


def _is_none(text: str, *, has_status: bool) -> bool:
    """Tell whether a cell tells of no sentence: of an acquittal, a remand, a term that is asked for."""
    known = plain(text)
    if says_none(text) or all(map(says_none, _clauses(text) or [text])):
        return True
    figures = in_numbers(text)
    units = [known_words("terms").get(plain(unit)) for _, unit in LENGTH.findall(figures)]
    lengths = len(UNITS.intersection(filter(None, units))) and len(_SINGLE_LENGTH.findall(figures))
    if has_words(known, "asked_term"):
        # What was asked for beside what was decided, which comes first, is for a person to tell apart.
        is_decided = has_words(known, "decided_term")
        return lengths <= 1 and not is_decided and not LENGTH.match(text)
    status = guessed_status(text) if has_status and known not in known_words("terms") else None
    is_short = status is Status.PRETRIAL_DETENTION and "years" not in units
    return is_short or (status in ENDINGS and not lengths)
