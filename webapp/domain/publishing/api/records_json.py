"""Sources, organizations, places, provisions of law and issues of the list as JSON."""

from collections.abc import Container, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain.known_organizations import may_see_organization
from webapp.domain.law.provisions import cited_as
from webapp.domain.organizations.places import Place
from webapp.domain.publishing.api.claim_rows import claim_rows, claims_json
from webapp.domain.publishing.api.quotations import quotations_json
from webapp.domain.publishing.api.record_values import Json, date_json, record_json
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.public_issues import PublicIssue
from webapp.domain.visibility import PUBLIC, may_see_source
from webapp.models import (
    Citation,
    CountingRule,
    Organization,
    OrganizationFact,
    Passage,
    Provision,
    Source,
)
from webapp.vocab.people import PublicationState


def sources_page(session: Session, *, after: str | None, size: int) -> tuple[int, Sequence[Source]]:
    """Return how many sources are public, and up to `size` of them by reference, after one of them."""
    total = select(func.count()).select_from(Source).where(may_see_source(PUBLIC))
    query = select(Source).where(may_see_source(PUBLIC), Source.reference > (after or ""))
    query = query.options(
        selectinload(Source.versions), joinedload(Source.publisher).selectinload(Organization.names)
    )
    return session.scalar(total) or 0, session.scalars(query.order_by(Source.reference).limit(size)).all()


def organizations_page(
    session: Session, *, after: str | None, size: int
) -> tuple[int, Sequence[Organization]]:
    """Return how many organizations are public, and up to `size` of them by reference, after one of them."""
    seen = and_(may_see_organization(PUBLIC), Organization.merged_into_id.is_(None))
    total = select(func.count()).select_from(Organization).where(seen)
    query = select(Organization).where(seen, Organization.reference > (after or ""))
    query = query.options(
        selectinload(Organization.names), joinedload(Organization.parent).selectinload(Organization.names)
    )
    ordered = query.order_by(Organization.reference).limit(size)
    return session.scalar(total) or 0, session.scalars(ordered).all()


def source_json(source: Source, *, public_url: str) -> dict[str, Any]:
    """Return the description of a source, with the hashes of its versions."""
    return {
        "reference": source.reference,
        "url": f"{public_url}/sources/{source.reference}",
        "title": source.title,
        "kind": source.kind.value,
        "state": source.state.value,
        "publisher": _shown(source.publisher, public_url),
        "authors": source.authors,
        "language": source.language,
        "date": date_json(source.date),
        "found_at": source.url,
        "archived_at": source.archive_url,
        "shelf_mark": source.shelf_mark,
        "reliability": source.reliability.value,
        "versions": [
            {
                "number": version.number, "text_sha256": version.text_sha256,
                "bytes_sha256": version.bytes_sha256, "text_length": version.text_length,
                "media_type": version.media_type, "retrieved_at": cell(version.retrieved_at) or None,
            }
            for version in source.versions
        ],
    }  # fmt: skip


def organization_json(
    organization: Organization,
    *,
    public_url: str,
    hidden: Container[UUID],
    facts: Mapping[UUID, Sequence[OrganizationFact]],
) -> dict[str, Any]:
    """Return an organization with its names, but for the `hidden` ones, and what is told of it."""
    return {
        "reference": organization.reference,
        "url": f"{public_url}/organizations/{organization.reference}",
        "name": organization.name,
        "names": list(dict.fromkeys(name.text for name in organization.every_name if name.id not in hidden)),
        "kind": organization.kind.value,
        "country": organization.country,
        "state": organization.state.value,
        "parent": _shown(organization.parent, public_url),
        "facts": [_fact_json(fact, public_url) for fact in facts.get(organization.id, ())],
    }


def _fact_json(fact: OrganizationFact, public_url: str) -> dict[str, Any]:
    return {
        "kind": fact.kind.value,
        "text": fact.text,
        "language": fact.language,
        "since": date_json(fact.since),
        "until": date_json(fact.until),
    } | _passage_json(fact.passage, public_url)


def _passage_json(passage: Passage, public_url: str) -> dict[str, Any]:
    version = passage.source_version
    return {
        "exact": passage.exact,
        "start": passage.start,
        "end": passage.end,
        "text_sha256": version.text_sha256,
        "source": f"{public_url}/sources/{version.source.reference}?version={version.number}",
    }


def citation_json(session: Session, citation: Citation, *, public_url: str) -> Json:
    """Return a citation with the claim that rests on it."""
    claim, reference = citation.claim, citation.claim.person.reference
    quotations = quotations_json(session, [claim.id], to=PUBLIC, public_url=public_url)[claim.id]
    (own,) = (quotation for quotation in quotations if quotation["id"] == str(citation.id))
    rows, person = claim_rows(session, {claim.kind: [claim.id]}), {claim.person_id: reference}
    claims = claims_json(session, rows, {claim.id: quotations}, person, public_url=public_url)
    return own | {"claim": claims[claim.person_id][0], "person": reference}


def provision_json(provision: Provision, *, public_url: str) -> dict[str, Any]:
    """Return a provision of law with its code."""
    code = provision.legal_code
    return {
        "url": f"{public_url}/provisions/{provision.id}", "cited_as": cited_as(provision),
        "number": provision.number, "title": provision.title, "code": code.code, "code_title": code.title,
        "country": code.country, "year": code.year,
        "counting_rules": [_counting_rule_json(rule, public_url) for rule in code.counting_rules],
    }  # fmt: skip


def _counting_rule_json(rule: CountingRule, public_url: str) -> dict[str, Any]:
    """Return what a code makes of days in custody before the judgment, with its words."""
    return {
        "held_in": rule.restraint.value, "regime": rule.regime and rule.regime.value,
        "days_of_term": rule.numerator, "for_days_held": rule.denominator,
        "since": rule.since and rule.since.isoformat(), "until": rule.until and rule.until.isoformat(),
    } | _passage_json(rule.passage, public_url)  # fmt: skip


def place_json(place: Place, *, public_url: str) -> dict[str, Any]:
    """Return a place in the words of the sources, or the organization that is one."""
    words = f"places?name={quote(place.name, safe='')}"
    url = f"{public_url}/{f'organizations/{place.reference}' if place.reference else words}"
    body = {"reference": place.reference, "name": place.name, "url": url} if place.reference else None
    return {"name": place.name, "url": url, "people": place.people, "organization": body}


def issue_json(issue: PublicIssue, *, public_url: str) -> dict[str, Any]:
    """Return what an issue of the list is of, the hash of what was frozen, and of the file as it is now."""
    address = f"{public_url}/issues/{issue.number}"
    return {
        "number": issue.number, "url": address, "csv": f"{address}.csv", "title": issue.title,
        "note": issue.note, "filter": issue.filter, "as_of": issue.as_of.isoformat(),
        "made_at": cell(issue.made_at), "people": issue.people, "sha256": issue.sha256,
        "lines_withheld": len(issue.withheld), "file_sha256": issue.file_sha256,
    }  # fmt: skip


def _shown(organization: Organization | None, public_url: str) -> Json | None:
    if organization is None or organization.state is PublicationState.DRAFT:
        return None
    return record_json(organization, public_url=public_url)
