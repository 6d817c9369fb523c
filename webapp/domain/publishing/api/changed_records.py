"""Which sources and organizations changed, and which of them everybody could read once and cannot now."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import Session

from webapp.domain.batches import among, batches
from webapp.domain.known_organizations import columns_naming_organizations, may_see_organization
from webapp.domain.publishing.once_public import once_public, people_once_public, sources_once_public
from webapp.domain.visibility import PUBLIC, may_see_source
from webapp.models import (
    Citation,
    Claim,
    CourtCase,
    Organization,
    OrganizationFact,
    OrganizationName,
    Passage,
    Revision,
    Source,
    SourceVersion,
)
from webapp.vocab.accounts import Action
from webapp.vocab.claims import Stance
from webapp.vocab.people import PublicationState

# From so many touched records on it takes longer to ask which of all they name than to tell of all.
MOST_TOUCHED = 2_000
# Whoever records an organization alone records no more than this with it.
_MOST_BESIDE = 50


class _Naming(NamedTuple):
    """That an organization is named: which it is, and by which source or by what claim."""

    organization: UUID
    claim: UUID | None
    source: UUID | None


def changed_sources(session: Session, touched: Collection[UUID], *, now: datetime) -> dict[str, list[str]]:
    """Return the references of sources that are among touched records or of a publisher among them.

    Under `gone` those that everybody could open once and cannot now.
    """
    keys = _among(session, Source.id, Source.id, touched)
    keys |= _among(session, Source.id, Source.publisher_id, touched)

    def once(hidden: set[UUID]) -> set[UUID]:
        return sources_once_public(session, hidden, until=now)

    return change_report(session, Source, may_see_source(PUBLIC), keys, once)


def changed_organizations(
    session: Session, touched: Collection[UUID], *, now: datetime
) -> dict[str, list[str]]:
    """Return the references of organizations that are among touched records, or that such records name.

    What is public of one hangs on what names it or those below it. Under `gone` those that were public.
    """
    keys = _among(session, Organization.id, Organization.id, touched)
    keys |= _among(session, Source.publisher_id, Source.id, touched)
    for column in columns_naming_organizations():
        named = select(column).join(Claim, Claim.id == column.table.c.id)
        keys |= among(session, named, Claim.person_id, _few(touched))
    above = keys = keys - {None}
    while above := among(session, select(Organization.parent_id), Organization.id, above) - keys - {None}:
        keys = keys | above
    seen = and_(may_see_organization(PUBLIC), Organization.merged_into_id.is_(None))
    return change_report(
        session, Organization, seen, keys, lambda hidden: _once_known(session, hidden, now)
    )


def _few(touched: Collection[UUID]) -> Collection[UUID]:
    return touched if len(touched) <= MOST_TOUCHED else ()


def _among(session: Session, key: Any, column: Any, touched: Collection[UUID]) -> set[UUID]:
    """Return the keys of the rows of which a column holds a touched one; of all where these are many."""
    if len(touched) > MOST_TOUCHED:
        return set(session.scalars(select(key).distinct()))
    return among(session, select(key), column, touched)


def change_report(
    session: Session,
    model: type[Source] | type[Organization] | type[CourtCase],
    seen: ColumnElement[bool],
    keys: Iterable[UUID],
    once: Callable[[set[UUID]], set[UUID]],
) -> dict[str, list[str]]:
    """Return the references of these records that everybody may see, and of those they once could."""
    changed, hidden = list[str](), dict[UUID, str]()
    for batch in batches(keys):
        named = session.execute(select(model.id, model.reference).where(model.id.in_(batch)))
        public = set(session.scalars(select(model.id).where(model.id.in_(batch), seen)))
        for key, reference in named:
            if key in public:
                changed.append(reference)
            else:
                hidden[key] = reference
    return {"changed": sorted(changed), "gone": sorted(hidden[key] for key in once(set(hidden)))}


def _once_known(session: Session, ids: set[UUID], now: datetime) -> set[UUID]:
    """Return those of these organizations that everybody could once know of.

    By what names them, or since nothing named them when they were recorded.
    """
    naming = [*_naming(session, ids), *_before_merging(session, ids)]
    claims = {row.claim for row in naming if row.claim}
    shown = claims_once_shown(session, claims, now)
    sources = sources_once_public(session, {row.source for row in naming if row.source}, until=now)
    known = {row.organization for row in naming if row.claim in shown or row.source in sources}
    return known | unnamed_at_first(session, ids)


def _naming(session: Session, ids: Iterable[UUID]) -> Iterator[_Naming]:
    for batch in batches(ids):
        for column in columns_naming_organizations():
            claims = select(column.table.c.id, column).where(column.in_(batch))
            yield from (_Naming(body, row, None) for row, body in session.execute(claims))
        published = select(Source.id, Source.publisher_id).where(Source.publisher_id.in_(batch))
        yield from (_Naming(body, None, row) for row, body in session.execute(published) if body)
        for model in (OrganizationName, OrganizationFact):
            printed = (
                select(model.organization_id, SourceVersion.source_id)
                .join(Passage, model.passage_id == Passage.id)
                .join(Passage.source_version)
                .where(model.organization_id.in_(batch))
            )
            yield from (_Naming(body, None, source) for body, source in session.execute(printed))


def _before_merging(session: Session, ids: Iterable[UUID]) -> Iterator[_Naming]:
    """Yield what named organizations until they were merged into others."""
    own = select(Revision.edit_id).where(Revision.table_name == Organization.__tablename__)
    for key in among(session, select(Organization.id).where(Organization.merged_into_id.is_not(None)),
                     Organization.id, ids):
        edits = [*session.scalars(own.where(Revision.row_id == key, Revision.action != Action.CREATED))]
        rows = select(Revision.table_name, Revision.row_id, Revision.changes)
        for edit in edits:
            for table, row, changes in session.execute(rows.where(Revision.edit_id == edit)):
                if any(values[0] == str(key) for values in changes.values()):
                    is_source = table == Source.__tablename__
                    yield _Naming(key, None if is_source else row, row if is_source else None)


def claims_once_shown(session: Session, ids: set[UUID], now: datetime) -> set[UUID]:
    """Return those of these claims that everybody could once read, of people and by sources open to them."""
    rows = [
        row
        for batch in batches(ids)
        for row in session.execute(
            select(Claim.id, Claim.person_id, SourceVersion.source_id)
            .join(Claim.citations)
            .join(Citation.passage)
            .join(Passage.source_version)
            .where(Claim.id.in_(batch), Citation.stance == Stance.SUPPORTS)
        )
    ]
    claims = once_public(session, {row.id for row in rows}, until=now)
    people = people_once_public(session, {row.person_id for row in rows})
    sources = sources_once_public(session, {row.source_id for row in rows}, until=now)
    open_to_all = (row for row in rows if row.person_id in people and row.source_id in sources)
    return claims & {row.id for row in open_to_all}


def unnamed_at_first(session: Session, ids: set[UUID]) -> set[UUID]:
    """Return those that nothing named when they were recorded, so that everybody could read them."""
    created = select(Revision.row_id, Revision.edit_id, Revision.changes)
    created = created.where(Revision.action == Action.CREATED)
    draft = [None, PublicationState.DRAFT.value]
    return {
        key
        for batch in batches(ids)
        for key, edit, changes in session.execute(created.where(Revision.row_id.in_(batch)))
        if changes.get("state") != draft and not _is_named_in(session, edit, key)
    }


def _is_named_in(session: Session, edit: UUID, key: UUID) -> bool:
    """Tell whether an edit has a record of any kind, but its own names, name an organization."""
    names = Revision.table_name == OrganizationName.__tablename__
    query = select(Revision.changes).where(Revision.edit_id == edit, not_(names)).limit(_MOST_BESIDE + 1)
    others = session.scalars(query).all()
    # A list brought in records an organization because it names it, in an edit of very many rows.
    return len(others) > _MOST_BESIDE or any(
        values[1] == str(key) for changes in others for values in changes.values()
    )
