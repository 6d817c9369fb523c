"""What is recorded already of what a row says: which statements are news, which claims gain a passage."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.kinds import kind_of
from webapp.domain.claims.loading import every_claim
from webapp.domain.claims.names import NameContent
from webapp.domain.imports.cells.terms import StatedSentence
from webapp.domain.imports.statements import CellContent, CellStatement
from webapp.domain.text.quote_location import Span
from webapp.models import ChargeStep, Citation, Claim, SourceVersion
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import NameKind


def recorded_claims(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """Return the claims on people, but for withdrawn ones, with what they cite."""
    every = every_claim()
    query = select(every).where(every.state != ClaimState.WITHDRAWN)
    query = query.options(selectinload(every.citations).joinedload(Citation.passage))
    claims: dict[UUID, list[Claim]] = {}
    for few in batches(person_ids):
        for claim in session.scalars(query.where(every.person_id.in_(few))):
            claims.setdefault(claim.person_id, []).append(claim)
    return claims


def compared(
    version: SourceVersion, claims: Sequence[Claim], statements: Sequence[CellStatement]
) -> tuple[list[CellStatement], list[tuple[CellStatement, Claim]]]:
    """Return which statements are new of a person, and which are recorded but do not cite the cell yet."""
    news: list[CellStatement] = []
    known: list[tuple[CellStatement, Claim]] = []
    for statement in statements:
        same = [claim for claim in claims if says(claim, statement.content)]
        if not same:
            news.append(_as_printed(statement))
        elif not any(_cites(claim, version, statement.cell.span) for claim in same):
            known.append((statement, same[0]))
    return news, known


def _as_printed(statement: CellStatement) -> CellStatement:
    """Return a name as one more spelling of somebody whose main name we have; all else as it is."""
    content = statement.content
    if isinstance(content, NameContent):
        return replace(statement, content=replace(content, name_kind=NameKind.AS_PRINTED))
    return statement


def says(claim: Claim, content: CellContent) -> bool:
    """Tell whether a claim says the same: of names and sentences, whatever else it says."""
    if isinstance(content, StatedSentence):
        term = (content.kind, content.years, content.months, content.days, content.suspended)
        if not isinstance(claim, ChargeStep) or content.step not in (StepKind.CONVICTED, claim.step):
            return False
        return term == (claim.sentence, claim.years, claim.months, claim.days, claim.suspended)
    if type(claim) is not kind_of(content).model:
        return False
    columns = content.checked()
    compared = ["text"] if isinstance(content, NameContent) else columns
    return all(getattr(claim, name) == columns[name] for name in compared)


def _cites(claim: Claim, version: SourceVersion, span: Span) -> bool:
    passages = (citation.passage for citation in claim.citations)
    return any(each.source_version_id == version.id and (each.start, each.end) == span for each in passages)
