"""The sources that support claims, as the proof of FollowTheMoney entities."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.publishing.ftm_entity import Id
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import Citation, Passage, Source, SourceVersion
from webapp.vocab.claims import Stance

Proofs = Mapping[UUID, set[str]]
"""By claim, the references of the sources."""


def proofs_of(session: Session, claim_ids: Iterable[UUID], *, to: Reader) -> Proofs:
    """Return the sources that support claims and that the reader may see."""
    query = (
        select(Citation.claim_id, Source.reference)
        .join(Citation.passage).join(Passage.source_version).join(SourceVersion.source)
        .where(Citation.stance == Stance.SUPPORTS, may_see_source(to))
    )  # fmt: skip
    proofs = defaultdict[UUID, set[str]](set)
    for batch in batches(claim_ids):
        for claim_id, reference in session.execute(query.where(Citation.claim_id.in_(batch))):
            proofs[claim_id].add(reference)
    return proofs


def proof(references: Iterable[str]) -> list[str | None]:
    """Return sources as what proves an entity, in the order of their references."""
    return [Id(reference) for reference in sorted(set(references))]
