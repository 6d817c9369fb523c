"""Two records of one organization: merging them, and which were merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.domain.claims.kinds import KINDS
from webapp.domain.refusals import Refused, check_version
from webapp.models import CourtCase, EntryJudgement, Organization, OrganizationFact, Revision, Source
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_


@dataclass(frozen=True)
class MergedOrganization:
    """A record that was merged into another, and the edit that did so."""

    record: Organization
    edit_id: UUID


def merge(session: Session, *, record: Organization, into: Organization, version: int) -> Organization:
    """Merge a record into another: every claim and source that names it names the other, as do its parts.

    Its names stay with it and count as names of the other. Nothing is lost: undoing the edit parts the two
    again. Raises Refused, Stale.
    """
    check_version(record, version)
    if record is into:
        raise Refused("into", N_("This is the same record."))
    if PublicationState.RETIRED in (record.state, into.state):
        raise Refused("into", N_("A record that is retired is not merged; publish it first."))
    for attribute in _naming():
        for row in session.scalars(select(attribute.class_).where(attribute == record)):
            setattr(row, attribute.key, into)
    _take_judgements(session, record, into)
    if into.parent is record:
        into.parent = record.parent
    for part in session.scalars(select(Organization).where(Organization.parent == record)):
        part.parent = into
    record.merged_into, record.state = into, PublicationState.RETIRED
    session.flush()
    session.expire(into, ["merged"])
    return into


def left_of(organization: Organization) -> Organization:
    """Return the record into which one was merged in the end, or itself."""
    while organization.merged_into is not None:
        organization = organization.merged_into
    return organization


def merged_organizations(session: Session, organization: Organization) -> list[MergedOrganization]:
    """Return the records that were merged into one, and into those, with the edits that did it."""
    records = list(_merged(organization))
    edits = {
        revision.row_id: revision.edit_id
        for revision in session.scalars(
            select(Revision)
            .where(Revision.row_id.in_([record.id for record in records]))
            .order_by(Revision.number)
        )
        if revision.changes.get("merged_into_id", [None, None])[1]
    }
    return [MergedOrganization(record, edits[record.id]) for record in records if record.id in edits]


def _take_judgements(session: Session, record: Organization, into: Organization) -> None:
    """Let judgements on lists follow, but for those on a name that was judged of the other's lists too."""
    judged = select(EntryJudgement).where(EntryJudgement.organization == into)
    names = {row.name for row in session.scalars(judged)}
    for row in session.scalars(select(EntryJudgement).where(EntryJudgement.organization == record)):
        if row.name not in names:
            row.organization = into


def _merged(organization: Organization) -> Iterator[Organization]:
    for record in organization.merged:
        yield record
        yield from _merged(record)


def _naming() -> Iterator[InstrumentedAttribute[Any]]:
    """Yield every attribute by which claims, sources, cases and facts name an organization."""
    yield Source.publisher
    yield CourtCase.court
    yield OrganizationFact.organization
    for kind in KINDS.values():
        for part in inspect(kind.model).relationships:
            if part.entity.class_ is Organization:
                yield part.class_attribute
