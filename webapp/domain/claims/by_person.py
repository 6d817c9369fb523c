"""Claims on many people at once, each with the name under which the reader knows its person."""

from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from webapp.domain.visibility import Reader, may_see_claim, may_see_person
from webapp.models import Citation, Claim, Passage, Person, PersonSummary, SourceVersion, StatusEvent


class NamedClaim(NamedTuple):
    """A claim, and the summary of its person for the reader; None where curators find no name in it."""

    claim: Any
    name: PersonSummary | None


def with_names(query: Select[Any], claim: Any, *, to: Reader) -> Select[Any]:
    """Return a query over `claim` (a class of claims) and Person, for one reader, by name.

    The person's summary is its last column. What the reader may not see is left out, and so is a claim on
    somebody of whom the reader may see no name; curators see those too, last.
    """
    known = and_(PersonSummary.person_id == Person.id, PersonSummary.audience == to.audience)
    return (
        query.add_columns(PersonSummary)
        .join(PersonSummary, known, isouter=to.restricted)
        .where(may_see_claim(to), may_see_person(to))
        .order_by(PersonSummary.sort_key.is_(None), PersonSummary.sort_key, claim.made_at, claim.id)
    )


def named_claims(session: Session, kind: type[Claim], *conditions: Any, to: Reader) -> list[NamedClaim]:
    """Return the claims of one kind that meet the conditions and that this reader may see, by name."""
    query = with_names(select(kind).join(kind.person), kind, to=to).where(*conditions)
    if kind is StatusEvent:
        # Whether an event was only announced follows from the dates of its sources.
        citations = selectinload(StatusEvent.citations).joinedload(Citation.passage)
        query = query.options(citations.joinedload(Passage.source_version).joinedload(SourceVersion.source))
    rows = session.execute(query.options(contains_eager(kind.person)))
    return [NamedClaim(claim, name) for claim, name in rows]
