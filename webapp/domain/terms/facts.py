"""What the end of a term is worked out from: steps of charges and stretches in custody, and the result."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias
from uuid import UUID

from webapp.domain.terms.lengths import Length
from webapp.models import CountingRule
from webapp.vocab.charges import Amount, Joined, Regime, SentenceKind, StepKind
from webapp.vocab.liberty import Status
from webapp.vocab.terms import NoEnd, TermPart

Bounds: TypeAlias = tuple[date | None, date | None]
"""The first and the last day that are possible, None where nothing bounds it."""


@dataclass(frozen=True, kw_only=True)
class TermStep:
    """A step of a charge as far as it matters for the term."""

    claim_id: UUID
    charge_id: UUID
    step: StepKind
    when: Bounds = (None, None)
    sentence: SentenceKind | None = None
    length: Length = Length()
    suspended: bool = False
    amount: Amount | None = None
    fraction: Fraction | None = None
    joined: Joined | None = None
    regime: Regime | None = None


@dataclass(frozen=True, kw_only=True)
class Detention:
    """A stretch in custody; `ends` is the first day that does not belong to it, None where it lasts.

    A stretch follows the one before it at once where it begins with the very bounds with which that ends.
    """

    claim_id: UUID | None
    restraint: Status
    begins: Bounds
    ends: Bounds | None = None


@dataclass(frozen=True, kw_only=True)
class WorkingPart:
    """One part of the working: what it rests on, and where the end lies after it.

    `days` is the least and the most that is taken off. `assumed` says that no source and no rule says so.
    """

    part: TermPart
    claim_id: UUID | None = None
    end: Bounds | None = None
    step: TermStep | None = None
    begins: Bounds | None = None
    days: tuple[int, int] | None = None
    restraint: Status | None = None
    rule: CountingRule | None = None
    assumed: bool = False


@dataclass(frozen=True, kw_only=True)
class TermEnd:
    """The last day of a term: the first and the last one possible, or why there is none."""

    earliest: date | None = None
    latest: date | None = None
    parts: tuple[WorkingPart, ...] = ()
    missing: NoEnd | None = None
