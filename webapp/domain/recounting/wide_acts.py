"""Acts on counting rules and sources, and undoing these, as they can be handed on."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.law import counting_rules
from webapp.domain.refusals import Refused
from webapp.domain.sources import sources
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.passages import fix_passage
from webapp.domain.text.quote_location import Span
from webapp.domain.undo import undo
from webapp.models import CountingRule, LegalCode, Organization, Passage, Source, SourceVersion
from webapp.vocab.charges import Regime
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.sources import Reliability, SourceKind
from webapp.vocab.words import N_

_READ: dict[str, Callable[[str], Any]] = {
    "restraint": Status, "regime": Regime, "since": date.fromisoformat, "until": date.fromisoformat,
    "kind": SourceKind, "date": PartialDate.parse, "reliability": Reliability, "visibility": Visibility,
}  # fmt: skip


class WideAct(StrEnum):
    """What is done: to a code, a rule, a source, an edit or a change."""

    ADD = "add"
    REVISE = "revise"
    REMOVE = "remove"
    REVISE_SOURCE = "revise_source"
    UNDO_EDIT = "undo_edit"
    UNDO_CHANGE = "undo_change"


def packed(act: WideAct, of: object, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an act on what has this key or reference as JSON has it, with what its function is given."""
    return {"act": act, "of": str(of), "values": {name: _packed(value) for name, value in values.items()}}


def carry_out(session: Session, order: Mapping[str, Any]) -> None:
    """Do what was packed, as part of the edit now under way. Raises Refused, Stale."""
    of = order["of"]
    values = {name: _unpacked(session, name, value) for name, value in order["values"].items()}
    match WideAct(order["act"]):
        case WideAct.ADD:
            counting_rules.add_counting_rule(session, session.get_one(LegalCode, UUID(of)), **values)
        case WideAct.REVISE:
            counting_rules.revise_counting_rule(session, _rule(session, of), **values)
        case WideAct.REMOVE:
            counting_rules.remove_counting_rule(session, _rule(session, of), **values)
        case WideAct.REVISE_SOURCE:
            source = session.scalars(select(Source).where(Source.reference == of)).one()
            sources.revise_source(session, source, **values)
        case WideAct.UNDO_EDIT:
            undo.undo_edit(session, edit_id=UUID(of))
        case WideAct.UNDO_CHANGE:
            undo.undo_change(session, number=int(of))


def _rule(session: Session, key: str) -> CountingRule:
    rule = counting_rules.counting_rule(session, UUID(key))
    if rule is None:
        raise Refused("reason", N_("The rule was removed meanwhile."))
    return rule


def _packed(value: Any) -> Any:
    if isinstance(value, Passage):
        return {"version": str(value.source_version_id), "start": value.start, "end": value.end}
    if isinstance(value, SourceDescription):
        return {field.name: _packed(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Organization):
        return str(value.id)
    if isinstance(value, PartialDate):
        return value.edtf
    return value.isoformat() if isinstance(value, date) else value


def _unpacked(session: Session, name: str, value: Any) -> Any:
    if name == "passage":
        version = session.get_one(SourceVersion, UUID(value["version"]))
        return fix_passage(session, version, Span(value["start"], value["end"]))
    if name == "description":
        return SourceDescription(**{key: _unpacked(session, key, part) for key, part in value.items()})
    if name == "publisher":
        return value and session.get_one(Organization, UUID(value))
    return value if value is None or name not in _READ else _READ[name](value)
