"""Personal facts: sex, birth, death, nationality, occupation, residence, health."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.input_rules import clean_line, required_line
from webapp.domain.refusals import Refused
from webapp.models import Person, PersonalFact
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import FactKind, Occupation, Sex
from webapp.vocab.words import N_

_CODES = {FactKind.SEX: tuple(Sex), FactKind.OCCUPATION: tuple(Occupation)}


def add_fact(
    session: Session,
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility | None,
    note: str | None,
    fact: FactKind,
    value: str | None,
    words: str | None,
    date: PartialDate | None,
) -> list[PersonalFact]:
    """Record one fact about each person. Raises Refused.

    Without a `visibility` health is restricted, and all else public.
    """
    usual = Visibility.RESTRICTED if fact is FactKind.HEALTH else Visibility.PUBLIC
    return record(
        session,
        PersonalFact,
        people=people,
        evidence=evidence,
        state=state,
        visibility=visibility or usual,
        note=note,
        **_said(fact=fact, value=value, words=words, date=date),
    )


def revise_fact(
    session: Session,
    row: PersonalFact,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    fact: FactKind,
    value: str | None,
    words: str | None,
    date: PartialDate | None,
) -> PersonalFact:
    """Correct a fact. Raises Refused, Stale."""
    said = _said(fact=fact, value=value, words=words, date=date)
    revise(
        session,
        row,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return row


def _said(
    *,
    fact: FactKind,
    value: str | None,
    words: str | None,
    date: PartialDate | None,
) -> dict[str, Any]:
    if fact in (FactKind.BIRTH_DATE, FactKind.DEATH_DATE):
        if date is None:
            raise Refused("date", N_("Say the date."))
        if value and value.strip():
            raise Refused("value", N_("Write the date below; leave this empty."))
        line = None
    else:
        line = required_line("value", value)
        codes = _CODES.get(fact)
        if codes is not None and line not in codes:
            raise Refused("value", N_("Choose one of: %(words)s."), words=", ".join(codes))
    return {"fact": fact, "value": line, "words": clean_line("words", words), "date": date}
