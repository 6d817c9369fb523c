"""Golden cases of several charges, with what courts made of them later: the end is that of a slow count."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.domain.terms.judged_day_by_day import slow_last_day
from webapp.domain.terms.end_of_term import end_of_term
from webapp.domain.terms.facts import Detention, TermEnd, TermStep
from webapp.domain.terms.lengths import Length
from webapp.vocab.charges import Amount, Joined, SentenceKind, StepKind
from webapp.vocab.liberty import Status

CASES = json.loads((Path(__file__).parent / "judgments" / "cockaigne.json").read_text("utf-8"))["cases"]
_SENTENCED = (StepKind.CONVICTED, StepKind.DEMANDED)


def fast_end(case: dict[str, Any]) -> TermEnd:
    """The end that the domain computes for a case."""
    steps = [_step(number, step) for number, step in enumerate(case["steps"], start=1)]
    held = date.fromisoformat(case["held"])
    return end_of_term(
        steps, [Detention(claim_id=UUID(int=99), restraint=Status.IMPRISONED, begins=(held, held))]
    )


def _step(number: int, told: dict[str, Any]) -> TermStep:
    kind, day = StepKind(told["step"]), date.fromisoformat(told["on"])
    length = Length(*(told.get(unit, 0) for unit in ("years", "months", "days")))
    changed = kind in (StepKind.REDUCED, StepKind.INCREASED, StepKind.COMMUTED)
    amount = (Amount.DIFFERENCE if told.get("by") else Amount.TOTAL) if changed else None
    sentenced = kind in _SENTENCED or amount is Amount.TOTAL
    term = SentenceKind.LIFE if told.get("life") else SentenceKind.TERM
    return TermStep(
        claim_id=UUID(int=number), charge_id=UUID(int=int(told["charge"])), step=kind, when=(day, day),
        sentence=term if sentenced else None, length=length, suspended=told.get("suspended", False),
        amount=amount, joined=Joined(told["joined"]) if told.get("joined") else None,
    )  # fmt: skip


def test_each_end_is_the_one_stated_the_one_counted_slowly_and_rests_on_the_steps_that_stand() -> None:
    assert len(CASES) >= 90
    for number, case in enumerate(CASES):
        end, stated = fast_end(case), case["ends"]
        assert str(slow_last_day(case)) == stated, number
        assert (end.missing.value if end.missing else str(end.latest)) == stated, number
        assert end.missing or end.earliest == end.latest, number
        kinds = {case["steps"][key.int - 1]["step"] for key in _steps(end)}
        assert kinds <= {"convicted", "reduced", "increased", "commuted"}, number
        assert end.missing or "convicted" in kinds, number


def _steps(end: TermEnd) -> list[UUID]:
    """The claims on steps that the working rests on."""
    return [part.claim_id for part in end.parts if part.step is not None and part.claim_id is not None]
