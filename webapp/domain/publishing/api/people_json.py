"""People as JSON: what is current on a day, and every claim with its quotations."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.claims.loading import claims_without_citations
from webapp.domain.claims.ranking import main_name, ranked_claims
from webapp.domain.publishing.api.claim_json import Json, claim_json, is_part_of_hidden
from webapp.domain.publishing.api.quotations import quotations_json
from webapp.domain.publishing.people_columns import LIST_COLUMNS, CellContext
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.read_model.liberty_spans import holds_on, liberty_table
from webapp.domain.visibility import Reader
from webapp.models import Claim, LibertySpan, PersonName, PersonSummary

# What is current, as the columns of the list have it.
_CURRENT = (
    "reference", "held", "status", "status_detail", "status_since_edtf", "status_since_earliest",
    "status_since_latest", "last_word_on",
)  # fmt: skip


def people_json(
    session: Session, references: Sequence[str], *, to: Reader, today: date, as_of: date | None,
    public_url: str,
) -> list[Json]:  # fmt: skip
    """Return the people of these references in their order, in as many queries for a hundred as for one."""
    day = as_of or today
    people = _people(session, references, CellContext(liberty_table(as_of), day, public_url), to)
    claims: dict[UUID, list[Claim]] = {row.person_id: [] for row in people.values()}
    for claim in claims_without_citations(session, list(claims), to=to):
        claims[claim.person_id].append(claim)
    keys = [claim.id for theirs in claims.values() for claim in theirs]
    quotations = quotations_json(session, keys, to=to, public_url=public_url)
    there = (people[reference] for reference in references if reference in people)
    return [
        _person_json(row, claims[row.person_id], quotations, day=day, public_url=public_url) for row in there
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
    row: Any, claims: Sequence[Claim], quotations: Mapping[UUID, Sequence[Json]], *, day: date,
    public_url: str,
) -> Json:  # fmt: skip
    name, names = main_name(claims), [name.text for name in ranked_claims(claims, PersonName)]
    assert name is not None, "Somebody without a name that may be read is in no list."
    seen = {claim.id for claim in claims}
    return {
        "reference": row.reference,
        "url": f"{public_url}/people/{row.reference}",
        "name": name.text,
        "other_names": list(dict.fromkeys(text for text in names if text != name.text)),
        "current": _current_json(row, day),
        "claims": [
            claim_json(claim, quotations[claim.id], reference=row.reference, public_url=public_url)
            for claim in claims
            if not is_part_of_hidden(claim, seen)
        ],
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
    }
