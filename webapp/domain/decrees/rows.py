"""What becomes of each name of a decree: ready, asked about, refused, recorded already or nobody of ours."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from webapp.domain.citing.new_name_suggestions import LOOKED_THROUGH
from webapp.domain.citing.typed_people import people_named
from webapp.domain.claims.charge_steps import ChargeStepContent
from webapp.domain.claims.recording import equal_claims
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.decrees.printed_names import PrintedName
from webapp.domain.decrees.sentence_changes import SentenceChange, sentenced_charge
from webapp.domain.refusals import Refused
from webapp.domain.text.likely_names import likely_names
from webapp.domain.text.list_entries import entries
from webapp.domain.text.passage_details import PassageDetails, details_of
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import status_phrases
from webapp.domain.visibility import CURATOR
from webapp.models import ChargeStep, Claim, Person, SourceVersion, StatusEvent
from webapp.vocab.decrees import NameOutcome
from webapp.vocab.liberty import HELD, Status
from webapp.vocab.words import N_

NOBODY, SOMEBODY_NEW = "nobody", "new"
_LED = re.compile(r"^[^\n]{10,500}[:：](?=\s*$)", re.MULTILINE)


@dataclass(frozen=True)
class DecreeReading:
    """What a decree says of everybody whom it names, and what somebody answered of single names.

    `common` are the words that decide for all. `answers` say by the key of a name whom it means: a reference,
    NOBODY or SOMEBODY_NEW; `statuses` which status it has of its own; those `left_out` are not written. With
    a `change` it tells of sentences, and no status is recorded.
    """

    content: StatusContent | None
    common: Span | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    change: SentenceChange | None = None


@dataclass(frozen=True)
class DecreeRow:
    """A name with what becomes of it.

    `person` is whom it means, None also for somebody new; `passages` what the claim rests on, its own words
    first; `claim` what is recorded and says the same.
    """

    name: PrintedName
    outcome: NameOutcome
    person: Person | None = None
    content: StatusContent | ChargeStepContent | None = None
    passages: Sequence[Span] = ()
    claim: Claim | None = None
    refused: Refused | None = None
    left_out: bool = False

    @property
    def to_write(self) -> bool:
        """Whether it is written when somebody saves."""
        return self.outcome is NameOutcome.READY and not self.left_out


def lead_of(text: str) -> Span | None:
    """Return the words that lead the first list of names in a text: what they decide holds for its items.

    Where its items stand in no lines of their own, the first line before a name that ends with a colon and
    tells a status. Of a very long text, in its first LOOKED_THROUGH characters.
    """
    text = text[:LOOKED_THROUGH]
    names = likely_names(text)
    lead = next((entry.lead for entry in entries(text, names) if entry.lead), None)
    lines = (Span(*match.span()) for match in _LED.finditer(text, 0, names[0].start if names else 0))
    return lead or next((line for line in lines if proposed_status(text, line)[0]), None)


def proposed_status(text: str, span: Span) -> tuple[Status | None, PassageDetails]:
    """Return the one status that words tell, if they tell one, and the day and place beside it.

    Whoever is pardoned and let out of prison is told to be released early, not held nor merely free.
    """
    words = text[span.start : span.end]
    places = {phrase.status: phrase.start for phrase in status_phrases(words) if phrase.status}
    freed = [status for status in places if status not in HELD]
    telling = [status for status in freed if status is not Status.AT_LIBERTY] or freed or list(places)
    if len(telling) != 1:
        return None, PassageDetails()
    return telling[0], details_of(words, places[telling[0]])


def read_decree(
    session: Session, version: SourceVersion, names: Iterable[PrintedName], reading: DecreeReading
) -> list[DecreeRow]:
    """Return what becomes of each name of a text, in order."""
    rows: list[DecreeRow] = []
    for name in names:
        try:
            row = _row(session, version, name, reading)
            written = [other.person for other in rows if other.outcome is not NameOutcome.REFUSED]
            if row.person is not None and row.person in written:
                message = N_("%(reference)s is meant by an earlier name here already.")
                raise Refused("names", message, reference=row.person.reference)
        except Refused as refused:
            # Who is named is known even where nothing can be written of them yet.
            is_answered = bool(reading.answers.get(name.key))
            person = None if is_answered or not name.person else _referred(session, name.person.reference)
            row = DecreeRow(name, NameOutcome.REFUSED, person, refused=refused)
        rows.append(replace(row, left_out=name.key in reading.left_out))
    return rows


def outcome_counts(rows: Iterable[DecreeRow]) -> dict[NameOutcome, int]:
    """Return how many names come to what; all of them are counted once."""
    counts = Counter(row.outcome for row in rows)
    return {outcome: counts[outcome] for outcome in NameOutcome}


def _row(session: Session, version: SourceVersion, name: PrintedName, reading: DecreeReading) -> DecreeRow:
    answer = reading.answers.get(name.key, "")
    if answer == NOBODY or not (answer or name.candidates):
        return DecreeRow(name, NameOutcome.NOBODY)
    reference = answer or (name.person.reference if name.person else "")
    if not reference:
        return DecreeRow(name, NameOutcome.ASK)
    known = None if answer == SOMEBODY_NEW else _referred(session, reference)
    if reading.change is not None:
        return _changed_sentence(session, version, name, reading, reading.change, known)
    content = _content(name, reading)
    passages = _passages(version.text or "", name, reading, content.status)
    claim, recorded = None, False
    if known is not None:
        columns = content.checked()
        claim = next(equal_claims(session, StatusEvent, known, columns), None)
        event_columns = {name: columns[name] for name in ("status", "since")}
        events = equal_claims(session, StatusEvent, known, event_columns)
        recorded = any(_cited(event, version).issuperset(passages) for event in events)
    outcome = NameOutcome.RECORDED if recorded else NameOutcome.READY
    return DecreeRow(name, outcome, known, content, passages, claim)


def _changed_sentence(
    session: Session,
    version: SourceVersion,
    name: PrintedName,
    reading: DecreeReading,
    change: SentenceChange,
    known: Person | None,
) -> DecreeRow:
    """Return what becomes of a name whose sentence the decree changes. Raises Refused."""
    if known is None:
        raise Refused("names", N_("Record the sentence of somebody new first; there is none to change."))
    content = change.of_charge(sentenced_charge(session, known))
    passages = tuple(dict.fromkeys(span for span in (name.passage, reading.common) if span))
    if not passages:
        raise Refused("names", N_("Select the words that decide: those about this name do not tell it."))
    claim = next(equal_claims(session, ChargeStep, known, content.checked()), None)
    recorded = claim is not None and _cited(claim, version).issuperset(passages)
    outcome = NameOutcome.RECORDED if recorded else NameOutcome.READY
    return DecreeRow(name, outcome, known, content, passages, claim)


def _cited(claim: Claim, version: SourceVersion) -> set[Span]:
    """Return the words of a version that a claim rests on."""
    passages = [citation.passage for citation in claim.citations]
    return {Span(each.start, each.end) for each in passages if each.source_version_id == version.id}


def _referred(session: Session, typed: str) -> Person:
    """Return whom an answer means, by name or reference. Raises Refused where that is not one person."""
    people = people_named(session, typed, to=CURATOR)
    if len(people) != 1:
        raise Refused("names", N_("Write the name or the reference of one person."))
    return people[0]


def _content(name: PrintedName, reading: DecreeReading) -> StatusContent:
    """Return what is recorded of a name. Raises Refused where nothing is said, or what is said is wrong."""
    own = reading.statuses.get(name.key)
    if reading.content is None and own is None:
        raise Refused("status", N_("Say what the text says of everybody, or of this person."))
    content = reading.content or StatusContent(
        status=Status.NOT_STATED, cause=None, since=None, place=None, place_words=None, authority=None
    )
    if own is not None and own is not content.status:
        # The cause is that of what is said of all.
        content = replace(content, status=own, cause=None)
    content.checked()
    return content


def _passages(
    text: str, name: PrintedName, reading: DecreeReading, status: Status
) -> tuple[Span, ...]:
    """Return what the claim on a name rests on: its own words, and the common ones where these decide.

    Raises Refused where neither tells anything.
    """
    own, common = name.passage, reading.common
    if own is not None:
        statuses = {phrase.status for phrase in status_phrases(text[own.start : own.end])}
        if status in statuses or name.key in reading.statuses or (statuses and common is None):
            return (own,)
    if common is None:
        raise Refused("names", N_("Select the words that decide: those about this name do not tell it."))
    return tuple(dict.fromkeys(span for span in (own, common) if span))
