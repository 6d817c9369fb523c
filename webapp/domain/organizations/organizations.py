"""Organizations and the spellings of their names: adding, revising, retiring, reading."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, inspect, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from webapp.domain.claims.by_person import NamedClaims, claims_by_name
from webapp.domain.claims.kinds import KINDS
from webapp.domain.input_rules import clean_text, country_code, language_tag, required_line
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.organizations.merging import left_of
from webapp.domain.organizations.namesakes import refuse_twin
from webapp.domain.references import canonical_reference, next_reference
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import (
    Organization,
    OrganizationName,
    Passage,
    PersonSummary,
    Source,
    SourceVersion,
    SummaryFacet,
)
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind
from webapp.vocab.words import N_


@dataclass(frozen=True)
class OrganizationClaims:
    """The claims in which an organization has a part, and the sources it published.

    `claims` stand under the noun of their kind and the part it has in them: as `place` of a status it holds
    or held people, as its `authority` it dealt with them.
    """

    claims: dict[str, dict[str, NamedClaims]]
    sources: list[Source]


def organization(session: Session, reference: str, *, to: Reader) -> Organization | None:
    """Return the organization with this reference, if the reader may see it.

    The reference of a record that was merged into another means that other one.
    """
    own = organization_of_exact_reference(session, reference)
    shown = select(Organization).where(Organization.id == left_of(own).id) if own else None
    return None if shown is None else session.scalar(shown.where(may_see_organization(to)))


def organization_of_exact_reference(session: Session, reference: str) -> Organization | None:
    """Return the record of exactly this reference, merged into another or not, whoever may see it."""
    query = select(Organization).where(Organization.reference == canonical_reference(reference))
    return session.scalar(query.options(selectinload(Organization.names)))


def organization_named(session: Session, name: str) -> Organization | None:
    """Return the organization that bears exactly this name, one whose main name it is before others."""
    names = session.scalars(
        select(OrganizationName)
        .where(OrganizationName.text == name)
        .order_by(OrganizationName.position, OrganizationName.id)
    ).all()
    best = min(names, key=lambda row: row.kind is not NameKind.MAIN, default=None)
    return left_of(best.organization) if best else None


def claims_naming(session: Session, organization: Organization, *, to: Reader) -> OrganizationClaims:
    """Return where an organization appears, as far as this reader may see, people by name."""
    published = select(Source).where(Source.publisher_id == organization.id, may_see_source(to))
    return OrganizationClaims(
        claims={
            kind.noun: {
                part.key: claims_by_name(session, kind.model, part.class_attribute == organization, to=to)
                for part in inspect(kind.model).relationships
                if part.entity.class_ is Organization
            }
            for kind in KINDS.values()
        },
        sources=list(session.scalars(published.order_by(Source.reference))),
    )


def people_counts(session: Session, *, to: Reader) -> dict[str, int]:
    """Return how many people belong to each organization, by its reference: those that the list holds."""
    query = (
        select(SummaryFacet.value, func.count())
        .join(
            PersonSummary,
            and_(
                PersonSummary.person_id == SummaryFacet.person_id,
                PersonSummary.audience == SummaryFacet.audience,
            ),
        )
        .where(SummaryFacet.facet == "organization", matching(PeopleFilter(), to=to))
        .group_by(SummaryFacet.value)
    )
    return dict(session.execute(query).all())


def passages_of_names(session: Session, organization: Organization, *, to: Reader) -> dict[UUID, Passage]:
    """Return the passages that print the organization's names, by their id."""
    ids = [name.passage_id for name in organization.every_name if name.passage_id is not None]
    query = (
        select(Passage)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(Passage.id.in_(ids), may_see_source(to))
        .options(contains_eager(Passage.source_version).contains_eager(SourceVersion.source))
    )
    return {passage.id: passage for passage in session.scalars(query)}


def add_organization(
    session: Session,
    *,
    name: str | None,
    language: str | None,
    kind: OrganizationKind,
    country: str | None,
    parent: Organization | None,
    note: str | None,
    different: bool,
) -> Organization:
    """Add an organization under its main name. Raises Refused, also for a name that one bears already.

    A name that may be another spelling of one is refused, as long as nobody says that it is `different`.
    """
    line = required_line("name", name)
    twin = session.scalar(select(OrganizationName).where(OrganizationName.text == line))
    if twin is not None:
        message = N_("%(reference)s bears this name already; give it a name that tells them apart.")
        raise Refused("name", message, reference=left_of(twin.organization).reference)
    if not different:
        refuse_twin(session, line)
    organization = Organization(
        reference=next_reference(session, "O"),
        kind=kind,
        country=country_code("country", country),
        parent=parent,
        note=clean_text("note", note, limit=5000),
    )
    organization.names.append(
        OrganizationName(
            position=1, text=line, kind=NameKind.MAIN, language=language_tag("language", language)
        )
    )
    session.add(organization)
    session.flush()
    return organization


def revise_organization(
    session: Session,
    organization: Organization,
    *,
    version: int,
    name: str | None,
    language: str | None,
    kind: OrganizationKind,
    country: str | None,
    parent: Organization | None,
    note: str | None,
    different: bool = True,
) -> Organization:
    """Correct an organization and its main name. Raises Refused, Stale.

    A new name that may be another organization's is refused where nobody has said that it is `different`.
    """
    check_version(organization, version)
    above = parent
    while above is not None:
        if above.id == organization.id:
            raise Refused("parent", N_("An organization cannot stand above itself."))
        above = above.parent
    first, line = organization.main_name, required_line("name", name)
    if line != first.text and not different:
        refuse_twin(session, line, besides=organization)
    first.text, first.language = line, language_tag("language", language)
    organization.kind, organization.country = kind, country_code("country", country)
    organization.parent, organization.note = parent, clean_text("note", note, limit=5000)
    session.flush()
    return organization


def add_organization_name(
    session: Session,
    organization: Organization,
    *,
    text: str | None,
    kind: NameKind,
    language: str | None,
    note: str | None,
    passage: Passage | None = None,
    since: PartialDate | None = None,
    until: PartialDate | None = None,
) -> OrganizationName:
    """Add a further name of an organization; from when or until when it is borne, a passage says.

    Raises Refused.
    """
    line = required_line("text", text)
    if any(row.text == line and row.kind is kind for row in organization.names):
        raise Refused("text", N_("This spelling is there already."))
    if (since or until) and passage is None:
        raise Refused("quote", N_("A change of name is a fact with its day: paste the words that show it."))
    if since and until and until.is_before(since):
        raise Refused("until", N_("This is before the name was taken."))
    name = OrganizationName(
        position=max((row.position for row in organization.names), default=0) + 1,
        text=line,
        kind=kind,
        language=language_tag("language", language),
        note=clean_text("note", note, limit=5000),
        since=since,
        until=until,
        passage_id=passage.id if passage else None,
    )
    organization.names.append(name)
    session.flush()
    return name


def cite_organization_name(
    session: Session, name: OrganizationName, *, passage: Passage, note: str | None
) -> OrganizationName:
    """Give a spelling that had none the passage that prints it. Raises Refused where it has another."""
    if name.passage_id not in (None, passage.id):
        raise Refused("text", N_("This spelling has its passage already."))
    name.passage_id = passage.id
    name.note = clean_text("note", note, limit=5000) or name.note
    session.flush()
    return name


def remove_organization_name(session: Session, name: OrganizationName) -> None:
    """Remove a spelling; whoever calls makes sure that it is not the one under which all know the body."""
    organization = name.organization
    session.delete(name)
    session.flush()
    session.expire(organization, ["names"])
