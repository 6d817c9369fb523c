"""People as JSON: what is current on a day, and every claim with its quotations."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.claims.loading import keys_by_kind
from webapp.domain.claims.ranking import first_name, in_rank_order
from webapp.domain.publishing.api.claim_rows import claim_rows, claims_json, is_part_of_hidden
from webapp.domain.publishing.api.quotations import quotations_json
from webapp.domain.publishing.api.record_values import Json
from webapp.domain.publishing.people_columns import LIST_COLUMNS, CellContext
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.read_model.liberty_spans import holds_on, liberty_table
from webapp.domain.visibility import Reader
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.claims import ClaimKind

# What is current, as the columns of the list have it.
_CURRENT = (
    "reference", "held", "status", "status_detail", "status_since_edtf", "status_since_earliest",
    "status_since_latest", "last_word_on", "term_ends_on", "announced_status", "announced_edtf",
)  # fmt: skip


def people_json(
    session: Session, references: Sequence[str], *, to: Reader, today: date, as_of: date | None,
    public_url: str,
) -> list[Json]:  # fmt: skip
    """Return the people of these references in their order, in as many queries for a hundred as for one."""
    day = as_of or today
    people = _people(session, references, CellContext(liberty_table(as_of), day, public_url), to)
    persons = {row.person_id: reference for reference, row in people.items()}
    rows = claim_rows(session, keys_by_kind(session, list(persons), to=to))
    names: dict[UUID, list[Any]] = {person: [] for person in persons}
    for row in rows:
        if row.kind is ClaimKind.PERSON_NAME:
            names[row.person_id].append(row)
    quotations = quotations_json(session, [row.id for row in rows], to=to, public_url=public_url)
    seen = {row.id for row in rows}
    rows = [row for row in rows if not is_part_of_hidden(row, seen)]
    claims = claims_json(session, rows, quotations, persons, public_url=public_url)
    there = (people[reference] for reference in references if reference in people)
    return [
        _person_json(row, names[row.person_id], claims[row.person_id], day=day, public_url=public_url)
        for row in there
    ]


def _people(
    session: Session, references: Sequence[str], context: CellContext, to: Reader
) -> Mapping[str, Any]:
    """Return by reference what the list's own columns tell of these people on a day."""
    columns = {column.name: column for column in LIST_COLUMNS}
    cells = [columns[name].expression(context).label(name) for name in _CURRENT]
    query = select(PersonSummary.person_id, *cells).where(PersonSummary.audience == to.audience)
    if context.liberty is LibertySpan:
        query = query.join(LibertySpan, holds_on(context.day))
    return {
        row.reference: row
        for batch in batches(references)
        for row in session.execute(query.where(PersonSummary.reference.in_(batch)))
    }


def _person_json(
    row: Any, names: Sequence[Any], claims: Sequence[Json], *, day: date, public_url: str
) -> Json:
    ranked = in_rank_order(names)
    name = first_name(ranked)
    assert name is not None, "Somebody without a name that may be read is in no list."
    return {
        "reference": row.reference,
        "url": f"{public_url}/people/{row.reference}",
        "name": name.text,
        "other_names": list(dict.fromkeys(other.text for other in ranked if other.text != name.text)),
        "current": _current_json(row, day),
        "claims": claims,
    }


def _current_json(row: Any, day: date) -> Json:
    since = {
        "edtf": row.status_since_edtf,
        "earliest": row.status_since_earliest or None,
        "latest": row.status_since_latest or None,
    }
    return {
        "day": day.isoformat(),
        "held": row.held,
        "statuses": row.status.split(SEPARATOR),
        "details": [code for code in row.status_detail.split(SEPARATOR) if code],
        "since": since if row.status_since_edtf else None,
        "last_word_on": row.last_word_on or None,
        "term_ends_on": row.term_ends_on or None,
        "announced": {"status": row.announced_status, "edtf": row.announced_edtf or None}
        if row.announced_status
        else None,
    }
