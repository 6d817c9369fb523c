"""A claim as JSON: what it says, how far it is to be believed, and the passages that say so."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import inspect

from webapp.domain.claims.kinds import KINDS
from webapp.domain.law.provisions import cited_as
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.models import Charge, Claim, CourtCase, Organization, Provision
from webapp.vocab.claims import ClaimKind
from webapp.vocab.dates.partial_date import PartialDate

Json = dict[str, Any]
_PLAIN = frozenset({str, int, bool})


def claim_json(
    claim: Claim, quotations: Sequence[Json], *, reference: str, public_url: str
) -> Json:
    """Return a claim on the person of a reference, with the quotations that it rests on."""
    key = str(claim.id)
    return {
        "id": key,
        "kind": claim.kind.value,
        "url": f"{public_url}/people/{reference}#claim-{key}",
        "rank": claim.rank.value,
        "rank_reason": claim.rank_reason,
        "state": claim.state.value,
        "note": claim.note,
        "recorded_at": cell(claim.made_at),
        "values": {
            name: value_json(getattr(claim, name), public_url=public_url)
            for name in KINDS[claim.kind].columns
        },
        "quotations": quotations,
    }


def value_json(value: Any, *, public_url: str) -> Any:
    """Return a value of a claim as JSON: a date with its bounds, a record with its address, a word's code."""
    # Most values are so plain that no case need be tried.
    if value is None or type(value) in _PLAIN:
        return value
    match value:
        case PartialDate():
            return {
                "edtf": value.edtf,
                "earliest": _day(value.earliest),
                "latest": _day(value.latest),
            }
        case Organization():
            url = f"{public_url}/organizations/{value.reference}"
            return {"reference": value.reference, "name": value.name, "url": url}
        case Provision():
            return {"cited_as": cited_as(value), "url": f"{public_url}/provisions/{value.id}"}
        case CourtCase():
            url = f"{public_url}/cases/{value.reference}"
            return {"reference": value.reference, "name": value.name, "url": url}
        case Charge():
            return {"claim_id": str(value.id)}
        case Enum():
            return value.value
        case _:
            return value


def is_part_of_hidden(claim: Claim, seen: set[Any]) -> bool:
    """Tell whether a claim belongs to another, as a step does to its charge, that is not among those seen."""
    wholes = (getattr(claim, name) for name in _wholes(claim.kind))
    return any(whole.id not in seen for whole in wholes if whole is not None)


@cache
def _wholes(kind: ClaimKind) -> list[str]:
    relations = inspect(KINDS[kind].model).relationships
    return [relation.key for relation in relations if relation.mapper.class_ is Charge]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
