"""What is done to counting rules, as it can be handed on: recording, correcting, removing, undoing these."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.domain.law import counting_rules
from webapp.domain.refusals import Refused
from webapp.domain.sources.passages import fix_passage
from webapp.domain.text.quote_location import Span
from webapp.domain.undo import undo
from webapp.models import CountingRule, LegalCode, Passage, SourceVersion
from webapp.vocab.charges import Regime
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_

_READ: dict[str, Callable[[str], Any]] = {
    "restraint": Status, "regime": Regime, "since": date.fromisoformat, "until": date.fromisoformat,
}  # fmt: skip


class RuleAct(StrEnum):
    """What is done: to a code, a rule, an edit or a change."""

    ADD = "add"
    REVISE = "revise"
    REMOVE = "remove"
    UNDO_EDIT = "undo_edit"
    UNDO_CHANGE = "undo_change"


def packed(act: RuleAct, of: object, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an act on what has this key as JSON has it, with the keyword arguments of its function."""
    return {"act": act, "of": str(of), "values": {name: _packed(value) for name, value in values.items()}}


def carry_out(session: Session, order: Mapping[str, Any]) -> None:
    """Do what was packed, as part of the edit now under way. Raises Refused, Stale."""
    of = order["of"]
    values = {name: _unpacked(session, name, value) for name, value in order["values"].items()}
    match RuleAct(order["act"]):
        case RuleAct.ADD:
            counting_rules.add_counting_rule(session, session.get_one(LegalCode, UUID(of)), **values)
        case RuleAct.REVISE:
            counting_rules.revise_counting_rule(session, _rule(session, of), **values)
        case RuleAct.REMOVE:
            counting_rules.remove_counting_rule(session, _rule(session, of), **values)
        case RuleAct.UNDO_EDIT:
            undo.undo_edit(session, edit_id=UUID(of))
        case RuleAct.UNDO_CHANGE:
            undo.undo_change(session, number=int(of))


def _rule(session: Session, key: str) -> CountingRule:
    rule = counting_rules.counting_rule(session, UUID(key))
    if rule is None:
        raise Refused("reason", N_("The rule was removed meanwhile."))
    return rule


def _packed(value: Any) -> Any:
    if isinstance(value, Passage):
        return {"version": str(value.source_version_id), "start": value.start, "end": value.end}
    return value.isoformat() if isinstance(value, date) else value


def _unpacked(session: Session, name: str, value: Any) -> Any:
    if name == "passage":
        version = session.get_one(SourceVersion, UUID(value["version"]))
        return fix_passage(session, version, Span(value["start"], value["end"]))
    return value if value is None or name not in _READ else _READ[name](value)
