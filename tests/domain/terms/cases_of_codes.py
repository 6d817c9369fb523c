"""Cases of terms under invented codes of law, as data, and what they are to the domain."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

from webapp.domain.terms.end_of_term import end_of_term
from webapp.domain.terms.facts import Bounds, Detention, TermEnd, TermStep
from webapp.domain.terms.lengths import Length
from webapp.models import CountingRule
from webapp.vocab.charges import Amount, Regime, SentenceKind, StepKind
from webapp.vocab.liberty import Status

FOLDER = Path(__file__).parent / "cases"


def codes() -> list[dict[str, Any]]:
    """The invented codes, each with its rules and its cases."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]


def fast_end(case: Mapping[str, Any]) -> TermEnd:
    """The end that the domain computes for a case."""
    convicted = TermStep(
        claim_id=UUID(int=1), charge_id=UUID(int=1), step=StepKind.CONVICTED, when=_bounds(case["convicted"]),
        sentence=SentenceKind.TERM, length=Length(**case["length"]),
        regime=Regime(case["regime"]) if case.get("regime") else None,
    )  # fmt: skip
    cuts = [_cut(number, cut) for number, cut in enumerate(case["cuts"], start=2)]
    custody = [
        Detention(
            claim_id=UUID(int=100 + number), restraint=Status(stretch["restraint"]),
            begins=_bounds(stretch["begins"]),
            ends=_bounds(stretch["ends"]) if "ends" in stretch else None,
        )
        for number, stretch in enumerate(case["custody"])
    ]  # fmt: skip
    return end_of_term([convicted, *cuts], custody, rules=_rules(case["rules"]))


def _cut(number: int, cut: Mapping[str, Any]) -> TermStep:
    amount = None
    if cut["step"] == StepKind.REMAINDER_REDUCED:
        amount = Amount.FRACTION if "fraction" in cut else Amount.DIFFERENCE
    return TermStep(
        claim_id=UUID(int=number), charge_id=UUID(int=1), step=StepKind(cut["step"]),
        when=_bounds(cut["when"]), amount=amount,
        fraction=Fraction(cut["fraction"]) if "fraction" in cut else None,
        length=Length(**cut.get("length", {})),
    )  # fmt: skip


def _rules(rules: Sequence[Mapping[str, Any]]) -> list[CountingRule]:
    return [
        CountingRule(
            restraint=Status(rule["restraint"]), since=_day(rule.get("since")), until=_day(rule.get("until")),
            regime=Regime(rule["regime"]) if rule.get("regime") else None,
            numerator=Fraction(rule["days"]).numerator, denominator=Fraction(rule["days"]).denominator,
        )
        for rule in rules
    ]  # fmt: skip


def _bounds(days: Sequence[str]) -> Bounds:
    return date.fromisoformat(days[0]), date.fromisoformat(days[1])


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
