"""The organizations to choose from while somebody types a name: a handful, the likely ones first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.known_organizations import columns_naming_organizations
from webapp.domain.organizations.namesakes import is_same_name
from webapp.domain.organizations.organizations import add_organization
from webapp.domain.paged_lists import is_named
from webapp.domain.refusals import Refused
from webapp.models import Organization, OrganizationName
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import PublicationState

MOST = 20
_IN_USE = (Organization.state == PublicationState.PUBLISHED, Organization.merged_into_id.is_(None))


@dataclass(frozen=True)
class UnrecordedOrganization:
    """An organization that a form names and that is not recorded yet."""

    name: str
    kind: OrganizationKind


def organizations_called(
    session: Session, typed: str, *, kinds: Sequence[OrganizationKind] = ()
) -> list[Organization]:
    """Return at most 20 organizations in use of which a name is as `typed`, those of these kinds first.

    Where nothing is typed, those that claims named last come before others.
    """
    names = _names(session)
    if typed:
        # Also what is the same in other words: whoever adds it is shown it first.
        names = [name for name in names if is_named(typed, name[1:3]) or is_same_name(typed, name[2])]
    recent = {} if typed else {key: place for place, key in enumerate(_named_last(session))}

    def rank(name: tuple[UUID, str, str, OrganizationKind]) -> tuple[int, bool, bool, str]:
        key, _, text, kind = name
        begins = text.casefold().startswith(typed.casefold())
        return recent.get(key, len(recent)), bool(kinds) and kind not in kinds, not begins, text.casefold()

    ids = list(dict.fromkeys(name[0] for name in sorted(names, key=rank)))[:MOST]
    rows = {row.id: row for row in _organizations(session, ids)}
    return [rows[key] for key in ids if key in rows]


def organizations_of_exact_name(session: Session, name: str) -> list[Organization]:
    """Return the organizations in use that bear exactly this name, capitals and blanks left aside."""
    wanted = _plain(name)
    ids = {key for key, _, text, _ in _names(session) if _plain(text) == wanted}
    return _organizations(session, ids)


def recorded(session: Session, value: UnrecordedOrganization, *, field: str) -> Organization:
    """Add an organization that a form names. Raises Refused at `field`."""
    try:
        return add_organization(
            session, name=value.name, kind=value.kind, language=None, country=None, parent=None, note=None,
            different=True,
        )  # fmt: skip
    except Refused as refused:
        raise Refused(field, refused.message, **refused.values) from refused


def _organizations(session: Session, ids: Collection[UUID]) -> list[Organization]:
    """Return those of these organizations that are in use."""
    query = select(Organization).options(selectinload(Organization.names))
    return list(session.scalars(query.where(Organization.id.in_(ids), *_IN_USE)))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _names(session: Session) -> list[tuple[UUID, str, str, OrganizationKind]]:
    """Return every name of an organization, those of records merged into it too, after its id."""
    left = func.coalesce(Organization.merged_into_id, Organization.id)
    query = (
        select(left, Organization.reference, OrganizationName.text, Organization.kind)
        .join(OrganizationName, OrganizationName.organization_id == Organization.id)
        .where(or_(_IN_USE[0], Organization.merged_into_id.is_not(None)))
    )
    return [(key, reference, text, kind) for key, reference, text, kind in session.execute(query)]


def _named_last(session: Session) -> list[UUID]:
    """Return the ids of the organizations that the newest claims of each kind name, the newest first."""
    newest: list[tuple[UUID, UUID]] = []
    for column in columns_naming_organizations():
        claim = column.table.c.id
        query = select(claim, column).where(column.is_not(None)).order_by(claim.desc()).limit(MOST)
        newest += [(claim_id, named) for claim_id, named in session.execute(query)]
    return list(dict.fromkeys(named for _, named in sorted(newest, reverse=True)))[:MOST]
