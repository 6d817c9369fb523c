"""Quotations as JSON: the passages that claims rest on, in context, each with its source and its weight."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.batches import batches
from webapp.domain.publishing.api.record_values import Json, date_json
from webapp.domain.visibility import Reader, sees_source
from webapp.models import Citation, Claim, Passage, SourceVersion
from webapp.vocab.claims import Stance

# Columns and no records: a page of people has hundreds of passages, of which nothing else is wanted.
_ROWS = (
    select(
        Citation.id, Citation.claim_id, Citation.stance, Citation.credibility, Passage.exact, Passage.prefix,
        Passage.suffix, Passage.start, Passage.end, Passage.page, Passage.source_version_id,
        Claim.lead_citation_id,
    )
    .join(Citation.passage)
    .join(Citation.claim)
    .order_by(Citation.id)
)  # fmt: skip


def quotations_json(
    session: Session, claim_ids: Iterable[UUID], *, to: Reader, public_url: str
) -> dict[UUID, list[Json]]:
    """Return by claim the quotations that a reader may see: the leading one, then what supports it."""
    rows = [
        row
        for keys in batches(claim_ids)
        for row in session.execute(_ROWS.where(Citation.claim_id.in_(keys)))
    ]
    rows.sort(key=lambda row: (row.id != row.lead_citation_id, row.stance is not Stance.SUPPORTS))
    versions = _versions(session, {row.source_version_id for row in rows}, to, public_url)
    by_claim: dict[UUID, list[Json]] = {}
    for row in rows:
        if row.source_version_id in versions:
            key = str(row.id)
            by_claim.setdefault(row.claim_id, []).append({
                "id": key,
                "url": f"{public_url}/citations/{key}",
                "exact": row.exact,
                "prefix": row.prefix,
                "suffix": row.suffix,
                "start": row.start,
                "end": row.end,
                "page": row.page,
                "stance": row.stance.value,
                "credibility": row.credibility.value,
                **versions[row.source_version_id],
            })  # fmt: skip
    return by_claim


def _versions(session: Session, keys: set[UUID], to: Reader, public_url: str) -> dict[UUID, Json]:
    """Return what a quotation tells of its version and source, of those that a reader may see."""
    query = select(SourceVersion).options(joinedload(SourceVersion.source))
    versions = (
        version
        for batch in batches(keys)
        for version in session.scalars(query.where(SourceVersion.id.in_(batch)))
    )
    return {
        version.id: _version_json(version, public_url)
        for version in versions
        if sees_source(to, version.source)
    }


def _version_json(version: SourceVersion, public_url: str) -> dict[str, Any]:
    source = version.source
    return {
        "text_sha256": version.text_sha256,
        "source": {
            "reference": source.reference,
            "url": f"{public_url}/sources/{source.reference}?version={version.number}",
            "title": source.title,
            "version": version.number,
            "date": date_json(source.date),
            "reliability": source.reliability.value,
            "found_at": source.url,
            "archived_at": source.archive_url,
        },
    }
