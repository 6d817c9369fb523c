"""Claims as rows, and these as JSON: what they say, how far to be believed, and the passages that say so."""

# Columns and no records: a page of people has hundreds of claims, of which nothing else is wanted.

from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Enum, Select, inspect, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.loading import records_by_key
from webapp.domain.publishing.api.record_values import Json, dates_json, record_json
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.models import Base, Charge, Claim
from webapp.vocab.claims import ClaimKind

_COLUMNS = (
    Claim.id, Claim.kind, Claim.person_id, Claim.rank, Claim.rank_reason, Claim.state, Claim.note,
    Claim.made_at,
)  # fmt: skip
Records = Mapping[UUID, Json]


class _Reading(NamedTuple):
    """How claims of a kind are read: the values of a row by name, and in which places it has other keys.

    `referred` are those of records; `wholes` those of claims of which this one is a part.
    """

    query: Select[Any]
    values: list[tuple[str, Callable[[Any, Records], Any]]]
    referred: list[tuple[int, type[Base]]]
    wholes: list[int]


def claim_rows(session: Session, keys: Mapping[ClaimKind, Sequence[UUID]]) -> list[Any]:
    """Return rows of the claims with these keys in the order of their recording; each knows its `kind`."""
    rows = [
        row
        for kind in keys
        for batch in batches(keys[kind])
        for row in session.execute(_reading(kind).query.where(Claim.id.in_(batch)))
    ]
    return sorted(rows, key=lambda row: (row.made_at, row.id))


def is_part_of_hidden(row: Any, seen: Container[UUID]) -> bool:
    """Tell whether a claim belongs to another, as a step does to its charge, that is not among those seen."""
    return any(row[place] not in seen for place in _reading(row.kind).wholes)


def claims_json(
    session: Session, rows: Sequence[Any], quotations: Mapping[UUID, Sequence[Json]],
    references: Mapping[UUID, str], *, public_url: str,
) -> dict[UUID, list[Json]]:  # fmt: skip
    """Return by person the claims of rows with their quotations; the persons' references are given."""
    keys: dict[type[Base], set[UUID]] = {}
    for row in rows:
        for place, target in _reading(row.kind).referred:
            if row[place] is not None:
                keys.setdefault(target, set()).add(row[place])
    referred = records_by_key(session, keys)
    records = {key: record_json(referred[key], public_url=public_url) for key in referred}
    by_person: dict[UUID, list[Json]] = {person: [] for person in references}
    for row in rows:
        address = f"{public_url}/people/{references[row.person_id]}#claim-{row.id}"
        by_person[row.person_id].append(_claim_json(row, records, quotations[row.id], address))
    return by_person


def _claim_json(row: Any, records: Records, quotations: Sequence[Json], address: str) -> Json:
    return {
        "id": str(row.id),
        "kind": row.kind.value,
        "url": address,
        "rank": row.rank.value,
        "rank_reason": row.rank_reason,
        "state": row.state.value,
        "note": row.note,
        "recorded_at": cell(row.made_at),
        "values": {name: read(row, records) for name, read in _reading(row.kind).values},
        "quotations": quotations,
    }


@cache
def _reading(kind: ClaimKind) -> _Reading:
    model, names = KINDS[kind].model, KINDS[kind].columns
    mapper, columns = inspect(model), list[Any](_COLUMNS)
    reading = _Reading(select(), [], [], [])
    for name in names:
        place = len(columns)
        if name in mapper.composites:
            columns += mapper.composites[name].columns
            reading.values.append((name, _dates(place)))
        elif name in mapper.relationships:
            columns += mapper.relationships[name].local_columns
            target = mapper.relationships[name].mapper.class_
            reading.values.append((name, _claim(place) if target is Charge else _record(place)))
            if target is Charge:
                reading.wholes.append(place)
            else:
                reading.referred.append((place, target))
        else:
            columns.append(column := mapper.columns[name])
            reading.values.append((name, _word(place) if isinstance(column.type, Enum) else _plain(place)))
    return reading._replace(query=select(*columns).select_from(model))


def _plain(place: int) -> Callable[[Any, Records], Any]:
    return lambda row, records: row[place]


def _word(place: int) -> Callable[[Any, Records], Any]:
    return lambda row, records: row[place] and row[place].value


def _dates(place: int) -> Callable[[Any, Records], Any]:
    return lambda row, records: row[place] and dates_json(row[place], row[place + 1], row[place + 2])


def _record(place: int) -> Callable[[Any, Records], Any]:
    return lambda row, records: records.get(row[place])


def _claim(place: int) -> Callable[[Any, Records], Any]:
    return lambda row, records: row[place] and {"claim_id": str(row[place])}
