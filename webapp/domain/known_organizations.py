"""Which organizations a reader may know of: a name that only hidden records give is itself hidden."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, inspect, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from webapp.domain.visibility import Reader, may_see_case, may_see_claim, may_see_person, may_see_source
from webapp.models import (
    Claim,
    CourtCase,
    Organization,
    OrganizationFact,
    OrganizationName,
    Passage,
    Person,
    Source,
    SourceVersion,
)
from webapp.vocab.claims import Audience
from webapp.vocab.people import NameKind, PublicationState


@cache
def may_see_organization(reader: Reader) -> ColumnElement[bool]:
    """Return the condition on `organization` for this reader.

    An organization is hidden that claims, cases, sources, passages or its parts name, but none that the
    reader may see; and shown, with those above it, where one of them does, or where nothing names it at all.
    """
    if reader.restricted and reader.audience is not Audience.PUBLIC:
        return true()
    return or_(
        _seen_itself(Organization, reader), and_(_in_use(Organization, reader), _above_seen(reader))
    )


def hidden_spellings(session: Session, *, to: Reader) -> set[UUID]:
    """Return the ids of further spellings that a source prints which the reader may not see.

    Of a record that was merged, which may itself have been hidden, the public reads only the names that a
    source prints.
    """
    # What a database restored as it was does not hold, nobody may see in it.
    seen = (
        select(Passage.id)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(Passage.id == OrganizationName.passage_id, may_see_source(to))
    )
    further = and_(OrganizationName.kind != NameKind.MAIN, OrganizationName.passage_id.is_not(None))
    if to.audience is Audience.PUBLIC:
        merged = select(Organization.id).where(Organization.merged_into_id.is_not(None))
        further = or_(further, OrganizationName.organization_id.in_(merged))
    return set(session.scalars(select(OrganizationName.id).where(further, not_(exists(seen)))))


def _seen_itself(body: Any, reader: Reader) -> ColumnElement[bool]:
    part = aliased(Organization)
    # Asked once for all: no index leads from a body to its parts, nor to what is told of it.
    has_parts = body.id.in_(select(part.parent_id).where(part.parent_id.is_not(None)))
    return and_(_in_use(body, reader), or_(not_(or_(has_parts, *_naming(body))), *_naming(body, reader)))


def _in_use(body: Any, reader: Reader) -> ColumnElement[bool]:
    return body.state != PublicationState.DRAFT if reader.audience is Audience.PUBLIC else true()


def _above_seen(reader: Reader) -> ColumnElement[bool]:
    part = aliased(Organization)
    direct = select(part.parent_id.label("id")).where(part.parent_id.is_not(None), _seen_itself(part, reader))
    above = direct.cte("above_seen", recursive=True)
    higher = aliased(Organization)
    further = select(higher.parent_id).join(above, higher.id == above.c.id)
    above = above.union(further.where(higher.parent_id.is_not(None), _in_use(higher, reader)))
    return Organization.id.in_(select(above.c.id))


def _naming(body: Any, reader: Reader | None = None) -> list[ColumnElement[bool]]:
    """Return, for all that can name an organization, that it does; with a reader, where they may see it."""
    published = select(Source.id).where(Source.publisher_id == body.id)
    printed, facts = (_named_in_passages(row, reader) for row in (OrganizationName, OrganizationFact))
    cases = select(CourtCase.id).where(CourtCase.court_id == body.id)
    if reader is not None:
        published, cases = published.where(may_see_source(reader)), cases.where(may_see_case(reader))
    claims = [_claims_naming(column, body, reader) for column in columns_naming_organizations()]
    named = (*claims, cases, published, printed.where(OrganizationName.organization_id == body.id))
    return [*(exists(query.correlate(body)) for query in named), body.id.in_(facts)]


def _named_in_passages(row: Any, reader: Reader | None) -> Select[Any]:
    bodies = select(row.organization_id).where(row.passage_id.is_not(None))
    if reader is None:
        return bodies
    # Row by row: joined, an engine may begin with all passages there are.
    passage = select(Passage.id).join(Passage.source_version).join(SourceVersion.source)
    return bodies.where(exists(passage.where(Passage.id == row.passage_id, may_see_source(reader))))


def _claims_naming(column: Any, body: Any, reader: Reader | None) -> Select[Any]:
    if reader is None:
        return select(column).where(column == body.id)
    # Claim by claim of those that name it: joined, an engine may begin with all people there are.
    person = exists().where(Person.id == Claim.person_id, may_see_person(reader))
    claim = exists().where(Claim.id == column.table.c.id, may_see_claim(reader), person)
    return select(column).where(column == body.id, claim)


def columns_naming_organizations() -> list[Any]:
    """Return the columns by which claims of any kind name an organization."""
    return [
        column
        for model in Claim.__subclasses__()
        for relation in inspect(model).relationships
        if relation.mapper.class_ is Organization
        for column in relation.local_columns
    ]
