"""A list's own words for a status: what they mean beyond doubt, and the day among them."""

import re
from functools import lru_cache
from operator import and_

from webapp.domain.imports.cells.status_asides import CLAUSE_END, clauses_of, without_asides
from webapp.domain.imports.cells.status_days import OF_DATES, ON, status_and_day
from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.headers import has_beginning, has_words, known_words, plain
from webapp.domain.text.circumstances import cause_in
from webapp.domain.text.status_phrases import only_status, status_phrases, tells_of_dying
from webapp.vocab.liberty import ENDINGS, HELD, Cause, Status

# As in `II. Sentenced`.
_NUMBERED = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,5}|[A-ZА-Я])[.)]\s+(?=[^\W\d_])")
# As in `Released (12)` and `Released: 12 persons`.
_COUNTED = re.compile(
    r"\s*(?:\(\s*\d{1,3}\s*([^\W\d_]*)\.?\s*\)|:\s*\d{1,3}(?:\s+([^\W\d_]+)\.?)?)\s*:?\s*$"
)
_SPAN_OF_YEARS = re.compile(r"(?<!\d)\d{4}\s*[-–—]\s*\d{4}(?!\d)")
_ANSWER = 2
# As in `ИК-6` and `2 saylı CÇM`, in which nobody is but who was sentenced.
_COLONY = re.compile(r"(?:ик|пк|вк|ік)\s\d{1,3}|\d{1,3}\s(?:saylı|nömrəli)\s(?:cçm|çm)|cçm\s\d{1,3}")
DOUBT = re.compile(r"[?؟？]")
# Arabic writes `and` together with the word after it.
_PARTS = re.compile(
    r"[,;/()،؛]|\s(?:but|но|але|amma|ama|pero|mais|aber)\s|\sو(?=[\u0621-\u064a]{4})", re.IGNORECASE
)
# What a cause says of a release of which nothing more is said.
_BY_CAUSE = {
    Cause.PARDON: Status.RELEASED_EARLY, Cause.AMNESTY: Status.RELEASED_EARLY,
    Cause.CONDITIONAL_RELEASE: Status.RELEASED_EARLY, Cause.EXCHANGE: Status.RELEASED_EARLY,
    Cause.SENTENCE_SERVED: Status.RELEASED_SERVED, Cause.BAIL: Status.RELEASED_PENDING_TRIAL,
}  # fmt: skip
# As in `released and deported`.
_SENT_AWAY = {Status.AT_LIBERTY, Status.EXILED}
# Words that say less than others beside them.
_PRECISE = {
    Status.ARRESTED: HELD, Status.AT_LIBERTY: ENDINGS | {Status.TRAVEL_BAN},
    Status.TRAVEL_BAN: frozenset({Status.RELEASED_PENDING_TRIAL, Status.HOUSE_ARREST}),
    Status.WANTED: frozenset({Status.EXILED, Status.ESCAPED}),
}  # fmt: skip
# Which go on, as those that hold do: still at large.
_LASTING = frozenset({Status.WANTED, Status.EXILED, Status.ESCAPED, Status.TRAVEL_BAN})


def says_no_status(text: str) -> bool:
    """Tell whether a cell says nothing of a status; `x` is a sign whose meaning its authors know."""
    return says_nothing(text) and plain(text) not in ("x", "xx")


@lru_cache(maxsize=10_000)
def guessed_status(words: str) -> Status | None:
    """Return the status that a list's own words mean beyond doubt; None where they are not known."""
    if DOUBT.search(words):
        return None
    words = bare_heading(words)
    known = plain(words)
    if status := _status_called(known):
        return status
    if _is_taken_away(words):
        return Status.ENFORCED_DISAPPEARANCE
    if tells_of_dying(words) and (has_words(known, "after_release") or _is_after_release(words)):
        return Status.DIED_AFTER_RELEASE
    if status := _explained(words):
        return status
    words = without_asides(words)
    return _status_called(plain(words)) or _likely(words, plain(words))


def _explained(words: str) -> Status | None:
    """Return the status that stands before a colon, where what explains it tells of no other."""
    head, colon, rest = words.partition(":")
    # Of fewer words it is the answer to a question.
    status = _status_called(plain(head)) if colon and len(rest.split()) > _ANSWER else None
    others = {phrase.status for phrase in status_phrases(rest)} if status else set()
    return status if status not in ENDINGS and others <= {status, Status.ARRESTED} else None


def _is_after_release(words: str) -> bool:
    """Tell whether words of a death have nothing but a release before it: three weeks after his release."""
    return {phrase.status for phrase in status_phrases(words)} == {Status.DIED_AFTER_RELEASE}


def bare_heading(words: str) -> str:
    """Return words without a number before them, and without how many people they are of.

    How long something lasts stays.
    """
    words = _NUMBERED.sub("", words, count=1)
    match = _COUNTED.search(words)
    unit = plain(match[1] or match[2] or "") if match else ""
    return words[: match.start()] if match and unit not in known_words("terms") else words


def _status_called(known: str) -> Status | None:
    """Return the status that is called so, by us or in other people's lists, or of those in a colony."""
    if _COLONY.fullmatch(known):
        return Status.IMPRISONED
    ours = (status for status in Status if known in (plain(status.label), plain(status.value)))
    code = known_words("statuses").get(known)
    return next(ours, None) or (Status(code) if code else None)


def _likely(words: str, known: str) -> Status | None:
    likely = _of_parts(words) if _PARTS.search(words) else only_status(words)
    if trial := _trial_in_prison(words):
        return Status.PRETRIAL_DETENTION if trial == {Status.PRETRIAL_DETENTION} else None
    if likely is Status.AT_LIBERTY and (cause := cause_in(words)):
        likely = _BY_CAUSE.get(cause, likely)
    if likely is None and {phrase.status for phrase in status_phrases(words)} == _SENT_AWAY:
        likely = Status.EXILED
    if _leave_open(words, known, likely):
        return None
    if has_words(known, "trial_going_on") and likely in (Status.ARRESTED, Status.IMPRISONED):
        # Of who is said to be in prison nobody knows whether the trial is that of the sentence.
        return Status.PRETRIAL_DETENTION if likely is Status.ARRESTED else None
    # `9 gün həbs` is a sentence, which may be over.
    is_short = likely in (Status.ARRESTED, Status.ADMINISTRATIVE_DETENTION)
    return None if is_short and any(map(str.isdigit, words)) else likely


def _trial_in_prison(words: str) -> set[str]:
    """Return what words of being in prison say of a trial beside that, and nothing else; else empty.

    Whether a trial that goes on is that of the sentence nobody knows.
    """
    parts = [plain(part) for part in _PARTS.split(words) if plain(part)]
    known, on_trial = known_words("statuses"), known_words("on_trial")
    others = [part for part in parts if part not in known_words("in_prison")]
    codes = {on_trial.get(part) or known.get(part, "") for part in others}
    return codes if len(others) < len(parts) and codes <= {"trial", Status.PRETRIAL_DETENTION} else set()


def names_political(words: str) -> bool:
    """Tell whether words call people political prisoners, which says nothing of their status."""
    return has_beginning(plain(words), "political")


def says_in_prison(words: str) -> bool:
    """Tell whether words, of a heading mostly, say no more than that somebody is in prison."""
    return plain(bare_heading(words)) in known_words("in_prison")


def _is_taken_away(words: str) -> bool:
    """Tell whether words are of somebody whom agents of the state took, or of whom these say nothing."""
    clauses = [plain(clause) for clause in CLAUSE_END.split(words)]
    abducted, taken, by_agents = (
        [has_beginning(clause, name) for clause in clauses] for name in ("abducted", "taken", "agents")
    )
    is_concealed = has_words(plain(words), "concealed")
    is_taken = any(map(and_, abducted, by_agents)) or (
        is_concealed and (any(abducted) or any(map(and_, taken, by_agents)))
    )
    return is_taken and not any(phrase.status in ENDINGS for phrase in status_phrases(words))


def _leave_open(words: str, known: str, likely: Status | None) -> bool:
    """Tell whether words beside those for a status leave open whether it is one, or the present one.

    As in `pardoned (still held)`, `parole denied`, `in prison 2010-2015` and `internal exile`; and where a
    punishment at home or at work is meant, of which there is no status.
    """
    names = ("unsettled",) if likely in HELD else ("unsettled", "awaited")
    certain = known_words("statuses").keys() | known_words("trial_going_on").keys()
    others = [part for part in map(plain, _PARTS.split(words)) if part not in certain]
    return (
        any(has_beginning(part, *names) for part in others)
        # At large, as is who does not have to serve a term.
        or (likely is Status.WANTED and any(word in known_words("suspended_term") for word in known.split()))
        or has_words(known, "other_terms")
        or (likely not in HELD | _LASTING and has_words(known, "still"))
        or (likely in HELD and (has_words(known, "held_before") or _SPAN_OF_YEARS.search(words) is not None))
        or (likely is Status.EXILED and has_words(known, "exile_within"))
    )


def _of_parts(words: str) -> Status | None:
    """Return what words with a comma or brackets between them mean together, as in `detained, SIZO`.

    None where two of them disagree; what says that a trial goes on says no more.
    """
    going_on = known_words("trial_going_on")
    parts = [part for part in map(_without_joining, _PARTS.split(words)) if part]
    status = _of_clauses(words, parts)
    goes_on = len(parts) > 1 and any(part in going_on for part in parts)
    return Status.RELEASED_PENDING_TRIAL if goes_on and status is Status.AT_LIBERTY else status


def _of_clauses(words: str, parts: list[str]) -> Status | None:
    statuses, going_on = known_words("statuses"), known_words("trial_going_on")
    codes = {statuses.get(part) for part in parts if part not in going_on or len(parts) == 1}
    if None not in codes and codes:
        return most_precise({Status(code) for code in codes if code})
    if status := only_status(words):
        return status
    read = {_part_alone(part) for part in _PARTS.split(words) if plain(part) and plain(part) not in going_on}
    return most_precise({status for status in read if status}) if None not in read else None


def _part_alone(part: str) -> Status | None:
    code = known_words("statuses").get(_without_joining(part))
    return Status(code) if code else only_status(part)


def most_precise(statuses: set[Status]) -> Status | None:
    """Return the one of some statuses that the others only say less of; None where they disagree."""
    for general, precise in _PRECISE.items():
        if len(statuses) > 1 and statuses - {general} <= precise:
            statuses = statuses - {general}
    return next(iter(statuses)) if len(statuses) == 1 else None


def _without_joining(words: str) -> str:
    first, _, rest = plain(words).partition(" ")
    return rest if rest and first in known_words("before_a_status") else plain(words)


def is_other_sentence(words: str) -> bool:
    """Tell whether words are of a sentence that is served at home or at work, of which there is no status."""
    is_clear = not DOUBT.search(words) and not any(phrase.status for phrase in status_phrases(words))
    return is_clear and has_words(plain(words), "other_terms") and not any(map(str.isdigit, words))


def tells_of_move(words: str) -> bool:
    """Tell whether words say that somebody was moved while held."""
    return has_beginning(plain(words), "moved")


def day_is_of_status(text: str, day: str) -> bool:
    """Tell whether the day among words is that of the status: not so in `moved on 3 May, in prison`."""
    clauses = clauses_of(text)
    own = next((clause for clause in clauses if day in clause), text)
    words = {plain(word) for word in own.replace(day, " ").split()} - {""}
    if words <= known_words("beside_a_date").keys() | ON | OF_DATES:
        return True
    is_status = not tells_of_move(own) and guessed_status(status_and_day(own)[0]) is not None
    return is_status or not any(guessed_status(clause) for clause in clauses if clause != own)


def status_key(words: str) -> str:
    """Return a list's words for a status as they are looked up; those in doubt are others."""
    known = plain(words) or words.strip()
    return f"{known} ?" if DOUBT.search(words) else known


def says_released(text: str) -> bool | None:
    """Tell whether a cell of releases says yes or no; None where it says more, as a day."""
    answer = known_words("yes_or_no").get(plain(text) or text)
    return answer == "yes" if answer else None
