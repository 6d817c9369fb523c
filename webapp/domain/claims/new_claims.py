"""Claims that nobody has recorded yet, made to be written many at once."""

from uuid import UUID

from webapp.domain.claims.content import Content
from webapp.domain.claims.kinds import kind_of
from webapp.domain.claims.recording import Evidence
from webapp.models import Citation, Claim, NewRows, Person
from webapp.vocab.claims import ClaimState


def new_claim(
    rows: NewRows, content: Content, *, person: Person, evidence: Evidence, state: ClaimState
) -> Claim:
    """Return a claim that is not recorded of a person yet, as `add` makes it; the caller knows so.

    Raises Refused where the content is.
    """
    kind = kind_of(content)
    citation_id = rows.new_key()
    claim = rows.add(
        kind.model, id=rows.new_key(), person=person, lead_citation_id=citation_id, state=state,
        visibility=kind.usual_visibility(content), note=None, **content.checked(),
    )  # fmt: skip
    claim.citations.append(new_citation(rows, claim, evidence, citation_id))
    return claim


def new_citation(
    rows: NewRows, claim: Claim, evidence: Evidence, citation_id: UUID | None = None
) -> Citation:
    """Return a citation of a passage that the claim, a new one or not, does not cite yet."""
    return rows.add(Citation, id=citation_id or rows.new_key(), claim=claim, **evidence.checked())
